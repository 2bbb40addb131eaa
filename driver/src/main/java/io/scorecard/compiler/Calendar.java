package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Grain;
import io.scorecard.functions.Interval;
import io.scorecard.model.Settings;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the periods of a question: maximal sets of days with equal time keys inside the conditions.
 *
 * <p>Evaluated here and not by the source, so that every calendar and zone gives the same bounds
 * everywhere and a time condition never cuts off the events before it.
 */
final class Calendar {

    static final int MOST_PERIODS = 20_000;

    private final Settings settings;
    private final Now now;
    private final Supplier<LocalDate> firstEvent;
    private final Function<Integer, Optional<TimeColumn>> time;
    private final List<@Nullable Object> parameters;
    private final List<String> warnings;

    Calendar(
            Settings settings,
            Now now,
            Supplier<LocalDate> firstEvent,
            Function<Integer, Optional<TimeColumn>> time,
            List<@Nullable Object> parameters,
            List<String> warnings) {
        this.settings = settings;
        this.now = now;
        this.firstEvent = firstEvent;
        this.time = time;
        this.parameters = parameters;
        this.warnings = warnings;
    }

    /** Every bucket from the first event to the end of the data, the last one too. */
    Periods all(List<RexNode> keys, List<RexNode> conditions) {
        return keys.isEmpty()
                ? new Periods(List.of(), List.of(), false, false)
                : periods(keys, conditions, false, true);
    }

    /** @param state whether a balance or transition is asked */
    Periods periods(List<RexNode> keys, List<RexNode> conditions, boolean state) {
        return periods(keys, conditions, state, settings.showPartialPeriods());
    }

    private Periods periods(List<RexNode> keys, List<RexNode> conditions, boolean state, boolean showPartial) {
        DayValues values = new DayValues(time, parameters, now.asOfLocal(), settings);
        TimeRange range = new TimeRange(values, state);
        conditions.forEach(range::narrow);
        if (range.readAsBefore) {
            warn("A ts condition ends at a midnight; it is read as 'before' it.");
        }
        boolean open = conditions.isEmpty() || range.withinData;
        LocalDateTime from = range.from;
        LocalDateTime until = range.until;
        if (open && keys.isEmpty()) {
            LocalDate[] days = now.defaultDays(settings.defaultPeriod(), settings);
            warn("No period was asked: this is " + days[0] + " to " + days[1].minusDays(1) + ".");
            from = days[0].atStartOfDay();
            until = days[1].atStartOfDay();
        }
        LocalDateTime end = now.dataThroughLocal();
        TimeColumn step = step(keys, range.rest);
        boolean fromData = from == null;
        if (from == null || range.withinData) {
            LocalDate first = firstEvent.get();
            LocalDateTime start = (keys.isEmpty() ? first : step.bucket(first, settings)).atStartOfDay();
            fromData |= from != null && start.isAfter(from);
            from = fromData ? start : from;
        }
        if (until == null) {
            until = end;
        }
        until = until.isAfter(now.asOfLocal()) ? now.asOfLocal() : until;
        List<DayValue> labels = keys.stream().map(values::of).toList();
        List<DayValue> tests = range.rest.stream().map(values::of).toList();
        Map<List<@Nullable Object>, List<LocalDateTime[]>> found = walk(from, until, step, labels, tests);
        boolean hideLast = open && !showPartial && !keys.isEmpty();
        return assemble(found, labels, fromData, hideLast, end);
    }

