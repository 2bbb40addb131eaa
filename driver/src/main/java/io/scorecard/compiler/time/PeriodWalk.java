package io.scorecard.compiler.time;

import io.scorecard.functions.ErrorCode;
import io.scorecard.model.FiscalCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Goes through the calendar in steps in which all time keys stay what they are, and gathers periods. */
final class PeriodWalk {

    private static final int MOST_PERIODS = 20_000;
    private static final Set<TimeColumn> MONTHS = EnumSet.of(TimeColumn.MONTH, TimeColumn.QUARTER, TimeColumn.YEAR);

    private final Calendar calendar;
    private final TimeColumn step;
    private final List<DayValue> labels;
    private final List<DayValue> tests;

    /** @param rest conditions that are asked of each step */
    PeriodWalk(
            Calendar calendar,
            Function<Integer, Optional<TimeColumn>> time,
            List<RexNode> keys,
            List<RexNode> rest,
            DayValues values) {
        this.calendar = calendar;
        this.step = step(time, keys, rest, calendar.settings().fiscal());
        this.labels = keys.stream().map(values::of).toList();
        this.tests = rest.stream().map(values::of).toList();
    }

    TimeColumn step() {
        return step;
    }

    /**
     * @param fromData whether the first period starts where the data do
     * @param hideLast whether a period that the end of the data cuts is left out
     * @param end of the data
     */
    Periods periods(LocalDateTime from, LocalDateTime until, boolean fromData, boolean hideLast, LocalDateTime end) {
        return assemble(walk(from, until), fromData, hideLast, end);
    }

    private Map<List<@Nullable Object>, List<LocalDateTime[]>> walk(LocalDateTime from, LocalDateTime until) {
        Map<List<@Nullable Object>, List<LocalDateTime[]>> found = new LinkedHashMap<>();
        int steps = 0;
        for (LocalDate day = step.bucket(from.toLocalDate(), calendar.settings());
                day.atStartOfDay().isBefore(until);
                day = step.next(day, calendar.settings())) {
            LocalDate d = day;
            if (++steps > 10 * MOST_PERIODS) {
                throw ErrorCode.TOO_LARGE.with(
                        "it looks at more than " + 10 * MOST_PERIODS + " buckets of time", "Ask for less time.");
            }
            if (!tests.stream().allMatch(t -> Boolean.TRUE.equals(t.on(d)))) {
                continue;
            }
            LocalDateTime start = Calendar.later(day.atStartOfDay(), from);
            LocalDateTime stop =
                    Calendar.earlier(step.next(day, calendar.settings()).atStartOfDay(), until);
            if (!start.isBefore(stop)) {
                continue;
            }
            List<@Nullable Object> key = new ArrayList<>();
            labels.forEach(l -> key.add(l.on(d)));
            List<LocalDateTime[]> runs = found.computeIfAbsent(key, k -> new ArrayList<>());
            if (!runs.isEmpty() && runs.get(runs.size() - 1)[1].equals(start)) {
                runs.get(runs.size() - 1)[1] = stop;
            } else {
                runs.add(new LocalDateTime[] {start, stop});
            }
        }
        if (found.size() > MOST_PERIODS) {
            throw ErrorCode.TOO_LARGE.with(found.size() + " periods", "Ask for less time or a coarser grain.");
        }
        return found;
    }

    private Periods assemble(
            Map<List<@Nullable Object>, List<LocalDateTime[]>> found,
            boolean fromData,
            boolean hideLast,
            LocalDateTime end) {
        List<Period> periods = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        boolean gaps = false;
        for (Map.Entry<List<@Nullable Object>, List<LocalDateTime[]>> entry : found.entrySet()) {
            List<LocalDateTime[]> runs = entry.getValue();
            LocalDateTime start = runs.get(0)[0];
            LocalDateTime stop = runs.get(runs.size() - 1)[1];
            boolean cutAtEnd = continues(entry.getKey(), stop, false) || stop.isAfter(end);
            boolean cutAtStart = !(fromData && periods.isEmpty()) && continues(entry.getKey(), start, true);
            if (hideLast && cutAtEnd && !stop.isBefore(end)) {
                continue;
            }
            for (LocalDateTime[] run : runs) {
                slots.add(calendar.slot(run[0], run[1], periods.size()));
            }
            gaps |= runs.size() > 1;
            periods.add(new Period(entry.getKey(), start, stop, cutAtEnd || cutAtStart));
        }
        return new Periods(periods, gaps ? slots : withoutHoles(slots), gaps, false, false);
    }

    /** Whether the bucket goes on beyond a bound; a total over time has no bucket to go on. */
    private boolean continues(List<@Nullable Object> key, LocalDateTime bound, boolean before) {
        if (labels.isEmpty()) {
            return false;
        }
        if (!bound.equals(bound.toLocalDate().atStartOfDay())) {
            return true;
        }
        LocalDate day = before ? bound.toLocalDate().minusDays(1) : bound.toLocalDate();
        List<@Nullable Object> there = new ArrayList<>();
        labels.forEach(l -> there.add(l.on(day)));
        return there.equals(key);
    }

    private List<Slot> withoutHoles(List<Slot> slots) {
        List<Slot> sorted = new ArrayList<>(slots);
        sorted.sort(Comparator.comparing(Slot::start));
        List<Slot> all = new ArrayList<>();
        for (Slot slot : sorted) {
            if (!all.isEmpty() && all.get(all.size() - 1).end().isBefore(slot.start())) {
                all.add(calendar.slot(all.get(all.size() - 1).end(), slot.start(), -1));
            }
            all.add(slot);
        }
        return all;
    }

    /** The coarsest bucket in which all keys and conditions stay what they are. */
    private static TimeColumn step(
            Function<Integer, Optional<TimeColumn>> time,
            List<RexNode> keys,
            List<RexNode> rest,
            FiscalCalendar fiscal) {
        EnumSet<TimeColumn> used = EnumSet.noneOf(TimeColumn.class);
        Stream.concat(keys.stream(), rest.stream())
                .forEach(node -> RelOptUtil.InputFinder.bits(node)
                        .forEach(i -> used.add(time.apply(i).orElseThrow())));
        if (used.isEmpty()) {
            return TimeColumn.YEAR;
        }
        boolean hasFiscal = used.stream().anyMatch(TimeColumn::isFiscal);
        boolean hasMonths = used.stream().anyMatch(MONTHS::contains);
        boolean fiscalWeeks = fiscal.weeks().isPresent();
        boolean weeksCut = used.contains(TimeColumn.WEEK) && (hasMonths || hasFiscal && !fiscalWeeks);
        boolean monthsCut = hasMonths && hasFiscal && fiscalWeeks;
        if (weeksCut || monthsCut || used.contains(TimeColumn.DAY) || used.contains(TimeColumn.TS)) {
            return TimeColumn.DAY;
        }
        TimeColumn finest = used.iterator().next();
        return hasFiscal && hasMonths ? TimeColumn.MONTH : finest;
    }
}
