package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Parts of a time, and of what lies between two, as PostgreSQL gives them.
 *
 * <pre>{@code
 * MONTH(t), {fn MONTH(t)}       → EXTRACT(MONTH FROM t)
 * EXTRACT(SECOND FROM t)        → EXTRACT(MICROSECOND FROM t) * 0.000001    with its fraction
 * EXTRACT(EPOCH FROM t)         → epoch_seconds(t)                          with its fraction
 * EXTRACT(EPOCH FROM a - b)     → epoch_seconds(a) - epoch_seconds(b)
 * EXTRACT(DAY FROM a - b)       → whole days between them
 * }</pre>
 */
public final class TimeParts {

    private static final Map<String, Integer> MINUTES = Map.of("MINUTE", 1, "HOUR", 60, "DAY", 1_440, "WEEK", 10_080);

    private static final Map<String, TimeUnit> PARTS = Map.of(
            "YEAR", TimeUnit.YEAR,
            "QUARTER", TimeUnit.QUARTER,
            "MONTH", TimeUnit.MONTH,
            "WEEK", TimeUnit.WEEK,
            "DAYOFMONTH", TimeUnit.DAY,
            "DAYOFYEAR", TimeUnit.DOY,
            "HOUR", TimeUnit.HOUR,
            "MINUTE", TimeUnit.MINUTE,
            "SECOND", TimeUnit.SECOND);

    private static final Map<String, String> PLURALS = Map.ofEntries(
            Map.entry("MICROSECONDS", "MICROSECOND"),
            Map.entry("MILLISECONDS", "MILLISECOND"),
            Map.entry("SECONDS", "SECOND"),
            Map.entry("MINUTES", "MINUTE"),
            Map.entry("HOURS", "HOUR"),
            Map.entry("DAYS", "DAY"),
            Map.entry("WEEKS", "WEEK"),
            Map.entry("MONTHS", "MONTH"),
            Map.entry("YEARS", "YEAR"),
            Map.entry("DECADES", "DECADE"),
            Map.entry("CENTURIES", "CENTURY"),
            Map.entry("MILLENNIA", "MILLENNIUM"));

    private TimeParts() {}

