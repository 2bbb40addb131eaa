package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/** A named relation where it is read; {@link RelationRewrite} puts its definition into the WITH. */
public final class RelationView extends AbstractTable implements TranslatableTable {

    private final String name;
    private final Supplier<RelDataType> rowType;
    private final @Nullable Supplier<RelNode> definition;
    private final boolean inGroups;

    public RelationView(String name, Supplier<RelDataType> rowType) {
        this(name, rowType, null, false);
    }

    /** @param definition where the model maps nothing that it reads, it stands for no rows at once */
    public RelationView(String name, Supplier<RelDataType> rowType, Supplier<RelNode> definition) {
        this(name, rowType, definition, false);
    }

    private RelationView(
            String name, Supplier<RelDataType> rowType, @Nullable Supplier<RelNode> definition, boolean inGroups) {
        this.name = name;
        this.rowType = rowType;
        this.definition = definition;
        this.inGroups = inGroups;
    }

    /** The same, read by one who asks sums by customers' segments alone. */
    public RelationView inGroups() {
        return new RelationView(name, rowType, definition, true);
    }

    boolean isInGroups() {
        return inGroups;
    }

    /** Whether a question itself reads a named relation, as views do. */
    public static boolean isIn(RelNode question) {
        boolean[] found = {false};
        question.accept(new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                found[0] |= node instanceof TableScan scan && scan.getTable().unwrap(RelationView.class) != null;
                return node;
            }
        });
        return found[0];
    }

    public String name() {
        return name;
    }

    /** What the model makes the same in every row, by the places of columns. */
    Map<Integer, RexLiteral> constants() {
        return definition == null ? Map.of() : UnmappedColumns.constants(definition.get());
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        return rowType.get();
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return definition != null && Pruned.isEmpty(definition.get())
                ? LogicalValues.createEmpty(context.getCluster(), rowType.get())
                : scan(context.getCluster());
    }

    public RelNode scan(RelOptCluster cluster) {
        RelOptTable table = RelOptTableImpl.create(null, rowType.get(), this, ImmutableList.of(name));
        return LogicalTableScan.create(cluster, table, List.of());
    }
}
