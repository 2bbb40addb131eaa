package io.scorecard.compiler;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** The openings or the closings of periods. */
final class BoundTimes {

    private final Build build;
    private final Periods periods;
    private final boolean opening;
    private final PeriodNumber number;

    BoundTimes(Build build, Periods periods, boolean opening) {
        this.build = build;
        this.periods = periods;
        this.opening = opening;
        this.number = new PeriodNumber(build, periods);
    }

    private LocalDateTime bound(Slot slot) {
        return opening ? slot.startUtc() : slot.endUtc();
    }

    private static LocalDateTime before(LocalDateTime bound) {
        return bound.minus(1, ChronoUnit.MICROS);
    }

    /** The bound of the only period. */
    RexNode only() {
        return build.instant(bound(periods.slots().get(0)));
    }

    /** The last instant before it. */
    RexNode beforeOnly() {
        return build.instant(before(bound(periods.slots().get(0))));
    }

    /** One row a visible period: its number and its bound. */
    Rows rows(String p, String bound) {
        return rows(p, bound, false);
    }

    /** The same with the last instant before the bound. */
    Rows rowsBefore(String p, String at) {
        return rows(p, at, true);
    }

    private Rows rows(String p, String moment, boolean before) {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(p, number.type());
        columns.put(moment, build.types.createSqlType(SqlTypeName.TIMESTAMP, 6));
        List<List<RexNode>> tuples = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            if (slot.period() >= 0) {
                LocalDateTime bound = bound(slot);
                tuples.add(List.of(
                        build.typed(number.of(i), number.type()), build.instant(before ? before(bound) : bound)));
            }
        }
        return Rows.values(build, columns, tuples);
    }

    /** How many bounds are not after a moment: what is alike for two moments between which no bound lies. */
    RexNode stretch(RexNode moment) {
        TreeSet<LocalDateTime> sorted = new TreeSet<>();
        periods.slots().forEach(s -> sorted.add(bound(s)));
        List<RexNode> bounds = new ArrayList<>();
        List<RexNode> numbers = new ArrayList<>(List.of(build.typed(0, number.type())));
        for (LocalDateTime bound : sorted) {
            bounds.add(build.instant(bound));
            numbers.add(build.typed(bounds.size(), number.type()));
        }
        return number.search(moment, bounds, numbers);
    }
}
