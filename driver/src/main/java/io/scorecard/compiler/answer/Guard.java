package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.measure.KpiAggregate;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.functions.ErrorCode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/** The last look before printing: no operator and no marker of ours may reach a source. */
public final class Guard extends Rewrite {

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof TableScan scan && scan.getTable().unwrap(KpiTable.class) != null) {
            throw refused("kpi");
        }
        if (node instanceof Correlate correlate
                && correlate.getJoinType() != JoinRelType.INNER
                && correlate.getJoinType() != JoinRelType.LEFT) {
            throw ErrorCode.UNSUPPORTED.with("This join with LATERAL", "Write LEFT JOIN LATERAL (..) ON TRUE.");
        }
        if (node instanceof Aggregate aggregate) {
            aggregate.getAggCallList().forEach(c -> {
                if (c.getAggregation() instanceof MeasureOperator || c.getAggregation() instanceof KpiAggregate) {
                    throw refused(c.getAggregation().getName());
                }
            });
        }
        return node;
    }

    @Override
    protected RexNode window(RexOver over) {
        if (over.getAggOperator() instanceof MeasureOperator || over.getAggOperator() instanceof KpiAggregate) {
            throw refused(over.getAggOperator().getName());
        }
        return over;
    }

    private static RuntimeException refused(String what) {
        return ErrorCode.UNANSWERABLE.with(
                "'" + what + "' cannot be computed where it stands.",
                "Ask for measures as SELECT .. FROM kpi GROUP BY ..");
    }
}
