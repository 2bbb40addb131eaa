package io.scorecard.compiler.tree;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of which only the row type is known: a marker, or what a formula is compiled over. */
public class MemoryTable extends AbstractTable {

    private final RelDataType rowType;

    public MemoryTable(RelDataType rowType) {
        this.rowType = rowType;
    }

    @Override
    public final RelDataType getRowType(RelDataTypeFactory factory) {
        return rowType;
    }
}
