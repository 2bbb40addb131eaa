package io.scorecard.compiler.guard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Days, moments and numbers that a question writes otherwise than as literals of their type, as such literals. */
final class WrittenMoments {

    private final RexBuilder rex;

    WrittenMoments(RexBuilder rex) {
        this.rex = rex;
    }

    /** The call itself, where it is none of them. */
    RexNode settled(RexCall call) {
        if (call.getKind() == SqlKind.CAST && call.getOperands().get(0) instanceof RexLiteral literal) {
            boolean isNumber = isNumber(call.getType().getSqlTypeName())
                    && isNumber(literal.getType().getSqlTypeName());
            return isNumber ? literal : literal(call, moment(literal));
        }
        boolean adds = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
        return adds
                        && call.getOperands().size() == 2
                        && call.getOperands().get(0) instanceof RexLiteral from
                        && call.getOperands().get(1) instanceof RexLiteral interval
                ? literal(call, moved(moment(from), interval, call.getKind() == SqlKind.PLUS ? 1 : -1))
                : call;
    }

    private static boolean isNumber(SqlTypeName type) {
        return SqlTypeName.NUMERIC_TYPES.contains(type);
    }

    private RexNode literal(RexCall call, @Nullable LocalDateTime moment) {
        SqlTypeName type = call.getType().getSqlTypeName();
        boolean isWhole =
                moment != null && moment.truncatedTo(ChronoUnit.MILLIS).equals(moment);
        if (isWhole && type == SqlTypeName.TIMESTAMP) {
            long millis = moment.toInstant(ZoneOffset.UTC).toEpochMilli();
            return rex.makeTimestampLiteral(
                    TimestampString.fromMillisSinceEpoch(millis), call.getType().getPrecision());
        }
        return isWhole && type == SqlTypeName.DATE
                ? rex.makeDateLiteral(
                        DateString.fromDaysSinceEpoch((int) moment.toLocalDate().toEpochDay()))
                : call;
    }

    private static @Nullable LocalDateTime moment(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        String text = switch (literal.getType().getSqlTypeName()) {
            case DATE -> String.valueOf(literal.getValueAs(DateString.class));
            case TIMESTAMP -> String.valueOf(literal.getValueAs(TimestampString.class));
            case CHAR, VARCHAR ->
                String.valueOf(literal.getValueAs(String.class)).trim();
            default -> "";
        };
        try {
            return text.length() == "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable LocalDateTime moved(@Nullable LocalDateTime from, RexLiteral interval, int sign) {
        SqlTypeName type = interval.getType().getSqlTypeName();
        BigDecimal much = SqlTypeName.INTERVAL_TYPES.contains(type) ? interval.getValueAs(BigDecimal.class) : null;
        if (from == null || much == null) {
            return null;
        }
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)
                ? from.plusMonths(sign * much.longValue())
                : from.plus(sign * much.longValue(), ChronoUnit.MILLIS);
    }
}
