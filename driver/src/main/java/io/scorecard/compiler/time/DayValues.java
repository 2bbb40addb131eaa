package io.scorecard.compiler.time;

import io.scorecard.compiler.sql.DatePattern;
import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions over time columns on a calendar, so that one rule covers months, weeks, fiscal
 * years, EXTRACT pairs and the casts that tools write. A closed list; anything else is refused, because
 * a period that we only guess at gives a wrong number.
 *
 * @param time tells which time column an input is
 * @param parameters values of {@code ?}
 * @param now what CURRENT_TIMESTAMP and its kin mean, in the reporting zone
 * @param through what data_through() means there
 */
record DayValues(
        Function<Integer, Optional<TimeColumn>> time,
        List<@Nullable Object> parameters,
        LocalDateTime now,
        LocalDateTime through,
        Settings settings) {

    DayValue of(RexNode node) {
        if (node instanceof RexInputRef ref) {
            TimeColumn column = time.apply(ref.getIndex()).orElseThrow();
            return column == TimeColumn.TS ? LocalDate::atStartOfDay : day -> column.bucket(day, settings);
        }
        if (node instanceof RexLiteral literal) {
            Object value = value(literal);
            return day -> value;
        }
        if (node instanceof RexDynamicParam parameter) {
            Object value = parameters.isEmpty() ? null : plain(parameters.get(parameter.getIndex()));
            return day -> value;
        }
        if (!(node instanceof RexCall call)) {
            throw ErrorCode.UNANSWERABLE.with(
                    "Time of 'kpi' is compared with a row around the question.",
                    "Ask for all periods, and join: .. JOIN (SELECT month, mrr() AS v FROM kpi WHERE month >= .. GROUP BY month)"
                            + " AS k ON k.month = ..");
        }
        List<DayValue> operands = call.getOperands().stream()
                .filter(o -> !(o instanceof RexLiteral l && l.getTypeName() == SqlTypeName.SYMBOL))
                .map(this::of)
                .toList();
        return switch (call.getKind()) {
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                comparison(call.getKind(), operands.get(0), operands.get(1));
            case AND -> day -> DayLogic.and(operands, day);
            case OR -> day -> DayLogic.or(operands, day);
            case NOT -> day -> DayLogic.not(operands.get(0).on(day));
            case IS_TRUE -> day -> Boolean.TRUE.equals(operands.get(0).on(day));
            case IS_NOT_TRUE -> day -> !Boolean.TRUE.equals(operands.get(0).on(day));
            case IS_NULL -> day -> operands.get(0).on(day) == null;
            case IS_NOT_NULL -> day -> operands.get(0).on(day) != null;
            case CASE -> day -> DayLogic.firstTrue(operands, day);
            case COALESCE -> day -> DayLogic.firstKnown(operands, day);
            case CAST -> cast(operands.get(0), call.getType().getSqlTypeName());
            case EXTRACT -> extract(unit(call), operands.get(0));
            case FLOOR -> floor(unit(call), operands.get(0), call.getType().getSqlTypeName());
            case PLUS -> arithmetic(operands, 1);
            case MINUS -> arithmetic(operands, -1);
            case TIMES ->
                day -> DayLogic.multiply(
                        operands.get(0).on(day), operands.get(1).on(day));
            default -> named(call, operands);
        };
    }

    private DayValue named(RexCall call, List<DayValue> operands) {
        String name = call.getOperator().getName();
        return switch (name) {
            case "CURRENT_DATE" -> day -> now.toLocalDate();
            case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "NOW", "AS_OF" -> day -> now;
            case "DATA_THROUGH" -> day -> through;
            case "DATE_TRUNC" -> {
                Object unit = operands.get(0).on(LocalDate.EPOCH);
                yield floor(unitNamed(String.valueOf(unit)), operands.get(1), SqlTypeName.TIMESTAMP);
            }
            case "ONE_OF" ->
                day -> DayLogic.oneOf(operands.get(0).on(day), operands.get(1).on(day));
            case "DATE_PART" -> extract(unit(call), operands.get(0));
            case "ADD_DAYS" ->
                day -> DayLogic.addDays(operands.get(0).on(day), operands.get(1).on(day));
            case "DAYS_BETWEEN" ->
                day -> DayLogic.daysBetween(
                        operands.get(0).on(day), operands.get(1).on(day));
            case "TO_CHAR" -> {
                DatePattern pattern =
                        DatePattern.of(String.valueOf(operands.get(1).on(LocalDate.EPOCH)));
                yield day -> {
                    Object moment = DayLogic.cast(operands.get(0).on(day), SqlTypeName.TIMESTAMP);
                    return moment == null ? null : pattern.format((LocalDateTime) moment);
                };
            }
            default -> throw refused(name);
        };
    }

    private static RuntimeException refused(String what) {
        return ErrorCode.UNANSWERABLE.with(
                "'" + what + "' cannot be used on the time columns of kpi.",
                "Compare them with dates, or use date_trunc, EXTRACT, CASE, casts and intervals.");
    }

    private static DayValue comparison(SqlKind kind, DayValue left, DayValue right) {
        return day -> {
            Integer order = DayLogic.compare(left.on(day), right.on(day));
            if (order == null) {
                return null;
            }
            return switch (kind) {
                case EQUALS -> order == 0;
                case NOT_EQUALS -> order != 0;
                case LESS_THAN -> order < 0;
                case LESS_THAN_OR_EQUAL -> order <= 0;
                case GREATER_THAN -> order > 0;
                default -> order >= 0;
            };
        };
    }

    private static DayValue cast(DayValue operand, SqlTypeName type) {
        return day -> DayLogic.cast(operand.on(day), type);
    }

    private static DayValue arithmetic(List<DayValue> operands, int sign) {
        return day -> DayLogic.add(operands.get(0).on(day), operands.get(1).on(day), sign);
    }

    private DayValue floor(TimeUnitRange unit, DayValue operand, SqlTypeName type) {
        TimeColumn column = switch (unit) {
            case YEAR -> TimeColumn.YEAR;
            case QUARTER -> TimeColumn.QUARTER;
            case MONTH -> TimeColumn.MONTH;
            case WEEK -> TimeColumn.WEEK;
            case DAY -> TimeColumn.DAY;
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND ->
                throw ErrorCode.UNANSWERABLE.with(
                        "kpi tells days, and nothing smaller.",
                        "Take date_trunc('day', ts); by hours ask the table: SELECT date_trunc('hour', created_at), COUNT(*)"
                                + " FROM tickets GROUP BY 1.");
            default -> throw refused("FLOOR to " + unit);
        };
        return day -> {
            LocalDate date = DayLogic.date(operand.on(day));
            if (date == null) {
                return null;
            }
            LocalDate first = column.bucket(date, settings);
            return type == SqlTypeName.DATE ? first : first.atStartOfDay();
        };
    }

    private static DayValue extract(TimeUnitRange unit, DayValue operand) {
        return day -> {
            LocalDate date = DayLogic.date(operand.on(day));
            return date == null
                    ? null
                    : BigDecimal.valueOf(
                            switch (unit) {
                                case YEAR -> date.getYear();
                                case QUARTER -> (date.getMonthValue() + 2) / 3;
                                case MONTH -> date.getMonthValue();
                                case WEEK -> date.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                                case ISOYEAR -> date.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR);
                                case DAY -> date.getDayOfMonth();
                                case DOY -> date.getDayOfYear();
                                case DOW -> date.getDayOfWeek().getValue() % 7;
                                case ISODOW -> date.getDayOfWeek().getValue();
                                default -> throw refused("EXTRACT of " + unit);
                            });
        };
    }

    private static TimeUnitRange unit(RexCall call) {
        return call.getOperands().stream()
                .filter(o -> o instanceof RexLiteral l && l.getTypeName() == SqlTypeName.SYMBOL)
                .map(o -> ((RexLiteral) o).getValueAs(TimeUnitRange.class))
                .findFirst()
                .orElseThrow(() -> refused(call.getOperator().getName()));
    }

    private static TimeUnitRange unitNamed(String name) {
        try {
            return TimeUnitRange.valueOf(name.toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused("date_trunc to '" + name + "'");
        }
    }

    private static @Nullable Object value(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        SqlTypeName type = literal.getTypeName();
        if (type == SqlTypeName.DATE) {
            return LocalDate.parse(literal.getValueAs(DateString.class).toString());
        }
        if (type == SqlTypeName.TIMESTAMP || type == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
            return DayLogic.timestamp(literal.getValueAs(TimestampString.class).toString());
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
            return Period.ofMonths(literal.getValueAs(BigDecimal.class).intValueExact());
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type)) {
            return Duration.ofMillis(literal.getValueAs(BigDecimal.class).longValue());
        }
        if (SqlTypeName.CHAR_TYPES.contains(type)) {
            return literal.getValueAs(String.class);
        }
        return type == SqlTypeName.BOOLEAN ? literal.getValueAs(Boolean.class) : literal.getValueAs(BigDecimal.class);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Number n ? new BigDecimal(n.toString()) : value;
    }
}