    /** {@code MONTH(t)} and {@code {fn MONTH(t)}}: EXTRACT, which the calendar of kpi knows, too; JDBC counts days of a week from 1. */
    public static Optional<SqlNode> of(SqlBasicCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT).replaceAll("^\\{FN (.*)}$", "$1");
        if (name.strip().equals("DAYOFWEEK") && call.operandCount() == 1) {
            SqlParserPos at = call.getParserPosition();
            SqlNode sunday = SqlLiteral.createExactNumeric("1", at);
            return Optional.of(
                    SqlStdOperatorTable.PLUS.createCall(at, plain(TimeUnit.DOW, call.operand(0), at), sunday));
        }
        if (call.getKind() == SqlKind.EXTRACT && call.operand(0) instanceof SqlIntervalQualifier qualifier) {
            return Optional.of(part(unit(qualifier), call.operand(1), call));
        }
        if (name.strip().equals("DATE_TRUNC") && call.operandCount() == 2) {
            requireAlike(call.operand(0));
        }
        TimeUnit unit = call.operandCount() == 1 ? PARTS.get(name.strip()) : null;
        return Optional.ofNullable(unit).map(u -> plain(u, call.operand(0), call.getParserPosition()));
    }

    /** @param operands a unit, as a text or word, and a time */
    public static Optional<SqlNode> datePart(List<SqlNode> operands, SqlCall call) {
        return unit(operands.get(0)).map(u -> part(u, operands.get(1), call));
    }

    private static void requireWritten(SqlNode unit) {
        if (unit instanceof SqlDynamicParam) {
            throw ErrorCode.UNSUPPORTED.with("A part of time as a parameter", "Write it: DATE_TRUNC('month', t).");
        }
    }

    private static Optional<TimeUnit> unit(SqlNode node) {
        requireWritten(node);
        if (node instanceof SqlIntervalQualifier qualifier) {
            return Optional.of(unit(qualifier));
        }
        if (!(node instanceof SqlLiteral literal) || !SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            return Optional.empty();
        }
        return Optional.of(unit(literal.getValueAs(String.class)));
    }

    /** Calcite reads a word that it does not know as EPOCH. */
    private static TimeUnit unit(SqlIntervalQualifier qualifier) {
        return unit(
                qualifier.timeFrameName == null ? qualifier.timeUnitRange.startUnit.name() : qualifier.timeFrameName);
    }

    private static TimeUnit unit(String written) {
        String word = written.strip().toUpperCase(Locale.ROOT);
        String singular = PLURALS.getOrDefault(word, word);
        for (TimeUnit unit : TimeUnit.values()) {
            if (unit.name().equals(singular) && unit != TimeUnit.NANOSECOND) {
                return unit;
            }
        }
        throw ErrorCode.BAD_ARGUMENT.with(
                "A part of time is not known.",
                "Write year, quarter, month, week, day, dow, doy, hour, minute, second, millisecond or epoch.");
    }

    /** DuckDB begins a century a year before PostgreSQL does. */
    private static void requireAlike(SqlNode unit) {
        requireWritten(unit);
        boolean apart = unit instanceof SqlLiteral literal
                && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
                && literal.getValueAs(String.class)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .matches("cent.*|millen.*|c|mil");
        if (apart) {
            throw ErrorCode.UNSUPPORTED.with(
                    "DATE_TRUNC to a century or millennium",
                    "Write EXTRACT(CENTURY FROM t), or DATE_TRUNC('decade', t).");
        }
    }

    private static SqlNode plain(TimeUnit unit, SqlNode of, SqlParserPos at) {
        return SqlStdOperatorTable.EXTRACT.createCall(at, new SqlIntervalQualifier(unit, null, at), of);
    }

    private static SqlNode part(TimeUnit unit, SqlNode of, SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        if (Ages.is(of)) {
            return Ages.part(unit, (SqlCall) of, at);
        }
        if (unit == TimeUnit.EPOCH && Differences.ofAggregate(of).isPresent()) {
            return Differences.ofAggregate(of).orElseThrow();
        }
        if (of instanceof SqlCall minus && isDifference(minus)) {
            return between(unit, minus, at).orElseGet(() -> plain(unit, of, at));
        }
        return switch (unit) {
            case EPOCH -> Operators.EPOCH_SECONDS.createCall(at, of);
            case SECOND -> scaled(of, "0.000001", at);
            case MILLISECOND -> scaled(of, "0.001", at);
            default -> plain(unit, of, at);
        };
    }

    private static SqlNode scaled(SqlNode of, String by, SqlParserPos at) {
        return SqlStdOperatorTable.MULTIPLY.createCall(
                at, plain(TimeUnit.MICROSECOND, of, at), SqlLiteral.createExactNumeric(by, at));
    }

    /** Whether a time is taken from another, and no interval. */
    static boolean isDifference(SqlCall call) {
        return call.getKind() == SqlKind.MINUS && call.operandCount() == 2 && !isInterval(call.operand(1));
    }

    private static boolean isInterval(SqlNode node) {
        return node instanceof SqlIntervalLiteral
                || node instanceof SqlCall call
                        && (call.getKind() == SqlKind.TIMES || call.getKind() == SqlKind.MINUS_PREFIX)
                        && call.getOperandList().stream().anyMatch(TimeParts::isInterval);
    }

    private static Optional<SqlNode> between(TimeUnit unit, SqlCall minus, SqlParserPos at) {
        SqlNode seconds = SqlStdOperatorTable.MINUS.createCall(
                at,
                Operators.EPOCH_SECONDS.createCall(at, (SqlNode) minus.operand(0)),
                Operators.EPOCH_SECONDS.createCall(at, (SqlNode) minus.operand(1)));
        return Optional.ofNullable(
                switch (unit) {
                    case EPOCH -> seconds;
                    case DAY -> whole(seconds, 86_400, at);
                    case HOUR -> whole(rest(seconds, 86_400, at), 3_600, at);
                    case MINUTE -> whole(rest(seconds, 3_600, at), 60, at);
                    case SECOND -> rest(seconds, 60, at);
                    case MILLISECOND -> times(rest(seconds, 60, at), 1_000, at);
                    case MICROSECOND -> times(rest(seconds, 60, at), 1_000_000, at);
                    default -> null;
                });
    }

    private static SqlNode rest(SqlNode seconds, int of, SqlParserPos at) {
        return SqlStdOperatorTable.MOD.createCall(at, seconds, number(of, at));
    }

    private static SqlNode times(SqlNode seconds, int factor, SqlParserPos at) {
        return SqlStdOperatorTable.MULTIPLY.createCall(at, seconds, number(factor, at));
    }

    private static SqlNode number(int number, SqlParserPos at) {
        return SqlLiteral.createExactNumeric(Integer.toString(number), at);
    }

    /** How often the unit fits in, towards zero. */
    private static SqlNode whole(SqlNode amount, int unit, SqlParserPos at) {
        SqlNode units = SqlStdOperatorTable.DIVIDE.createCall(at, amount, number(unit, at));
        SqlDataTypeSpec type =
                new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.BIGINT, SqlParserPos.ZERO), SqlParserPos.ZERO);
        return SqlStdOperatorTable.CAST.createCall(at, Operators.TRUNC.createCall(at, units), type);
    }

    /** {@code {fn TIMESTAMPDIFF(SQL_TSI_DAY, a, b)}}: whole units from a to b. */
    public static Optional<SqlNode> escape(SqlBasicCall call, String name) {
        if (!name.toUpperCase(Locale.ROOT).contains("TIMESTAMPDIFF") || call.operandCount() != 3) {
            return Optional.empty();
        }
        String unit = call.operand(0)
                .toString()
                .toUpperCase(Locale.ROOT)
                .replace("SQL_TSI_", "")
                .replaceAll("[^A-Z]", "");
        Integer minutes = MINUTES.get(unit);
        if (minutes == null) {
            throw ErrorCode.UNSUPPORTED.with("TIMESTAMPDIFF in this unit", "Ask in minutes, hours, days or weeks.");
        }
        SqlParserPos at = call.getParserPosition();
        List<SqlNode> moments = new ArrayList<>(call.getOperandList().subList(1, 3));
        return Optional.of(whole(Operators.MINUTES_BETWEEN.createCall(at, moments), minutes, at));
    }
}
