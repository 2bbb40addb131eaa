package io.scorecard.compiler.tree;

import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.ErrorCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * PostgreSQL's rows from nothing, written out:
 *
 * <pre>{@code
 * generate_series(1, 3) AS n                                            → (VALUES (1), (2), (3)) AS n (n)
 * generate_series(DATE '2026-01-01', DATE '2026-03-01', INTERVAL '1' MONTH) → (VALUES (TIMESTAMP '2026-01-01 ..'), ..)
 * }</pre>
 */
public final class SeriesTables {

    private static final String NAME = "generate_series";

    private static final int MOST = 10_000;

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?)?");

    private static final Pattern STEP =
            Pattern.compile("(?i)\\s*(-?\\d{1,6})\\s*(year|month|week|day|hour|minute)s?\\s*");

    private static final Map<TimeUnit, ChronoUnit> UNITS = Map.of(
            TimeUnit.YEAR, ChronoUnit.YEARS,
            TimeUnit.MONTH, ChronoUnit.MONTHS,
            TimeUnit.DAY, ChronoUnit.DAYS,
            TimeUnit.HOUR, ChronoUnit.HOURS,
            TimeUnit.MINUTE, ChronoUnit.MINUTES);

    private SeriesTables() {}

    /** Whether this is such a table, with its name or without one. */
    public static boolean is(SqlCall call) {
        return call.getKind() == SqlKind.AS ? isBare(call.operand(0)) : isBare(call);
    }

    private static boolean isBare(SqlNode node) {
        return node.getKind() == SqlKind.COLLECTION_TABLE
                && ((SqlCall) node).operand(0) instanceof SqlCall function
                && function.getOperator().getName().equalsIgnoreCase(NAME);
    }

    /** @param inside what is done to the bounds before they are read */
    public static SqlNode of(SqlCall call, SqlShuttle inside) {
        SqlParserPos at = call.getParserPosition();
        boolean named = call.getKind() == SqlKind.AS;
        SqlCall function = ((SqlCall) (named ? call.operand(0) : call)).operand(0);
        List<SqlNode> bounds = function.getOperandList().stream()
                .map(o -> Objects.requireNonNull(o.accept(inside)))
                .toList();
        if (bounds.size() < 2 || bounds.size() > 3) {
            throw refused();
        }
        List<SqlNode> values = rows(bounds, at);
        SqlNode name = named ? call.operand(1) : new SqlIdentifier(NAME, at);
        SqlNode column = named && call.operandCount() > 2 ? call.operand(2) : name;
        SqlNode rows = values.isEmpty() ? none(bounds.get(0), at) : SqlStdOperatorTable.VALUES.createCall(at, values);
        return SqlStdOperatorTable.AS.createCall(at, rows, name, column);
    }

    /** Of a series that ends before it begins. */
    private static SqlNode none(SqlNode first, SqlParserPos at) {
        boolean number = first instanceof SqlNumericLiteral || first.getKind() == SqlKind.MINUS_PREFIX;
        SqlNode value = number ? first : SqlLiteral.createTimestamp(Build.timestamp(moment(first)), 6, at);
        return SqlTexts.select(
                SqlNodeList.of(value),
                SqlStdOperatorTable.AS.createCall(
                        at,
                        SqlStdOperatorTable.VALUES.createCall(at, SqlStdOperatorTable.ROW.createCall(at, value)),
                        new SqlIdentifier(NAME, at)),
                SqlLiteral.createBoolean(false, at));
    }

    private static List<SqlNode> rows(List<SqlNode> bounds, SqlParserPos at) {
        List<SqlNode> values = bounds.get(0) instanceof SqlNumericLiteral
                        || bounds.get(0).getKind() == SqlKind.MINUS_PREFIX
                ? numbers(
                        number(bounds.get(0)), number(bounds.get(1)), bounds.size() > 2 ? number(bounds.get(2)) : 1, at)
                : moments(bounds, at);
        return values.stream()
                .<SqlNode>map(v -> SqlStdOperatorTable.ROW.createCall(at, v))
                .toList();
    }

    private static List<SqlNode> numbers(long from, long to, long step, SqlParserPos at) {
        List<SqlNode> rows = new ArrayList<>();
        if (step == 0) {
            throw refused();
        }
        for (long n = from; step > 0 ? n <= to : n >= to; n += step) {
            add(rows, SqlLiteral.createExactNumeric(Long.toString(n), at));
        }
        return rows;
    }

    private record Step(long amount, ChronoUnit unit) {}

    /** An interval, or its text alone: {@code '1 day'}. */
    private static Step step(SqlNode node) {
        if (node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            Matcher text = STEP.matcher(literal.getValueAs(String.class));
            if (!text.matches()) {
                throw refused();
            }
            ChronoUnit unit = ChronoUnit.valueOf(text.group(2).toUpperCase(Locale.ROOT) + "S");
            return checked(new Step(Long.parseLong(text.group(1)), unit));
        }
        if (!(node instanceof SqlIntervalLiteral literal)) {
            throw refused();
        }
        SqlIntervalLiteral.IntervalValue step = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        ChronoUnit unit = UNITS.get(step.getIntervalQualifier().timeUnitRange.startUnit);
        if (unit == null
                || step.getIntervalQualifier().timeUnitRange.endUnit != null
                || !step.getIntervalLiteral().matches("-?\\d{1,6}")) {
            throw refused();
        }
        return checked(new Step(step.getSign() * Long.parseLong(step.getIntervalLiteral()), unit));
    }

    private static Step checked(Step step) {
        if (step.amount == 0) {
            throw refused();
        }
        return step;
    }

    private static List<SqlNode> moments(List<SqlNode> bounds, SqlParserPos at) {
        if (bounds.size() < 3) {
            throw refused();
        }
        Step step = step(bounds.get(2));
        long amount = step.amount;
        ChronoUnit unit = step.unit;
        LocalDateTime end = moment(bounds.get(1));
        List<SqlNode> rows = new ArrayList<>();
        for (LocalDateTime t = moment(bounds.get(0));
                amount > 0 ? !t.isAfter(end) : !t.isBefore(end);
                t = t.plus(amount, unit)) {
            add(rows, SqlLiteral.createTimestamp(Build.timestamp(t), 6, at));
        }
        return rows;
    }

    private static void add(List<SqlNode> rows, SqlNode value) {
        if (rows.size() == MOST) {
            throw ErrorCode.TOO_LARGE.with("GENERATE_SERIES has more than " + MOST + " rows", "Take larger steps.");
        }
        rows.add(value);
    }

    private static long number(SqlNode node) {
        boolean minus = node.getKind() == SqlKind.MINUS_PREFIX;
        SqlNode bare = minus ? ((SqlCall) node).operand(0) : node;
        if (bare instanceof SqlNumericLiteral literal && literal.isInteger()) {
            BigDecimal value = literal.getValueAs(BigDecimal.class);
            if (value.precision() < 10) {
                return minus ? -value.longValueExact() : value.longValueExact();
            }
        }
        throw refused();
    }

    private static LocalDateTime moment(SqlNode node) {
        boolean cast = node.getKind() == SqlKind.CAST && ((SqlCall) node).operand(1) instanceof SqlDataTypeSpec;
        SqlNode bare = cast ? ((SqlCall) node).operand(0) : node;
        String text = "";
        if (bare instanceof SqlUnknownLiteral literal) {
            text = String.valueOf(literal.getValue());
        } else if (bare instanceof SqlLiteral literal) {
            text = SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
                    ? literal.getValueAs(String.class)
                    : String.valueOf(literal.getValue());
        }
        if (!TIME.matcher(text).matches()) {
            throw refused();
        }
        try {
            return LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw refused();
        }
    }

    private static RuntimeException refused() {
        return ErrorCode.UNSUPPORTED.with(
                "GENERATE_SERIES of anything but written numbers or dates",
                "Write generate_series(1, 12), or generate_series(DATE '2026-01-01', DATE '2026-12-01', INTERVAL '1 month');"
                        + " months that there are come from SELECT month .. FROM kpi GROUP BY month.");
    }
}
