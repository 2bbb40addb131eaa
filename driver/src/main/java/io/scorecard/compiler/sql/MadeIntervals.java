package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code t + make_interval(months => 1, days => n) → t + 1 * INTERVAL '1' MONTH + n * INTERVAL '1' DAY}: months first,
 * then days, then the time, as PostgreSQL adds them.
 */
public final class MadeIntervals {

    private static final List<String> UNITS = List.of("years", "months", "weeks", "days", "hours", "mins", "secs");

    /** Of which unit of ours each is how many. */
    private static final Map<String, Map.Entry<TimeUnit, Integer>> PARTS = Map.of(
            "years", Map.entry(TimeUnit.MONTH, 12),
            "months", Map.entry(TimeUnit.MONTH, 1),
            "weeks", Map.entry(TimeUnit.DAY, 7),
            "days", Map.entry(TimeUnit.DAY, 1),
            "hours", Map.entry(TimeUnit.MINUTE, 60),
            "mins", Map.entry(TimeUnit.MINUTE, 1),
            "secs", Map.entry(TimeUnit.SECOND, 1));

    private MadeIntervals() {}

    /** A sum with such an interval; empty where it has none. */
    public static Optional<SqlCall> added(SqlCall sum) {
        boolean plus = sum.getKind() == SqlKind.PLUS;
        if (!plus && sum.getKind() != SqlKind.MINUS || sum.operandCount() != 2) {
            return Optional.empty();
        }
        if (plus && is(sum.operand(0)) && !is(sum.operand(1))) {
            return Optional.of(added(sum.getOperator(), sum.operand(1), sum.operand(0)));
        }
        return is(sum.operand(1))
                ? Optional.of(added(sum.getOperator(), sum.operand(0), sum.operand(1)))
                : Optional.empty();
    }

    private static SqlCall added(SqlOperator operator, SqlNode to, SqlNode made) {
        SqlNode sum = to;
        for (SqlNode part : parts((SqlCall) made)) {
            sum = operator.createCall(made.getParserPosition(), sum, part);
        }
        return (SqlCall) sum;
    }

    /** One that stands by itself. */
    public static SqlNode alone(SqlCall made) {
        List<SqlNode> parts = parts(made);
        if (parts.size() > 1) {
            throw ErrorCode.UNSUPPORTED.with(
                    "MAKE_INTERVAL of several units, without a time that it is added to",
                    "Write t + make_interval(months => 1, days => 2), or make_interval of one unit.");
        }
        return parts.get(0);
    }

    private static boolean is(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase("make_interval");
    }

    private static List<SqlNode> parts(SqlCall made) {
        SqlParserPos at = made.getParserPosition();
        Map<TimeUnit, SqlNode> amounts = new LinkedHashMap<>();
        Map<String, SqlNode> given = given(made);
        for (String unit : UNITS) {
            SqlNode value = given.get(unit);
            if (value == null) {
                continue;
            }
            if (!unit.equals("secs")) {
                value = whole(value, at);
            }
            int times = PARTS.get(unit).getValue();
            SqlNode amount = times == 1
                    ? value
                    : SqlStdOperatorTable.MULTIPLY.createCall(
                            at, value, SqlLiteral.createExactNumeric(String.valueOf(times), at));
            amounts.merge(PARTS.get(unit).getKey(), amount, (a, b) -> SqlStdOperatorTable.PLUS.createCall(at, a, b));
        }
        if (amounts.isEmpty()) {
            throw refused();
        }
        return amounts.entrySet().stream()
                .<SqlNode>map(a -> SqlStdOperatorTable.MULTIPLY.createCall(
                        at,
                        a.getValue(),
                        SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(a.getKey(), null, at), at)))
                .toList();
    }

    /** Only when its types are known it is known whether a column is. */
    private static SqlNode whole(SqlNode value, SqlParserPos at) {
        if (value instanceof SqlNumericLiteral number && !number.isInteger()) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "MAKE_INTERVAL takes whole numbers, but for secs.", "Write hours => 36 for a day and a half.");
        }
        return value instanceof SqlLiteral || value instanceof SqlDynamicParam
                ? value
                : Operators.WHOLE_UNITS.createCall(at, value);
    }

    /** By name, or in the order of PostgreSQL. */
    private static Map<String, SqlNode> given(SqlCall made) {
        Map<String, SqlNode> given = new LinkedHashMap<>();
        for (int i = 0; i < made.operandCount(); i++) {
            SqlNode operand = made.operand(i);
            boolean named = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            String unit = named
                    ? ((SqlIdentifier) ((SqlCall) operand).operand(1))
                            .getSimple()
                            .toLowerCase(Locale.ROOT)
                    : i < UNITS.size() ? UNITS.get(i) : "";
            if (!UNITS.contains(unit) || given.containsKey(unit)) {
                throw refused();
            }
            given.put(unit, named ? ((SqlCall) operand).operand(0) : operand);
        }
        return given;
    }

    private static RuntimeException refused() {
        return ErrorCode.BAD_ARGUMENT.with(
                "MAKE_INTERVAL does not know how long.",
                "Write make_interval(days => n); there are " + String.join(", ", UNITS) + ".");
    }
}
