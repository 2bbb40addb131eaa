package io.scorecard.compiler.sql;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Which conditions hold for the rows of a relation. Calcite's own has an error where somebody compares with a plain NULL,
 * which we leave to the source as it is written (CALCITE-7070); such a condition tells nothing here.
 */
final class KnownConditions implements BuiltInMetadata.Predicates.Handler {

    private final BuiltInMetadata.Predicates.Handler plain;

    KnownConditions(BuiltInMetadata.Predicates.Handler plain) {
        this.plain = plain;
    }

    @Override
    public RelOptPredicateList getPredicates(RelNode rel, RelMetadataQuery mq) {
        if (rel instanceof Filter filter && comparesWithNull(filter.getCondition())) {
            return mq.getPulledUpPredicates(filter.getInput());
        }
        if (rel instanceof Join join && comparesWithNull(join.getCondition())) {
            return RelOptPredicateList.EMPTY;
        }
        return plain.getPredicates(rel, mq);
    }

    private static boolean comparesWithNull(RexNode condition) {
        return RelOptUtil.conjunctions(condition).stream()
                .anyMatch(c -> SqlKind.COMPARISON.contains(c.getKind())
                        && ((RexCall) c).getOperands().stream().anyMatch(RexLiteral::isNullLiteral));
    }
}
