package io.scorecard.compiler.measure;

import io.scorecard.compiler.sql.DatePattern;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.time.Buckets;
import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.compiler.time.TimeRange;
import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What periods are buckets of, told by the keys that group them: year and month together are months.
 *
 * @param time tells which time column an input is
 */
public record TimeUnits(Function<Integer, Optional<TimeColumn>> time, Settings settings) {

    /** After so many years calendar weeks and months lie as before. */
    private static final int CYCLE = 28;

    /** Measures of which those that look at other periods know what a period is. */
    public Map<Integer, Measure> settle(Map<Integer, Measure> measures, List<RexNode> keys, List<RexNode> conditions) {
        if (measures.values().stream().noneMatch(Measure::isShifted)) {
            return new LinkedHashMap<>(measures);
        }
        Optional<TimeColumn> unit = of(keys);
        boolean needed = measures.values().stream().anyMatch(Measure::needsUnit);
        if (needed && unit.isEmpty() && !keys.isEmpty()) {
            throw ErrorCode.UNANSWERABLE.with(
                    "What comes before a period is not known by this way of grouping time.",
                    "Group by one of day, week, month, quarter, year and the fiscal ones.");
        }
        Buckets buckets = new Buckets(unit, isFiscal(keys.isEmpty() ? conditions : keys));
        Map<Integer, Measure> settled = new LinkedHashMap<>();
        measures.forEach((i, m) -> settled.put(i, m.in(buckets)));
        return settled;
    }

    private boolean isFiscal(List<RexNode> expressions) {
        return expressions.isEmpty()
                ? TimeColumn.of(settings.defaultPeriod().grain()).isFiscal()
                : expressions.stream()
                        .flatMap(e -> RelOptUtil.InputFinder.bits(e).asList().stream())
                        .anyMatch(
                                i -> time.apply(i).filter(TimeColumn::isFiscal).isPresent());
    }

    /** Empty where they are none that can be moved back by one. */
    private Optional<TimeColumn> of(List<RexNode> keys) {
        Set<TimeColumn> units = EnumSet.noneOf(TimeColumn.class);
        for (RexNode key : keys) {
            Optional<TimeColumn> unit = TimeRange.column(key, time).or(() -> part(key));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            units.add(unit.get());
        }
        return units.stream()
                .min(Comparator.comparing(TimeUnits::length))
                .filter(finest -> units.stream().allMatch(u -> nests(finest, u)));
    }

    /** Whether every bucket lies in one of the coarser ones. */
    private boolean nests(TimeColumn finer, TimeColumn coarser) {
        if (finer == coarser || length(finer) == 1) {
            return true;
        }
        LocalDate day = finer.bucket(LocalDate.EPOCH, settings);
        LocalDate end = day.plusYears(CYCLE);
        while (day.isBefore(end)) {
            LocalDate next = finer.next(day, settings);
            if (!coarser.bucket(day, settings).equals(coarser.bucket(next.minusDays(1), settings))) {
                return false;
            }
            day = next;
        }
        return true;
    }

    private static int length(TimeColumn column) {
        return switch (column) {
            case TS, DAY -> 1;
            case WEEK -> 7;
            case MONTH, FISCAL_MONTH -> 30;
            case QUARTER, FISCAL_QUARTER -> 91;
            case YEAR, FISCAL_YEAR -> 365;
        };
    }

    /** {@code EXTRACT(MONTH FROM ts)} */
    private Optional<TimeColumn> part(RexNode key) {
        if (!(key instanceof RexCall call)) {
            return Optional.empty();
        }
        if (call.getOperator() == Operators.TO_CHAR
                && TimeRange.column(call.getOperands().get(0), time).isPresent()) {
            return pattern(
                    String.valueOf(RexLiteral.stringValue(call.getOperands().get(1))));
        }
        return switch (call.getKind()) {
            case CAST -> part(call.getOperands().get(0));
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
        String letters = DatePattern.of(pattern).letters().replaceAll("'[^']*'", "");
        if (letters.matches(".*[dDeE].*")) {
            return Optional.of(TimeColumn.DAY);
        }
        if (letters.matches(".*[wY].*")) {
            return Optional.of(TimeColumn.WEEK);
        }
        if (letters.contains("M")) {
            return Optional.of(TimeColumn.MONTH);
        }
        return Optional.of(letters.contains("Q") ? TimeColumn.QUARTER : TimeColumn.YEAR);
    }
}
