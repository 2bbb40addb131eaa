package io.scorecard.compiler;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import java.util.ArrayList;
import java.util.Set;

/** Relations that a statement reads more than once; they become its WITH, in this order. */
final class Shared {

    private final Map<String, RelNode> relations = new LinkedHashMap<>();

    Map<String, RelNode> relations() {
        return relations;
    }

    /** The same rows under a name of their own. */
    Rows once(Rows rows) {
        String name = "part_" + (relations.size() + 1);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < rows.names().size(); i++) {
            columns.add(rows.col(i));
        }
        RelNode named = LogicalProject.create(rows.rel, List.of(), columns, rows.names(), Set.of());
        relations.put(name, named);
        RelOptTable table =
                RelOptTableImpl.create(null, named.getRowType(), new Part(named.getRowType()), ImmutableList.of(name));
        return new Rows(rows.build, LogicalTableScan.create(rows.build.cluster, table, List.of()), rows.names());
    }

    /** Calcite's assertions want a table that tells how it is read. */
    private static final class Part extends MemoryTable implements TranslatableTable {
        private Part(RelDataType rowType) {
            super(rowType);
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
            return LogicalTableScan.create(context.getCluster(), table, List.of());
        }
    }
}
