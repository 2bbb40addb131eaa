package io.scorecard.compiler.time;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The openings or the closings of a question's periods as literals: one stands in expressions, several are rows. Where
 * both are asked and meet, as those of months in a row, they are numbered together, each bound once.
 */
public final class PeriodBounds {

    private final Build build;
    private final Periods periods;
    private final Set<At> asked;
    private final PeriodNumber number;

    /** @param asked openings or closings, or both where they {@link #meet} */
    public PeriodBounds(Build build, Periods periods, Set<At> asked) {
        this.build = build;
        this.periods = periods;
        this.asked = Set.copyOf(asked);
        this.number = new PeriodNumber(build, periods);
    }

    /** Whether one period's closing is another's opening: then both together are fewer than one after the other. */
    public static boolean meet(Periods periods) {
        Set<LocalDateTime> openings = new HashSet<>();
        visible(periods).forEach(s -> openings.add(s.startUtc()));
        return !periods.one() && visible(periods).anyMatch(s -> openings.contains(s.endUtc()));
    }

    private static Stream<Slot> visible(Periods periods) {
        return periods.slots().stream().filter(s -> s.period() >= 0);
    }

    public boolean one() {
        return periods.one();
    }

    /** The bound of the only period. */
    RexNode only() {
        return build.instant(bound(periods.slots().get(0), alone()));
    }

    RexNode first() {
        return build.instant(sorted().first());
    }

    RexNode last() {
        return build.instant(sorted().last());
    }

    private At alone() {
        return asked.iterator().next();
    }

    private boolean together() {
        return asked.size() > 1;
    }

    /** The last instant before the bound of the only period. */
    public RexNode beforeOnly() {
        return build.instant(before(bound(periods.slots().get(0), alone())));
    }

    /**
     * One row a visible period: the number of its bound, its own, which is the same where only openings or closings are
     * asked, and the last instant before its bound.
     */
    public Rows before(At at, String bound, String p, String moment) {
        if (!together()) {
            return rows(p, moment, s -> before(bound(s, at)));
        }
        List<LocalDateTime> bounds = List.copyOf(sorted());
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(bound, number.type());
        columns.put(p, number.type());
        columns.put(moment, instants());
        List<List<RexNode>> tuples = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            if (slot.period() >= 0) {
                tuples.add(List.of(
                        build.typed(bounds.indexOf(bound(slot, at)) + 1, number.type()),
                        build.typed(number.of(i), number.type()),
                        build.instant(before(bound(slot, at)))));
            }
        }
        return Rows.values(build, columns, tuples);
    }

    /** A tree at every bound: with the period's number and the bound behind its own columns. */
    public BoundTree spread(BoundTree tree) {
        if (tree.spread()) {
            return tree;
        }
        RelNode joined = LogicalJoin.create(
                tree.rel(),
                numbered("p", "bound").rel,
                List.of(),
                build.rex.makeLiteral(true),
                Set.of(),
                JoinRelType.INNER);
        return new BoundTree(joined, true);
    }

    /** How many bounds are not after a moment: what is alike for two moments between which no bound lies. */
    RexNode stretch(RexNode moment) {
        List<RexNode> bounds = new ArrayList<>();
        List<RexNode> numbers = new ArrayList<>(List.of(build.typed(0, number.type())));
        for (LocalDateTime bound : sorted()) {
            bounds.add(build.instant(bound));
            numbers.add(build.typed(bounds.size(), number.type()));
        }
        return number.search(moment, bounds, numbers);
    }

    private TreeSet<LocalDateTime> sorted() {
        TreeSet<LocalDateTime> sorted = new TreeSet<>();
        periods.slots().forEach(s -> asked.forEach(at -> sorted.add(bound(s, at))));
        return sorted;
    }

    private static LocalDateTime bound(Slot slot, At at) {
        return at == At.OPENING ? slot.startUtc() : slot.endUtc();
    }

    private static LocalDateTime before(LocalDateTime bound) {
        return bound.minus(1, ChronoUnit.MICROS);
    }

    private RelDataType instants() {
        return build.types.createSqlType(SqlTypeName.TIMESTAMP, 6);
    }

    /** Each bound with its number: that of its period, or its place among openings and closings together. */
    private Rows numbered(String p, String moment) {
        if (!together()) {
            return rows(p, moment, s -> bound(s, alone()));
        }
        Set<LocalDateTime> needed = new HashSet<>();
        visible(periods).forEach(s -> asked.forEach(at -> needed.add(bound(s, at))));
        List<List<RexNode>> tuples = new ArrayList<>();
        int place = 0;
        for (LocalDateTime bound : sorted()) {
            place++;
            if (needed.contains(bound)) {
                tuples.add(List.of(build.typed(place, number.type()), build.instant(bound)));
            }
        }
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(p, number.type());
        columns.put(moment, instants());
        return Rows.values(build, columns, tuples);
    }

    private Rows rows(String p, String moment, Function<Slot, LocalDateTime> value) {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(p, number.type());
        columns.put(moment, instants());
        List<List<RexNode>> tuples = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            if (slot.period() >= 0) {
                tuples.add(List.of(build.typed(number.of(i), number.type()), build.instant(value.apply(slot))));
            }
        }
        return Rows.values(build, columns, tuples);
    }
}
