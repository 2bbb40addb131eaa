package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Numbers moments by the slot they lie in: a balanced CASE over literal bounds, which any calendar and
 * any zone can give and any engine computes. 0 is before the first slot.
 */
final class PeriodNumber {

    private final Build build;
    private final Periods periods;

    PeriodNumber(Build build, Periods periods) {
        this.build = build;
        this.periods = periods;
    }

    RelDataType type() {
        return build.types.nullable(SqlTypeName.INTEGER);
    }

    /** The number of a slot: its place in time, or its period's where periods have gaps. */
    int of(int slot) {
        return periods.gaps() ? periods.slots().get(slot).period() + 1 : slot + 1;
    }

    /** @param moment a TIMESTAMP in UTC or a DATE */
    RexNode number(RexNode moment) {
        boolean day = moment.getType().getSqlTypeName() == SqlTypeName.DATE;
        List<RexNode> bounds = new ArrayList<>();
        List<RexNode> numbers = new ArrayList<>();
        numbers.add(build.typed(0, type()));
        List<Slot> slots = sorted();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            bounds.add(day ? build.day(slot.firstDay()) : build.instant(slot.startUtc()));
            numbers.add(build.typed(of(periods.slots().indexOf(slot)), type()));
            boolean hole =
                    i + 1 < slots.size() && slot.end().isBefore(slots.get(i + 1).start());
            if (hole) {
                bounds.add(day ? build.day(slot.endDay()) : build.instant(slot.endUtc()));
                numbers.add(build.typed(-1, type()));
            }
        }
        return search(moment, bounds, numbers, 0, bounds.size());
    }

    /** The last day of the slot that a moment lies in; before the first slot the day before it. */
    RexNode lastDay(RexNode moment) {
        List<Slot> slots = sorted();
        List<RexNode> bounds = new ArrayList<>();
        List<RexNode> days = new ArrayList<>(List.of(build.day(slots.get(0).dayBefore())));
        for (Slot slot : slots) {
            bounds.add(build.instant(slot.startUtc()));
            days.add(build.day(slot.lastDay()));
        }
        return search(moment, bounds, days, 0, bounds.size());
    }

    private List<Slot> sorted() {
        return periods.slots().stream()
                .sorted(java.util.Comparator.comparing(Slot::start))
                .toList();
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
    Rows bounds(String number, String from, String until, boolean days) {
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
    Rows days(String number, String from, String before, String last) {
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
    List<Integer> visible() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            if (periods.slots().get(i).period() >= 0 && !numbers.contains(of(i))) {
                numbers.add(of(i));
            }
        }
        return numbers;
    }
}
