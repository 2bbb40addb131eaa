package io.scorecard.compiler;

import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMdPredicates;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Which conditions hold for the rows of a relation. Calcite's own has an error where somebody compares with a plain NULL,
 * which we leave to the source as it is written (CALCITE-7070); such a condition tells nothing here.
 */
public final class KnownConditions extends RelMdPredicates {

    private static final RelMetadataProvider PROVIDER = ChainedRelMetadataProvider.of(List.of(
            ReflectiveRelMetadataProvider.reflectiveSource(
                    new KnownConditions(), BuiltInMetadata.Predicates.Handler.class),
            DefaultRelMetadataProvider.INSTANCE));

    private KnownConditions() {}

    static RelMetadataProvider provider() {
        return PROVIDER;
    }

    @Override
    public RelOptPredicateList getPredicates(Filter filter, RelMetadataQuery mq) {
        return comparesWithNull(filter.getCondition())
                ? mq.getPulledUpPredicates(filter.getInput())
                : super.getPredicates(filter, mq);
    }

    @Override
    public RelOptPredicateList getPredicates(Join join, RelMetadataQuery mq) {
        return comparesWithNull(join.getCondition()) ? RelOptPredicateList.EMPTY : super.getPredicates(join, mq);
    }

    private static boolean comparesWithNull(RexNode condition) {
        return RelOptUtil.conjunctions(condition).stream()
                .anyMatch(c -> SqlKind.COMPARISON.contains(c.getKind())
                        && ((RexCall) c).getOperands().stream().anyMatch(RexLiteral::isNullLiteral));
    }
}
