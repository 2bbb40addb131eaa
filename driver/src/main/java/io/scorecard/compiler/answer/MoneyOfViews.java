package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.tree.CanonicalView;
import io.scorecard.compiler.tree.RelationView;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The canonical tables whose amounts reach the answer of a view that has SQL of its own: what a measure adds up
 * {@link MoneyTables} knows. Only numbers that are handed on count, and no comparisons with them.
 */
public final class MoneyOfViews {

    private final MoneyTables tables;

    private MoneyOfViews(Catalog catalog) {
        this.tables = new MoneyTables(catalog);
    }

    public static Set<String> of(Catalog catalog, RelNode question) {
        MoneyOfViews money = new MoneyOfViews(catalog);
        money.visit(question, numbers(question, all(question)));
        return money.tables.found();
    }

    private static ImmutableBitSet all(RelNode node) {
        return ImmutableBitSet.range(node.getRowType().getFieldCount());
    }

    private static ImmutableBitSet numbers(RelNode node, ImmutableBitSet columns) {
        ImmutableBitSet.Builder some = ImmutableBitSet.builder();
        columns.forEach(c -> {
            if (isNumber(node.getRowType().getFieldList().get(c).getType())) {
                some.set(c);
            }
        });
        return some.build();
    }

    private static boolean isNumber(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL || type.getSqlTypeName() == SqlTypeName.DOUBLE;
    }

    private void visit(RelNode node, ImmutableBitSet told) {
        if (node instanceof TableScan scan) {
            scan(scan, told);
        } else if (node instanceof Filter filter) {
            visit(filter.getInput(), told);
        } else if (node instanceof Project project) {
            ImmutableBitSet below = ImmutableBitSet.of();
            for (int column : told) {
                below = below.union(
                        RelOptUtil.InputFinder.bits(project.getProjects().get(column)));
            }
            visit(project.getInput(), numbers(project.getInput(), below));
        } else if (node instanceof Aggregate aggregate) {
            visit(aggregate.getInput(), numbers(aggregate.getInput(), below(aggregate, told)));
        } else if (node instanceof Join join && join.getJoinType().projectsRight()) {
            int left = join.getLeft().getRowType().getFieldCount();
            int width = left + join.getRight().getRowType().getFieldCount();
            visit(join.getLeft(), told.intersect(ImmutableBitSet.range(left)));
            visit(
                    join.getRight(),
                    told.intersect(ImmutableBitSet.range(left, width)).shift(-left));
        } else {
            node.getInputs().forEach(i -> visit(i, numbers(i, all(i))));
        }
    }

    private static ImmutableBitSet below(Aggregate aggregate, ImmutableBitSet told) {
        ImmutableBitSet below = ImmutableBitSet.of();
        int groups = aggregate.getGroupCount();
        for (int column : told) {
            if (column < groups) {
                below = below.set(aggregate.getGroupSet().nth(column));
            } else {
                AggregateCall call = aggregate.getAggCallList().get(column - groups);
                below = below.union(ImmutableBitSet.of(call.getArgList()));
            }
        }
        return below;
    }

    private void scan(TableScan scan, ImmutableBitSet told) {
        RelationView relation = scan.getTable().unwrap(RelationView.class);
        CanonicalView table = scan.getTable().unwrap(CanonicalView.class);
        for (int column : told) {
            RelDataTypeField field = scan.getRowType().getFieldList().get(column);
            if (relation != null) {
                tables.look(relation.name(), field.getType());
            } else if (table != null && table.isOfViews() && field.getType().getSqlTypeName() == SqlTypeName.DECIMAL) {
                tables.look(table.rows().table().name(), field.getType());
            }
        }
    }
}
