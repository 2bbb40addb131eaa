package io.scorecard.compiler.time;

import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Settings;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the periods of a question: maximal sets of days with equal time keys inside the conditions.
 *
 * <p>Evaluated here and not by the source, so that every calendar and zone gives the same bounds
 * everywhere and a time condition never cuts off the events before it.
 */
public final class Calendar {

    private final Settings settings;
    private final Now now;
    private final Supplier<Beginning> firstEvent;
    private final Function<Integer, Optional<TimeColumn>> time;
    private final List<@Nullable Object> parameters;
    private final List<String> warnings;

    private static final String NO_PERIOD = "No period was asked: this is ";

    /** Whether any part of the question has a period, or one for each of its keys. */
    private boolean someAsked;

    public Calendar(
            Settings settings,
            Now now,
            Supplier<Beginning> firstEvent,
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
    public Periods all(List<RexNode> keys, List<RexNode> conditions) {
        return keys.isEmpty()
                ? new Periods(List.of(), List.of(), false, false, false)
                : periods(keys, conditions, false, true);
    }

    /** @param state whether a balance or transition is asked */
    public Periods periods(List<RexNode> keys, List<RexNode> conditions, boolean state) {
        Periods periods = periods(keys, conditions, state, settings.showPartialPeriods());
        periods.cut().ifPresent(this::warn);
        return periods;
    }

    /** To be told when all parts are known: of a question inside another it is only that one which asks no period. */
    public static void tellParts(Calendar calendar, List<String> warnings) {
        if (calendar.someAsked) {
            warnings.replaceAll(w -> w.startsWith(NO_PERIOD)
                    ? "A part of the question asks no period, and is of " + w.substring(NO_PERIOD.length())
                    : w);
        }
    }

    private Periods periods(List<RexNode> keys, List<RexNode> conditions, boolean state, boolean showPartial) {
        DayValues values = new DayValues(time, parameters, now.asOfLocal(), now.dataThroughLocal(), settings);
        TimeRange range = new TimeRange(values, state);
        conditions.forEach(range::narrow);
        if (range.readAsBefore) {
            warn("A ts condition ends at a midnight; it is read as 'before' it.");
        }
        if (range.missed != null) {
            warn(range.missed);
        }
        boolean open = conditions.isEmpty() || range.withinData;
        someAsked |= !open || !keys.isEmpty();
        LocalDateTime from = range.from;
        LocalDateTime until = range.until;
        if (open && keys.isEmpty()) {
            LocalDate[] days = now.defaultDays(settings.defaultPeriod(), settings);
            warn(NO_PERIOD + days[0] + " to " + days[1].minusDays(1) + ".");
            from = days[0].atStartOfDay();
            until = days[1].atStartOfDay();
        }
        LocalDateTime end = now.dataThroughLocal();
        PeriodWalk walk = new PeriodWalk(this, time, keys, range.rest, values);
        boolean fromData = from == null;
        if (from == null || range.withinData) {
            Beginning beginning = firstEvent.get();
            LocalDate first = beginning.day();
            LocalDateTime start = (keys.isEmpty() ? first : walk.step().bucket(first, settings)).atStartOfDay();
            if (from == null || start.isAfter(from)) {
                beginning.require();
            }
            if (range.withinData && beginning.hasEvents() && until != null && !start.isBefore(until)) {
                warn("The data begin with " + first + ": no " + walk.step().words() + " before is in them.");
            }
            fromData |= from != null && start.isAfter(from);
            from = fromData ? start : from;
        }
        boolean unseen =
                range.from != null && (until == null || from.isBefore(until)) && !from.isBefore(now.asOfLocal());
        if (until == null) {
            until = end;
        }
        if (unseen) {
            warn("Nothing is seen at or after as_of, " + now.asOfLocal()
                    + ", and no period that was asked begins before it.");
        }
        if (!unseen && range.withinData && range.from != null && !range.from.isBefore(end)) {
            warn("The data end with " + end.minusNanos(1).toLocalDate() + ": no "
                    + walk.step().words() + " after it is in them.");
        }
        boolean goesOn = range.until != null && goesOn(until);
        until = until.isAfter(now.asOfLocal()) ? now.asOfLocal() : until;
        boolean hideLast = open && !showPartial && !keys.isEmpty();
        Periods periods = walk.periods(from, until, fromData, hideLast, end).unseen(unseen);
        return keys.isEmpty() && goesOn ? periods.cutAtEnd() : periods;
    }

    /** Whether a period that ends then is not over: one of the buckets that as_of is in, and no bound set far ahead. */
    private boolean goesOn(LocalDateTime until) {
        return until.isAfter(now.asOfLocal()) && !until.isAfter(now.asOfLocal().plusYears(1));
    }

    /**
     * Tells of what {@link #periods} leaves out as it is not over.
     *
     * @param around further conditions on time, which do not change what is computed
     */
    public void tellLeftOut(List<RexNode> keys, List<RexNode> conditions, List<RexNode> around) {
        LocalDateTime end = now.dataThroughLocal();
        DayValues values = new DayValues(time, parameters, now.asOfLocal(), end, settings);
        LocalDate last = end.minusNanos(1).toLocalDate();
        boolean isOver = end.equals(last.plusDays(1).atStartOfDay())
                && keys.stream().map(values::of).anyMatch(k -> !Objects.equals(k.on(last), k.on(last.plusDays(1))));
        if (settings.showPartialPeriods() || isOver) {
            return;
        }
        try {
            List<DayValue> tests = around.stream().map(values::of).toList();
            List<Period> shown = periods(keys, conditions, false, false).periods();
            periods(keys, conditions, false, true).periods().stream()
                    .filter(p -> shown.stream().noneMatch(s -> s.labels().equals(p.labels())))
                    .filter(p -> tests.stream()
                            .allMatch(t -> Boolean.TRUE.equals(t.on(p.start().toLocalDate()))))
                    .forEach(p -> warn("Left out as it is not over: "
                            + p.start().toLocalDate() + " to "
                            + p.end().minusNanos(1).toLocalDate() + ". SET partial_periods = 'show' lists it."));
        } catch (ScorecardException e) {
            // A condition that no day answers: whether it takes the period away is not known.
            return;
        }
    }

    public Settings settings() {
        return settings;
    }

    /** Events at or after it are unseen. */
    LocalDateTime asOf() {
        return now.asOfLocal();
    }

    Slot slot(LocalDateTime start, LocalDateTime end, int period) {
        return new Slot(start, end, now.utc(start), now.utc(end), period);
    }

    /** The days that a slot touches; the first begins where the slot does. */
    public List<Slot> days(Slot slot) {
        List<Slot> days = new ArrayList<>();
        for (LocalDate day = slot.firstDay(); day.isBefore(slot.endDay()); day = day.plusDays(1)) {
            days.add(slot(
                    later(day.atStartOfDay(), slot.start()), day.plusDays(1).atStartOfDay(), slot.period()));
        }
        return days;
    }

    /** The slots that a lens looks at from each period. */
    public Refined refined(Lens lens, Periods periods) {
        return new LensSlots(this, lens, periods).refined();
    }

    /** Tells whoever asks something about the answer. */
    public void warn(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }

    static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }

    static LocalDateTime earlier(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? a : b;
    }
}