    private Map<List<@Nullable Object>, List<LocalDateTime[]>> walk(
            LocalDateTime from, LocalDateTime until, TimeColumn step, List<DayValue> labels, List<DayValue> tests) {
        Map<List<@Nullable Object>, List<LocalDateTime[]>> found = new LinkedHashMap<>();
        int steps = 0;
        for (LocalDate day = step.bucket(from.toLocalDate(), settings);
                day.atStartOfDay().isBefore(until);
                day = step.next(day, settings)) {
            LocalDate d = day;
            if (++steps > 10 * MOST_PERIODS) {
                throw ErrorCode.TOO_LARGE.with(
                        "it looks at more than " + 10 * MOST_PERIODS + " buckets of time", "Ask for less time.");
            }
            if (!tests.stream().allMatch(t -> Boolean.TRUE.equals(t.on(d)))) {
                continue;
            }
            LocalDateTime start = later(day.atStartOfDay(), from);
            LocalDateTime stop = earlier(step.next(day, settings).atStartOfDay(), until);
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
            List<DayValue> labels,
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
            boolean cutAtEnd = continues(labels, entry.getKey(), stop, false) || stop.isAfter(end);
            boolean cutAtStart = !(fromData && periods.isEmpty()) && continues(labels, entry.getKey(), start, true);
            if (hideLast && cutAtEnd && !stop.isBefore(end)) {
                continue;
            }
            for (LocalDateTime[] run : runs) {
                slots.add(slot(run[0], run[1], periods.size()));
            }
            gaps |= runs.size() > 1;
            periods.add(new Period(entry.getKey(), start, stop, cutAtEnd || cutAtStart));
        }
        return new Periods(periods, gaps ? slots : withoutHoles(slots), gaps, false);
    }

