package io.scorecard.compiler.time;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** The openings or the closings of a question's periods as literals: one stands in expressions, several are rows. */
public final class PeriodBounds {

    private final Build build;
    private final Periods periods;
    private final At at;
    private final PeriodNumber number;

    public PeriodBounds(Build build, Periods periods, At at) {
        this.build = build;
        this.periods = periods;
        this.at = at;
        this.number = new PeriodNumber(build, periods);
    }

    public boolean one() {
        return periods.one();
    }

    /** The bound of the only period. */
    RexNode only() {
        return build.instant(bound(periods.slots().get(0)));
    }

    /** The last instant before the bound of the only period. */
    public RexNode beforeOnly() {
        return build.instant(before(periods.slots().get(0)));
    }

    /** One row a visible period: its number, and the last instant before its bound. */
    public Rows before(String p, String moment) {
        return rows(p, moment, this::before);
    }

    /** A tree at every bound: with the period's number and the bound behind its own columns. */
    public BoundTree spread(BoundTree tree) {
        if (tree.spread()) {
            return tree;
        }
        RelNode joined = LogicalJoin.create(
                tree.rel(),
                rows("p", "bound", this::bound).rel,
                List.of(),
                build.rex.makeLiteral(true),
                Set.of(),
                JoinRelType.INNER);
        return new BoundTree(joined, true);
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

    private LocalDateTime bound(Slot slot) {
        return at == At.OPENING ? slot.startUtc() : slot.endUtc();
    }

    private LocalDateTime before(Slot slot) {
        return bound(slot).minus(1, ChronoUnit.MICROS);
    }

    private Rows rows(String p, String moment, Function<Slot, LocalDateTime> value) {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(p, number.type());
        columns.put(moment, build.types.createSqlType(SqlTypeName.TIMESTAMP, 6));
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
