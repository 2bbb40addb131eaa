package io.scorecard.compiler.time;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.model.Settings;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The interval that simple comparisons of a time column with a constant leave, and the conditions that
 * must still be asked day by day.
 */
public final class TimeRange {

    private final Function<Integer, Optional<TimeColumn>> time;
    private final DayValues values;
    private final Settings settings;
    private final boolean state;

    @Nullable
    LocalDateTime from;

    @Nullable
    LocalDateTime until;

    final List<RexNode> rest = new ArrayList<>();
    boolean readAsBefore;

    /** What is said of a period that was asked by a day that it does not begin with. */
    @Nullable
    String missed;

    /** Whether only periods are meant that would be there without any condition. */
    boolean withinData;

    /** @param state whether a balance is asked: {@code ts <=} a midnight is then read as before it */
    TimeRange(DayValues values, boolean state) {
        this.values = values;
        this.time = values.time();
        this.settings = values.settings();
        this.state = state;
    }

    void narrow(RexNode condition) {
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (conjunct instanceof RexCall call && call.getOperator() == Operators.WITHIN_DATA) {
                withinData = true;
            } else if (!narrowed(conjunct)) {
                rest.add(conjunct);
            }
        }
    }

    private boolean narrowed(RexNode conjunct) {
        if (!(conjunct instanceof RexCall call) || !SqlKind.COMPARISON.contains(conjunct.getKind())) {
            return false;
        }
        Optional<TimeColumn> left = column(call.getOperands().get(0), time);
        Optional<TimeColumn> right = column(call.getOperands().get(1), time);
        RexNode constant = call.getOperands().get(left.isPresent() ? 1 : 0);
        if (left.isPresent() == right.isPresent() || !isConstant(constant)) {
            return false;
        }
        SqlKind kind = left.isPresent() ? call.getKind() : call.getKind().reverse();
        LocalDateTime value =
                (LocalDateTime) DayLogic.cast(values.of(constant).on(LocalDate.EPOCH), SqlTypeName.TIMESTAMP);
        if (value == null) {
            nothing();
            return true;
        }
        TimeColumn column = left.or(() -> right).orElseThrow();
        return column == TimeColumn.TS ? moment(kind, value) : bucket(column, kind, value);
    }

    private static boolean isConstant(RexNode node) {
        return !RexUtil.containsInputRef(node);
    }

    private boolean moment(SqlKind kind, LocalDateTime value) {
        switch (kind) {
            case GREATER_THAN_OR_EQUAL -> atLeast(value);
            case GREATER_THAN -> atLeast(value.plusNanos(1000));
            case LESS_THAN -> before(value);
            case LESS_THAN_OR_EQUAL -> {
                boolean midnight = value.toLocalTime().equals(LocalTime.MIDNIGHT);
                readAsBefore |= midnight && state;
                before(midnight && state ? value : value.plusNanos(1000));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean bucket(TimeColumn column, SqlKind kind, LocalDateTime value) {
        LocalDate day = value.toLocalDate();
        boolean midnight = value.toLocalTime().equals(LocalTime.MIDNIGHT);
        boolean starts = midnight && column.bucket(day, settings).equals(day);
        LocalDate next = column.next(day, settings);
        switch (kind) {
            case GREATER_THAN_OR_EQUAL -> atLeast((starts ? day : next).atStartOfDay());
            case GREATER_THAN -> atLeast(next.atStartOfDay());
            case LESS_THAN -> before((starts ? day : next).atStartOfDay());
            case LESS_THAN_OR_EQUAL -> before(next.atStartOfDay());
            case EQUALS -> {
                if (starts) {
                    atLeast(day.atStartOfDay());
                    before(next.atStartOfDay());
                } else {
                    missed = "No " + column.words() + " begins with " + (midnight ? day : value)
                            + ": it lies in that of " + column.bucket(day, settings) + ".";
                    nothing();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** No day fulfils the condition. */
    private void nothing() {
        until = LocalDateTime.of(0, 1, 1, 0, 0);
    }

    private void atLeast(LocalDateTime value) {
        from = from == null || value.isAfter(from) ? value : from;
    }

    private void before(LocalDateTime value) {
        until = until == null || value.isBefore(until) ? value : until;
    }

    /** The time column that an expression is, or rounds down to. */
    public static Optional<TimeColumn> column(RexNode node, Function<Integer, Optional<TimeColumn>> time) {
        if (node instanceof RexInputRef ref) {
            return time.apply(ref.getIndex());
        }
        if (!(node instanceof RexCall call) || call.getOperands().isEmpty()) {
            return Optional.empty();
        }
        RexNode first = call.getOperands().get(0);
        if (call.getKind() == SqlKind.CAST) {
            Optional<TimeColumn> inner = column(first, time);
            return switch (call.getType().getSqlTypeName()) {
                case DATE -> inner.map(c -> c == TimeColumn.TS ? TimeColumn.DAY : c);
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> inner;
                default -> Optional.empty();
            };
        }
        if (call.getKind() == SqlKind.FLOOR && call.getOperands().size() == 2) {
            TimeUnitRange unit = ((RexLiteral) call.getOperands().get(1)).getValueAs(TimeUnitRange.class);
            return rounded(first, time, String.valueOf(unit));
        }
        if (call.getOperator().getName().equals("DATE_TRUNC") && first instanceof RexLiteral unit) {
            return rounded(call.getOperands().get(1), time, String.valueOf(unit.getValueAs(String.class)));
        }
        return Optional.empty();
    }

    private static Optional<TimeColumn> rounded(
            RexNode operand, Function<Integer, Optional<TimeColumn>> time, String unit) {
        boolean fine = column(operand, time)
                .filter(c -> c == TimeColumn.TS || c == TimeColumn.DAY)
                .isPresent();
        return fine
                ? switch (unit.toUpperCase(java.util.Locale.ROOT)) {
                    case "DAY" -> Optional.of(TimeColumn.DAY);
                    case "WEEK" -> Optional.of(TimeColumn.WEEK);
                    case "MONTH" -> Optional.of(TimeColumn.MONTH);
                    case "QUARTER" -> Optional.of(TimeColumn.QUARTER);
                    case "YEAR" -> Optional.of(TimeColumn.YEAR);
                    default -> Optional.empty();
                }
                : Optional.empty();
    }
}