    /** Whether the bucket goes on beyond a bound; a total over time has no bucket to go on. */
    private static boolean continues(
            List<DayValue> labels, List<@Nullable Object> key, LocalDateTime bound, boolean before) {
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
                all.add(slot(all.get(all.size() - 1).end(), slot.start(), -1));
            }
            all.add(slot);
        }
        return all;
    }

    Slot slot(LocalDateTime start, LocalDateTime end, int period) {
        return new Slot(start, end, now.utc(start), now.utc(end), period);
    }

    /** The days that a slot touches; the first begins where the slot does. */
    List<Slot> days(Slot slot) {
        List<Slot> days = new ArrayList<>();
        for (LocalDate day = slot.firstDay(); day.isBefore(slot.endDay()); day = day.plusDays(1)) {
            days.add(slot(
                    later(day.atStartOfDay(), slot.start()), day.plusDays(1).atStartOfDay(), slot.period()));
        }
        return days;
    }

    /** The slots that a lens looks at from each period. */
    Refined refined(Lens lens, Periods periods) {
        List<LocalDateTime[]> wanted = new ArrayList<>();
        List<int[]> members = new ArrayList<>();
        Map<List<LocalDateTime>, Integer> known = new LinkedHashMap<>();
        if (periods.gaps() && lens.looksOutside()) {
            throw ErrorCode.UNANSWERABLE.with(
                    "The days of a period have a gap, so there is no period before or around it.",
                    "Ask for consecutive days, or group by a finer time.");
        }
        for (int p = 0; p < periods.periods().size(); p++) {
            for (LocalDateTime[] interval :
                    inside(intervals(lens, periods.periods().get(p)), p, periods)) {
                int i = known.computeIfAbsent(List.of(interval), k -> {
                    wanted.add(interval);
                    return wanted.size() - 1;
                });
                members.add(new int[] {i, p});
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> wanted.get(i)[0]).thenComparing(i -> wanted.get(i)[1]));
        boolean overlapping = false;
        List<Slot> slots = new ArrayList<>();
        Map<Integer, Integer> place = new LinkedHashMap<>();
        for (int i : order) {
            LocalDateTime[] interval = wanted.get(i);
            LocalDateTime end =
                    slots.isEmpty() ? interval[0] : slots.get(slots.size() - 1).end();
            overlapping |= interval[0].isBefore(end);
            if (!overlapping && end.isBefore(interval[0])) {
                slots.add(slot(end, interval[0], -1));
            }
            place.put(i, slots.size());
            slots.add(slot(interval[0], interval[1], place.size() - 1));
        }
        if (overlapping) {
            slots.clear();
            place.clear();
            for (int i : order) {
                place.put(i, slots.size());
                slots.add(slot(wanted.get(i)[0], wanted.get(i)[1], slots.size()));
            }
        }
        List<Period> fine = new ArrayList<>();
        order.forEach(i -> fine.add(new Period(List.of(), wanted.get(i)[0], wanted.get(i)[1], false)));
        members.forEach(m -> m[0] = place.get(m[0]));
        return new Refined(new Periods(fine, slots, false, overlapping), members, periods);
    }

    /** Of intervals in a period that has gaps only what is not in the gaps. */
    private static List<LocalDateTime[]> inside(List<LocalDateTime[]> intervals, int period, Periods periods) {
        if (!periods.gaps()) {
            return intervals;
        }
        List<LocalDateTime[]> parts = new ArrayList<>();
        for (LocalDateTime[] interval : intervals) {
            for (Slot slot : periods.slots()) {
                if (slot.period() == period) {
                    add(parts, later(slot.start(), interval[0]), earlier(slot.end(), interval[1]));
                }
            }
        }
        return parts;
    }

    private Shift.Span shifted(Lens lens, Period period) {
        Shift.Span asked = new Shift.Span(period.start(), period.end());
        Shift.Span span = asked;
        for (Shift shift : lens.shifts()) {
            span = shift.of(span, asked, settings);
        }
        return span;
    }

    private List<LocalDateTime[]> intervals(Lens lens, Period period) {
        Shift.Span span = shifted(lens, period);
        LocalDateTime start = span.start();
        LocalDateTime end = span.end();
        if (lens.during().isPresent()) {
            Interval own = lens.during().get();
            switch (own.position()) {
                case LAST -> start = shifted(end, -own.length(), own.grain());
                case BEFORE -> {
                    end = start;
                    start = shifted(end, -own.length(), own.grain());
                }
                case AFTER -> {
                    start = end;
                    end = shifted(start, own.length(), own.grain());
                }
                case EARLIER -> {
                    start = shifted(start, -own.length(), own.grain());
                    end = shifted(end, -own.length(), own.grain());
                }
            }
        }
        end = earlier(end, now.asOfLocal());
        List<LocalDateTime[]> intervals = new ArrayList<>();
        if (lens.filter().isPresent()) {
            Periods inside = periods(List.of(), lens.filter().get().conditions(), true);
            boolean alone = lens.filter().get().alone();
            for (Slot slot : inside.slots()) {
                add(
                        intervals,
                        alone ? slot.start() : later(slot.start(), start),
                        alone ? slot.end() : earlier(slot.end(), end));
            }
        } else if (lens.isWholeMonths()) {
            for (int back = lens.during().get().length(); back > 0; back--) {
                add(intervals, span.end().minusMonths(back), earlier(span.end().minusMonths(back - 1L), end));
            }
        } else if (lens.each().isPresent()) {
            TimeColumn bucket = TimeColumn.of(lens.each().get());
            for (LocalDate day = start.toLocalDate();
                    day.atStartOfDay().isBefore(end);
                    day = bucket.next(day, settings)) {
                add(
                        intervals,
                        later(bucket.bucket(day, settings).atStartOfDay(), start),
                        earlier(bucket.next(day, settings).atStartOfDay(), end));
            }
        } else {
            add(intervals, start, end);
        }
        return intervals;
    }

    private static void add(List<LocalDateTime[]> intervals, LocalDateTime start, LocalDateTime end) {
        if (start.isBefore(end)) {
            intervals.add(new LocalDateTime[] {start, end});
        }
    }

    private static LocalDateTime shifted(LocalDateTime moment, int length, Grain grain) {
        return grain == Grain.MONTH ? moment.plusMonths(length) : moment.plusDays(length);
    }

    /** The coarsest bucket in which all keys and conditions stay what they are. */
    private TimeColumn step(List<RexNode> keys, List<RexNode> rest) {
        EnumSet<TimeColumn> used = EnumSet.noneOf(TimeColumn.class);
        Stream.concat(keys.stream(), rest.stream())
                .forEach(node -> RelOptUtil.InputFinder.bits(node)
                        .forEach(i -> used.add(time.apply(i).orElseThrow())));
        if (used.isEmpty()) {
            return TimeColumn.YEAR;
        }
        boolean weekAmongOthers = used.contains(TimeColumn.WEEK) && used.size() > 1;
        if (weekAmongOthers || used.contains(TimeColumn.DAY) || used.contains(TimeColumn.TS)) {
            return TimeColumn.DAY;
        }
        boolean fiscal = used.contains(TimeColumn.FISCAL_QUARTER) || used.contains(TimeColumn.FISCAL_YEAR);
        return fiscal ? TimeColumn.MONTH : used.iterator().next();
    }

    /** Tells whoever asks something about the answer. */
    void warn(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }

    private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDateTime earlier(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? a : b;
    }
}
