package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Types;
import io.scorecard.run.ResultColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/**
 * A relation whose rows stand in the statement itself: what the model knows of itself. The rows are made
 * when a question reads them, not before.
 *
 * <p>Every column is cast: an engine would read one that is all NULL as a number.
 */
public final class LiteralTable extends AbstractTable implements TranslatableTable {

    private final Types types;
    private final String meaning;
    private final Map<String, RelDataType> columns = new LinkedHashMap<>();
    private final Map<String, String> meanings = new LinkedHashMap<>();
    private final Supplier<List<List<@Nullable Object>>> rows;

    public LiteralTable(Types types, String meaning, Supplier<List<List<@Nullable Object>>> rows) {
        this.types = types;
        this.meaning = meaning;
        this.rows = rows;
    }

    public LiteralTable column(String name, RelDataType type, String columnMeaning) {
        columns.put(name, type);
        meanings.put(name, columnMeaning);
        return this;
    }

    public String meaning() {
        return meaning;
    }

    public List<ResultColumn> columns() {
        return columns.entrySet().stream()
                .map(c -> Columns.of(c.getKey(), c.getValue(), meanings.get(c.getKey())))
                .toList();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        return types.createStructType(new ArrayList<>(columns.values()), new ArrayList<>(columns.keySet()));
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        Build build = new Build(types, context.getCluster());
        List<RelDataType> columnTypes = List.copyOf(columns.values());
        List<List<RexNode>> tuples = new ArrayList<>();
        for (List<@Nullable Object> row : rows.get()) {
            List<RexNode> tuple = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                tuple.add(build.literal(row.get(i), columnTypes.get(i)));
            }
            tuples.add(tuple);
        }
        Rows values = Rows.values(build, columns, tuples);
        Map<String, RexNode> cast = new LinkedHashMap<>();
        columns.forEach((name, type) -> cast.put(name, build.rex.makeAbstractCast(type, values.col(name), false)));
        return values.select(cast).rel;
    }
}
