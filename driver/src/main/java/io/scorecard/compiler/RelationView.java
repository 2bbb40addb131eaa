package io.scorecard.compiler;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A named relation where it is read; {@link RelationRewrite} puts its definition into the WITH. */
final class RelationView extends AbstractTable implements TranslatableTable {

    private final String name;
    private final Supplier<RelDataType> rowType;

    RelationView(String name, Supplier<RelDataType> rowType) {
        this.name = name;
        this.rowType = rowType;
    }

    /** Whether a question itself reads a named relation, as views do. */
    static boolean isIn(RelNode question) {
        boolean[] found = {false};
        question.accept(new Rewrite() {
            @Override
            RelNode rewrite(RelNode node) {
                found[0] |= node instanceof TableScan scan && scan.getTable().unwrap(RelationView.class) != null;
                return node;
            }
        });
        return found[0];
    }

    String name() {
        return name;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        return rowType.get();
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return scan(context.getCluster());
    }

    RelNode scan(RelOptCluster cluster) {
        RelOptTable table = RelOptTableImpl.create(null, rowType.get(), this, ImmutableList.of(name));
        return LogicalTableScan.create(cluster, table, List.of());
    }
}
