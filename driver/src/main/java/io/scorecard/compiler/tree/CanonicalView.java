package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Types;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A canonical table under its name: to questions what is mapped, to views and the catalogue's relations all. Questions
 * read it as a scan with the table's key, which {@link CanonicalRewrite} expands when everything else is settled;
 * relations are expanded at once.
 */
public final class CanonicalView extends AbstractTable implements TranslatableTable {

    private final Types types;
    private final Supplier<CanonicalRows> rows;
    private final Supplier<CanonicalRows> outline;
    private final Reader reader;

    /** Who reads: questions see what is mapped, views and relations everything. */
    public enum Reader {
        QUESTION,
        VIEW,
        RELATION
    }

    /** Nobody plans by it. */
    private static final double ROWS = 1000;

    public CanonicalView(Types types, Supplier<CanonicalRows> rows, Reader reader) {
        this(types, rows, rows, reader);
    }

    /** @param outline its columns, also where its rows cannot be read: branches that nobody asks fall away later */
    public CanonicalView(Types types, Supplier<CanonicalRows> rows, Supplier<CanonicalRows> outline, Reader reader) {
        this.types = types;
        this.rows = rows;
        this.outline = outline;
        this.reader = reader;
    }

    List<String> columns() {
        CanonicalRows r = outline.get();
        return reader == Reader.QUESTION ? r.visible() : List.copyOf(r.columns().keySet());
    }

    public CanonicalRows rows() {
        return rows.get();
    }

    /** Whether a view reads it, and not the question itself. */
    public boolean isOfViews() {
        return reader == Reader.VIEW;
    }

    /** What it stands for in a question. */
    RelNode rel(Build build) {
        return rows.get().rel(build, columns(), reader != Reader.QUESTION);
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        List<String> columns = columns();
        return types.createStructType(
                columns.stream().map(c -> outline.get().type(c)).toList(), columns);
    }

    @Override
    public Statistic getStatistic() {
        List<String> columns = columns();
        List<String> key = outline.get().table().key();
        return key.isEmpty() || !columns.containsAll(key)
                ? Statistics.UNKNOWN
                : Statistics.of(
                        ROWS,
                        List.of(ImmutableBitSet.of(
                                key.stream().map(columns::indexOf).toList())));
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return reader == Reader.RELATION
                ? rows.get().rel(new Build(types, context.getCluster()), columns(), true)
                : LogicalTableScan.create(context.getCluster(), table, List.of());
    }
}
