package io.scorecard.compiler;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** What periods are buckets of, told by the keys that group them: year and month together are months. */
final class TimeUnits {

    private TimeUnits() {}

    /** Empty where they are none that can be moved back by one. */
    static Optional<TimeColumn> of(List<RexNode> keys, Function<Integer, Optional<TimeColumn>> time) {
        Set<TimeColumn> units = EnumSet.noneOf(TimeColumn.class);
        for (RexNode key : keys) {
            Optional<TimeColumn> unit = TimeRange.column(key, time).or(() -> part(key, time));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            units.add(unit.get());
        }
        boolean nested = !units.contains(TimeColumn.WEEK) || units.size() == 1 || units.contains(TimeColumn.DAY);
        return nested ? units.stream().min(Comparator.comparing(TimeUnits::length)) : Optional.empty();
    }

    private static int length(TimeColumn column) {
        return switch (column) {
            case TS, DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 30;
            case QUARTER, FISCAL_QUARTER -> 91;
            case YEAR, FISCAL_YEAR -> 365;
        };
    }

    /** {@code EXTRACT(MONTH FROM ts)} */
    private static Optional<TimeColumn> part(RexNode key, Function<Integer, Optional<TimeColumn>> time) {
        if (!(key instanceof RexCall call)) {
            return Optional.empty();
        }
        if (call.getOperator() == Operators.TO_CHAR
                && TimeRange.column(call.getOperands().get(0), time).isPresent()) {
            return pattern(
                    String.valueOf(RexLiteral.stringValue(call.getOperands().get(1))));
        }
        return switch (call.getKind()) {
            case CAST -> part(call.getOperands().get(0), time);
            case EXTRACT ->
                call.getOperands().stream()
                        .filter(o -> o instanceof RexLiteral l && l.getTypeName() == SqlTypeName.SYMBOL)
                        .map(o -> unit(((RexLiteral) o).getValueAs(TimeUnitRange.class)))
                        .findFirst()
                        .orElse(Optional.empty());
            default -> Optional.empty();
        };
    }

    private static Optional<TimeColumn> unit(TimeUnitRange unit) {
        return switch (unit) {
            case YEAR -> Optional.of(TimeColumn.YEAR);
            case QUARTER -> Optional.of(TimeColumn.QUARTER);
            case MONTH -> Optional.of(TimeColumn.MONTH);
            case WEEK, ISOYEAR -> Optional.of(TimeColumn.WEEK);
            case DAY, DOY, DOW, ISODOW -> Optional.of(TimeColumn.DAY);
            default -> Optional.empty();
        };
    }

    private static Optional<TimeColumn> pattern(String pattern) {
        String letters = DatePattern.of(pattern).letters();
        if (letters.contains("d") || letters.contains("D")) {
            return Optional.of(TimeColumn.DAY);
        }
        if (letters.contains("w")) {
            return Optional.of(TimeColumn.WEEK);
        }
        return Optional.of(letters.contains("M") ? TimeColumn.MONTH : TimeColumn.YEAR);
    }
}
