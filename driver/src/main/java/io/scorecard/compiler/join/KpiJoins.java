package io.scorecard.compiler.join;

import io.scorecard.compiler.catalog.KpiRows;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.guard.JoinedRows;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;

/**
 * {@code kpi JOIN r ON kpi.industry = r.industry → kpi WHERE industry IN (SELECT industry FROM r)}, where r has
 * each of them once; what else of r is shown is joined to the answer. A join that would take customers more than
 * once is refused. {@link OuterKpiJoin} has the outer ones.
 */
public final class KpiJoins extends Rewrite {

    private final Build build;

    public KpiJoins(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        boolean measures = node instanceof Aggregate a
                && a.getAggCallList().stream().anyMatch(c -> c.getAggregation() instanceof MeasureOperator);
        if (!measures || KpiRows.under(build, node.getInput(0)).isPresent()) {
            return node;
        }
        Aggregate aggregate = (Aggregate) node;
        Optional<OuterJoin> outer = OuterJoin.under(build, aggregate.getInput());
        if (outer.isEmpty()) {
            return inner(aggregate);
        }
        return outer.get().isInner(aggregate)
                ? inner((Aggregate) aggregate.copy(
                        aggregate.getTraitSet(), List.of(outer.get().asInner())))
                : new OuterKpiJoin(build, outer.get(), aggregate).answer();
    }

    private RelNode inner(Aggregate aggregate) {
        JoinedRows rows = new JoinedRows(aggregate.getInput());
        List<JoinedRows.Leaf> kpi =
                rows.leaves().stream().filter(KpiJoins::isKpi).toList();
        if (kpi.size() > 1) {
            throw ErrorCode.UNANSWERABLE.with(
                    "kpi is joined to itself, and a measure does not say of which.",
                    "Ask each for itself, and join the answers: FROM (SELECT month, mrr() AS m FROM kpi GROUP BY month) AS a"
                            + " JOIN (SELECT month, mrr() AS m FROM kpi GROUP BY month) AS b ON ..; previous(mrr()) is the month before.");
        }
        if (kpi.size() != 1 || rows.leaves().size() < 2) {
            return aggregate;
        }
        return new KpiJoin(build, rows, kpi.get(0), aggregate).answer();
    }

    private static boolean isKpi(JoinedRows.Leaf leaf) {
        return leaf.rel() instanceof TableScan scan && scan.getTable().unwrap(KpiTable.class) != null;
    }
}
