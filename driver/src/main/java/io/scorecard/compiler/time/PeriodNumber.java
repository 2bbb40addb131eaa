package io.scorecard.compiler.time;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Numbers moments by the slot they lie in: a balanced CASE over literal bounds, which any calendar and
 * any zone can give and any engine computes; days in a row are counted. 0 is before the first slot.
 */
public final class PeriodNumber {

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /** As many comparisons cost less than counting. */
    private static final int SEVERAL = 3;

    private final Build build;
    private final Periods periods;
    private final Map<Slot, Integer> numbers = new HashMap<>();

    public PeriodNumber(Build build, Periods periods) {
        this.build = build;
        this.periods = periods;
        for (int i = 0; i < periods.slots().size(); i++) {
            numbers.putIfAbsent(periods.slots().get(i), of(i));
        }
    }

    public RelDataType type() {
        return build.types.nullable(SqlTypeName.INTEGER);
    }

    /** The number of a slot: its place in time, or its period's where periods have gaps. */
    public int of(int slot) {
        return periods.gaps() ? periods.slots().get(slot).period() + 1 : slot + 1;
    }

    /** @param moment a TIMESTAMP in UTC or a DATE */
    public RexNode number(RexNode moment) {
        boolean day = moment.getType().getSqlTypeName() == SqlTypeName.DATE;
        List<RexNode> bounds = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        values.add(build.typed(0, type()));
        List<Slot> slots = sorted();
        int i = 0;
        while (i < slots.size()) {
            Slot slot = slots.get(i);
            int next = endOfDays(slots, i);
            bounds.add(day ? build.day(slot.firstDay()) : build.instant(slot.startUtc()));
            boolean many = next > i + SEVERAL;
            values.add(many ? counted(moment, slot) : build.typed(numberOf(slot), type()));
            i = many ? next : i + 1;
            Slot last = slots.get(i - 1);
            boolean hole = i < slots.size() && last.end().isBefore(slots.get(i).start());
            if (hole) {
                bounds.add(day ? build.day(last.endDay()) : build.instant(last.endUtc()));
                values.add(build.typed(-1, type()));
            }
        }
        return search(moment, bounds, values);
    }

    private int numberOf(Slot slot) {
        return Objects.requireNonNull(numbers.get(slot), "a slot of these periods");
    }

    /**
     * Behind the last slot of days in a row, of 24 hours each, whose numbers follow one another: they are counted
     * instead of compared. The last of all is none of them, because what is behind it has its number.
     */
    private int endOfDays(List<Slot> slots, int from) {
        int i = from;
        while (i < slots.size() - 1
                && isWholeDay(slots.get(i))
                && (i == from
                        || slots.get(i - 1).endUtc().equals(slots.get(i).startUtc())
                                && numberOf(slots.get(i)) == numberOf(slots.get(i - 1)) + 1)) {
            i++;
        }
        return i;
    }

    private static boolean isWholeDay(Slot slot) {
        return slot.start().equals(slot.firstDay().atStartOfDay())
                && slot.end().equals(slot.firstDay().plusDays(1).atStartOfDay())
                && slot.endUtc().equals(slot.startUtc().plusDays(1))
                && slot.startUtc().equals(slot.startUtc().truncatedTo(ChronoUnit.MINUTES));
    }

    /** The first day's number, and a day more for every day since. */
    private RexNode counted(RexNode moment, Slot first) {
        RexNode days;
        if (moment.getType().getSqlTypeName() == SqlTypeName.DATE) {
            days = build.call(Operators.DAYS_BETWEEN, build.day(first.firstDay()), moment);
        } else {
            LocalDateTime start = first.startUtc();
            LocalDate day = start.toLocalDate();
            int minute = start.toLocalTime().toSecondOfDay() / 60;
            int early = minute == 0 ? 0 : MINUTES_OF_A_DAY - minute;
            days = build.call(
                    Operators.DAYS_BETWEEN,
                    build.day(early == 0 ? day : day.plusDays(1)),
                    early == 0 ? moment : build.call(Operators.ADD_MINUTES, moment, build.whole(early)));
        }
        return build.plus(build.cast(days, type()), build.typed(numberOf(first), type()));
    }

    /** The last day of the slot that a moment lies in; before the first slot the day before it. */
    public RexNode lastDay(RexNode moment) {
        List<Slot> slots = sorted();
        List<RexNode> bounds = new ArrayList<>();
        List<RexNode> days = new ArrayList<>(List.of(build.day(slots.get(0).dayBefore())));
        for (Slot slot : slots) {
            bounds.add(build.instant(slot.startUtc()));
            days.add(build.day(slot.lastDay()));
        }
        return search(moment, bounds, days);
    }

    private List<Slot> sorted() {
        return periods.slots().stream()
                .sorted(java.util.Comparator.comparing(Slot::start))
                .toList();
    }

    /**
     * The value of the stretch that a moment lies in.
     *
     * @param bounds in order of time
     * @param values one before the first bound, and one for each
     */
    RexNode search(RexNode moment, List<RexNode> bounds, List<RexNode> values) {
        return search(moment, bounds, values, 0, bounds.size());
    }

    /** Which of the values between two places, by halves. */
    private RexNode search(RexNode moment, List<RexNode> bounds, List<RexNode> values, int from, int to) {
        if (from == to) {
            return values.get(from);
        }
        int middle = (from + to) >>> 1;
        return build.when(
                build.less(moment, bounds.get(middle)),
                search(moment, bounds, values, from, middle),
                search(moment, bounds, values, middle + 1, to));
    }

    /** One row a slot: its number under {@code number}, its bounds under {@code from} and {@code until}. */
    public Rows bounds(String number, String from, String until, boolean days) {
        RelDataType moment = build.types.nullable(days ? SqlTypeName.DATE : SqlTypeName.TIMESTAMP);
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(number, type());
        columns.put(from, moment);
        columns.put(until, moment);
        List<List<RexNode>> tuples = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            tuples.add(List.of(
                    build.typed(of(i), type()),
                    days ? build.day(slot.firstDay()) : build.instant(slot.startUtc()),
                    days ? build.day(slot.endDay()) : build.instant(slot.endUtc())));
        }
        return Rows.values(build, columns, tuples);
    }

    /** One row a slot: its number, the moment {@code from}, the day before that and its own last day. */
    public Rows days(String number, String from, String before, String last) {
        RelDataType day = build.types.nullable(SqlTypeName.DATE);
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(number, type());
        columns.put(from, build.types.nullable(SqlTypeName.TIMESTAMP));
        columns.put(before, day);
        columns.put(last, day);
        List<List<RexNode>> tuples = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            tuples.add(List.of(
                    build.typed(of(i), type()),
                    build.instant(slot.startUtc()),
                    build.day(slot.dayBefore()),
                    build.day(slot.lastDay())));
        }
        return Rows.values(build, columns, tuples);
    }

    /** The numbers of the visible periods. */
    public List<Integer> visible() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            if (periods.slots().get(i).period() >= 0 && !numbers.contains(of(i))) {
                numbers.add(of(i));
            }
        }
        return numbers;
    }
}
