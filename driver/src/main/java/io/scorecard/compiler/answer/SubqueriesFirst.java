package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.AggregateRewrite;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.tree.Build;
import io.scorecard.source.DeepStack;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * All that is ours in a question, measures, KPIs over rows, {@code kpi_rows} and {@code kpi} itself, in words of canonical
 * tables. Subqueries go first, and whole: what is around them may take them into a named step, which no later rewrite of
 * the tree looks into. One statement's, not thread-safe.
 */
public final class SubqueriesFirst extends RelHomogeneousShuttle {

    private final MeasureRewrite measures;
    private final AggregateRewrite aggregates;
    private final DrillRewrite drills;
    private final KpiRelation relation;

    public SubqueriesFirst(Build build, Catalog catalog, Calendar calendar, Explanation explanation) {
        this.measures = new MeasureRewrite(build, catalog, calendar, explanation);
        this.aggregates = new AggregateRewrite(build);
        this.drills = new DrillRewrite(build, catalog, calendar);
        this.relation = new KpiRelation(build, catalog, calendar);
    }

    public RelNode answered(RelNode tree) {
        return asked(tree.accept(this)).accept(relation);
    }

    /** All but {@code kpi} without a measure, of which more must be known: who reads it. */
    private RelNode asked(RelNode tree) {
        return tree.accept(measures).accept(aggregates).accept(drills);
    }

    @Override
    public RelNode visit(RelNode node) {
        DeepStack.checkpoint();
        return visitChildren(node).accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
                return relation.in(operands.clone(asked(operands.rel.accept(SubqueriesFirst.this))));
            }
        });
    }
}
