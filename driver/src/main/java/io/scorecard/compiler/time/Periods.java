package io.scorecard.compiler.time;

import io.scorecard.compiler.tree.Shared;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The periods of a question and the slots of the calendar they consist of, in order of time.
 *
 * @param gaps whether a period has more than one slot; it then has flows, but no opening and closing
 * @param overlapping whether slots overlap; rows are then joined to them instead of being numbered
 * @param unseen whether there are none as what was asked begins at as_of or later
 */
public record Periods(List<Period> periods, List<Slot> slots, boolean gaps, boolean overlapping, boolean unseen) {
    public Periods {
        periods = List.copyOf(periods);
        slots = List.copyOf(slots);
    }

    Periods unseen(boolean all) {
        return new Periods(periods, slots, gaps, overlapping, all && isEmpty());
    }

    /** A total over time of days that are not over. */
    Periods cutAtEnd() {
        List<Period> cut = periods.stream()
                .map(p -> new Period(p.labels(), p.start(), p.end(), true))
                .toList();
        return new Periods(cut, slots, gaps, overlapping, unseen);
    }

    public boolean one() {
        return periods.size() == 1 && slots.size() == 1;
    }

    /** Whether moments carry the number of the period they fall in, so that balances come as changes. */
    public boolean areNumbered() {
        return !one() && !overlapping;
    }

    public LocalDateTime firstUtc() {
        return slots.stream().map(Slot::startUtc).min(LocalDateTime::compareTo).orElseThrow();
    }

    public LocalDateTime lastUtc() {
        return slots.stream().map(Slot::endUtc).max(LocalDateTime::compareTo).orElseThrow();
    }

    /** Some part of the statement looks at these. */
    public void noteIn(Shared shared) {
        slots.forEach(s -> shared.covers(s.firstDay(), s.endDay()));
    }

    public boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Tells which periods a condition or the end of the data cuts. */
    Optional<String> cut() {
        List<String> cut = periods.stream()
                .filter(Period::partial)
                .map(p -> p.start().toLocalDate() + " to " + last(p.end()))
                .toList();
        String more = cut.size() > 3 ? ", and " + (cut.size() - 3) + " more" : "";
        return cut.isEmpty()
                ? Optional.empty()
                : Optional.of((cut.size() == 1 ? "Not a whole period: " : "Not whole periods: ")
                        + String.join(", ", cut.subList(0, Math.min(3, cut.size()))) + more + ".");
    }

    /** The last day; and the hour, where the day is not over: as_of is a midnight of another zone. */
    private static String last(LocalDateTime end) {
        boolean over = end.toLocalTime().equals(LocalTime.MIDNIGHT);
        return over
                ? end.minusNanos(1).toLocalDate().toString()
                : end.toLocalDate() + " " + end.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    }
}
