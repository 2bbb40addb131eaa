package io.scorecard.compiler;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A canonical table under its name: to questions what is mapped, to the catalogue's relations all. */
final class CanonicalView extends AbstractTable implements TranslatableTable {

    private final Types types;
    private final Supplier<CanonicalRows> rows;
    private final boolean everything;

    CanonicalView(Types types, Supplier<CanonicalRows> rows, boolean everything) {
        this.types = types;
        this.rows = rows;
        this.everything = everything;
    }

    private List<String> columns() {
        CanonicalRows r = rows.get();
        return everything ? List.copyOf(r.columns().keySet()) : r.visible();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        List<String> columns = columns();
        return types.createStructType(
                columns.stream().map(c -> rows.get().type(c)).toList(), columns);
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return rows.get().rel(new Build(types, context.getCluster()), columns());
    }
}
