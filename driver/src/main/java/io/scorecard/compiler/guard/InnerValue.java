package io.scorecard.compiler.guard;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.ImmutableBitSet;

/** What IN or EXISTS tell of a subquery, as a function of the columns around it that it looks at: {@link SeenThrough} makes it. */
final class InnerValue extends SqlFunction {

    private final RexSubQuery query;

    InnerValue(RexSubQuery query) {
        super(
                "inner value of " + System.identityHashCode(query),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(query.getType()),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.query = query;
    }

    /** What is asked of which subquery: two that are written alike tell the same of the same columns. */
    String text() {
        String rows = RelOptUtil.toString(query.rel, SqlExplainLevel.DIGEST_ATTRIBUTES);
        return query.getKind() + " " + query.getOperator() + " " + rows.replaceAll("\\$cor\\d+", "\\$cor");
    }

    RelNode rel() {
        return query.rel;
    }

    /** Whether it is of IN and a table's keys. */
    boolean isOfKeys(UniqueKeys keys) {
        MeetingRows rows = keys.rows(query.rel);
        ImmutableBitSet all = ImmutableBitSet.range(query.rel.getRowType().getFieldCount());
        return query.getKind() == SqlKind.IN
                && rows.leaves().size() == 1
                && rows.leaves().get(0).rel() instanceof TableScan scan
                && keys.isUnique(scan, rows.given(all));
    }
}
