package io.scorecard.compiler.time;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Gives states of customers the bounds of their period. */
public final class StateBounds {

    private final Build build;
    private final Periods periods;
    private final PeriodNumber number;

    public StateBounds(Build build, Periods periods) {
        this.build = build;
        this.periods = periods;
        this.number = new PeriodNumber(build, periods);
    }

    /** The moments at which attributes are looked up: {@code s_at} and {@code e_at}. */
    public Rows of(Rows states) {
        if (periods.one()) {
            Map<String, RexNode> bounds = new LinkedHashMap<>();
            bounds.put("s_at", build.instant(periods.firstUtc()));
            bounds.put("e_at", build.instant(periods.lastUtc()));
            return states.with(bounds);
        }
        if (!periods.areNumbered()) {
            Rows slots = number.bounds("slot", "s_at", "e_at", false);
            return states.join(JoinRelType.INNER, slots, (r, b) -> build.equal(r.col("p"), r.col("slot")));
        }
        return states.join(JoinRelType.INNER, boundsWithBefore(), (r, b) -> build.equal(r.col("p"), r.col("slot")));
    }

    /** Bounds of all slots, and of number 0, which is all time before. */
    private Rows boundsWithBefore() {
        Rows slots = number.bounds("slot", "s_at", "e_at", false);
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        slots.names().forEach(n -> columns.put(n, slots.col(n).getType()));
        Rows before = Rows.values(
                build,
                columns,
                List.of(List.of(
                        build.typed(0, columns.get("slot")),
                        build.instant(periods.firstUtc().minusYears(1000)),
                        build.instant(periods.firstUtc()))));
        return Rows.union(List.of(slots, before));
    }
}
