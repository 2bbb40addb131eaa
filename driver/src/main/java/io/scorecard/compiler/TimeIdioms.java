package io.scorecard.compiler;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Time as BI tools write it, in the words of the language:
 *
 * <pre>
 * TO_DATE('2026-01-01', 'YYYY-MM-DD')                      DATE '2026-01-01'
 * TO_TIMESTAMP('2026-01-01 10:00:00', 'YYYY-MM-DD HH24..') TIMESTAMP '2026-01-01 10:00:00'
 * DATE_TRUNC('MONTH', month)                               month is the column, not the unit
 * </pre>
 *
 * <p>Another format stays as it is: guessing would give another day.
 */
final class TimeIdioms extends SqlShuttle {

    private static final Map<String, String> FORMATS = Map.of(
            "YYYY-MM-DD", "uuuu-MM-dd",
            "YYYY-MM-DD HH24:MI", "uuuu-MM-dd HH:mm",
            "YYYY-MM-DD HH24:MI:SS", "uuuu-MM-dd HH:mm:ss",
            "YYYY-MM-DD HH24:MI:SS.MS", "uuuu-MM-dd HH:mm:ss.SSS",
            "YYYY-MM-DD HH24:MI:SS.US", "uuuu-MM-dd HH:mm:ss.SSSSSS");

    private TimeIdioms() {}

    static SqlNode understood(SqlNode query) {
        return java.util.Objects.requireNonNull(query.accept(new TimeIdioms()));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlCall inner && inner.operandCount() == 2) {
            switch (inner.getOperator().getName().toUpperCase(Locale.ROOT)) {
                case "TO_DATE", "TO_TIMESTAMP" -> {
                    return literal(inner);
                }
                case "DATE_TRUNC" -> column(inner);
                default -> {
                    return visited;
                }
            }
        }
        return visited;
    }

    private static void column(SqlCall call) {
        if (call.operand(1) instanceof SqlIntervalQualifier unit && unit.timeUnitRange.endUnit == null) {
            call.setOperand(1, new SqlIdentifier(unit.timeUnitRange.name(), unit.getParserPosition()));
        }
    }

    private static SqlNode literal(SqlCall call) {
        String format = text(call.operand(1));
        String written = text(call.operand(0));
        String pattern = format == null ? null : FORMATS.get(format.toUpperCase(Locale.ROOT));
        if (written == null || pattern == null) {
            return call;
        }
        SqlParserPos place = call.getParserPosition();
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        try {
            LocalDateTime moment = pattern.contains("H")
                    ? LocalDateTime.parse(written, formatter)
                    : LocalDate.parse(written, formatter).atStartOfDay();
            return call.getOperator().getName().equalsIgnoreCase("TO_DATE")
                    ? SqlLiteral.createDate(new DateString(moment.toLocalDate().toString()), place)
                    : SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, timestamp(moment), 6, place);
        } catch (DateTimeException otherwiseWritten) {
            return call;
        }
    }

    private static TimestampString timestamp(LocalDateTime moment) {
        return new TimestampString(moment.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)))
                .withNanos(moment.getNano());
    }

    private static @Nullable String text(SqlNode node) {
        return node instanceof SqlCharStringLiteral literal
                ? java.util.Objects.requireNonNull(literal.getValueAs(NlsString.class))
                        .getValue()
                : null;
    }
}
