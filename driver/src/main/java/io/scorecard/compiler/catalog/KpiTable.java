package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.MemoryTable;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;

/** The marker that questions name as {@code kpi}; measures over it become aggregates of facts. */
public final class KpiTable extends MemoryTable implements TranslatableTable {

    public static final String NAME = "kpi";

    private final List<KpiColumn> columns;

    KpiTable(Types types, List<KpiColumn> columns) {
        super(rowType(types, columns));
        this.columns = List.copyOf(columns);
    }

    private static RelDataType rowType(Types types, List<KpiColumn> columns) {
        return types.createStructType(
                columns.stream().map(KpiColumn::type).toList(),
                columns.stream().map(KpiColumn::name).toList());
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return LogicalTableScan.create(context.getCluster(), table, List.of());
    }

    public List<KpiColumn> columns() {
        return columns;
    }

    /** The customer's key, as a column of {@code kpi}. */
    public RexNode customer(Build build) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isCustomer()) {
                return new RexInputRef(i, columns.get(i).type());
            }
        }
        throw new IllegalStateException("kpi has no customer");
    }

    public KpiColumn column(int i) {
        return columns.get(i);
    }

    public Optional<TimeColumn> time(int i) {
        return columns.get(i).time();
    }
}
