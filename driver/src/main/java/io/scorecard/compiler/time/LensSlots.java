package io.scorecard.compiler.time;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Grain;
import io.scorecard.functions.Interval;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lens looks at from each period of a question, and the slots that this makes of the calendar. */
final class LensSlots {

    private final Calendar calendar;
    private final Lens lens;
    private final Periods periods;

    LensSlots(Calendar calendar, Lens lens, Periods periods) {
        this.calendar = calendar;
        this.lens = lens;
        this.periods = periods;
    }

    Refined refined() {
        List<LocalDateTime[]> wanted = new ArrayList<>();
        List<int[]> members = new ArrayList<>();
        Map<List<LocalDateTime>, Integer> known = new LinkedHashMap<>();
        if (periods.gaps() && lens.looksOutside()) {
            throw ErrorCode.UNANSWERABLE.with(
                    "The days of a period have a gap, so there is no period before or around it.",
                    "Ask for consecutive days, or group by a finer time.");
        }
        if (periods.periods().stream().anyMatch(Period::partial)) {
            lens.shifts().forEach(s -> s.kind().ofAPart().ifPresent(calendar::warn));
        }
        for (int p = 0; p < periods.periods().size(); p++) {
            for (LocalDateTime[] interval : inside(intervals(periods.periods().get(p)), p)) {
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
                slots.add(calendar.slot(end, interval[0], -1));
            }
            place.put(i, slots.size());
            slots.add(calendar.slot(interval[0], interval[1], place.size() - 1));
        }
        if (overlapping) {
            slots.clear();
            place.clear();
            for (int i : order) {
                place.put(i, slots.size());
                slots.add(calendar.slot(wanted.get(i)[0], wanted.get(i)[1], slots.size()));
            }
        }
        List<Period> fine = new ArrayList<>();
        order.forEach(i -> fine.add(new Period(List.of(), wanted.get(i)[0], wanted.get(i)[1], false)));
        members.forEach(m -> m[0] = place.get(m[0]));
        return new Refined(new Periods(fine, slots, false, overlapping, false), members, periods);
    }

    /** Of intervals in a period that has gaps only what is not in the gaps. */
    private List<LocalDateTime[]> inside(List<LocalDateTime[]> intervals, int period) {
        if (!periods.gaps()) {
            return intervals;
        }
        List<LocalDateTime[]> parts = new ArrayList<>();
        for (LocalDateTime[] interval : intervals) {
            for (Slot slot : periods.slots()) {
                if (slot.period() == period) {
                    add(parts, Calendar.later(slot.start(), interval[0]), Calendar.earlier(slot.end(), interval[1]));
                }
            }
        }
        return parts;
    }

    private Shift.Span shifted(Period period) {
        Shift.Span asked = new Shift.Span(period.start(), period.end());
        Shift.Span span = asked;
        for (Shift shift : lens.shifts()) {
            span = shift.of(span, asked, calendar.settings());
        }
        return span;
    }

    private List<LocalDateTime[]> intervals(Period period) {
        Shift.Span span = shifted(period);
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
                case ON -> {
                    start = seen(LocalDate.parse(own.day().orElseThrow()));
                    end = start.plusDays(1);
                }
            }
        }
        end = Calendar.earlier(end, calendar.asOf());
        List<LocalDateTime[]> intervals = new ArrayList<>();
        if (lens.filter().isPresent()) {
            Periods inside = calendar.periods(List.of(), lens.filter().get().conditions(), true);
            boolean alone = lens.filter().get().alone();
            for (Slot slot : inside.slots()) {
                add(
                        intervals,
                        alone ? slot.start() : Calendar.later(slot.start(), start),
                        alone ? slot.end() : Calendar.earlier(slot.end(), end));
            }
        } else if (lens.isWholeMonths()) {
            for (int back = lens.during().get().length(); back > 0; back--) {
                add(
                        intervals,
                        span.end().minusMonths(back),
                        Calendar.earlier(span.end().minusMonths(back - 1L), end));
            }
        } else if (lens.each().isPresent()) {
            TimeColumn bucket = TimeColumn.of(lens.each().get());
            for (LocalDate day = start.toLocalDate();
                    day.atStartOfDay().isBefore(end);
                    day = bucket.next(day, calendar.settings())) {
                add(
                        intervals,
                        Calendar.later(bucket.bucket(day, calendar.settings()).atStartOfDay(), start),
                        Calendar.earlier(bucket.next(day, calendar.settings()).atStartOfDay(), end));
            }
        } else {
            add(intervals, start, end);
        }
        return intervals;
    }

    private LocalDateTime seen(LocalDate day) {
        if (!day.atStartOfDay().isBefore(calendar.asOf())) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "The day " + day + " lies after what is known, which ends at as_of.", "Ask for a day before it.");
        }
        return day.atStartOfDay();
    }

    private static void add(List<LocalDateTime[]> intervals, LocalDateTime start, LocalDateTime end) {
        if (start.isBefore(end)) {
            intervals.add(new LocalDateTime[] {start, end});
        }
    }

    private static LocalDateTime shifted(LocalDateTime moment, int length, Grain grain) {
        return grain == Grain.MONTH ? moment.plusMonths(length) : moment.plusDays(length);
    }
}
