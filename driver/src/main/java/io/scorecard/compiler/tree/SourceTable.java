package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Types;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.source.Engine;
import io.scorecard.source.SourceColumn;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** A table as its source has it; scanned under the source's own name. */
public final class SourceTable extends MemoryTable implements TranslatableTable, Origin {

    private final Engine engine;
    private final List<String> path;
    private final RelDataType row;

    private final Supplier<List<List<String>>> declared;
    private volatile @Nullable List<ImmutableBitSet> keys;

    /** Where nobody asks for its keys. */
    public SourceTable(Types types, Engine engine, List<String> path, List<SourceColumn> columns) {
        this(types, engine, path, columns, List::of);
    }

    /** @param keys what columns are unique in it; asked when a join is looked at */
    public SourceTable(
            Types types,
            Engine engine,
            List<String> path,
            List<SourceColumn> columns,
            Supplier<List<List<String>>> keys) {
        this(engine, path, rowType(types, columns), keys);
    }

    private SourceTable(Engine engine, List<String> path, RelDataType row, Supplier<List<List<String>>> declared) {
        super(row);
        this.declared = declared;
        this.engine = engine;
        this.path = List.copyOf(path);
        this.row = row;
    }

    /** Whether no two rows agree in these columns, as far as anybody has said. */
    public boolean isUnique(ImmutableBitSet columns) {
        return keys().stream().anyMatch(columns::contains);
    }

    /** Whether it is a source's own table of which no key is known. */
    public static boolean isWithoutKey(RelNode rel) {
        SourceTable table = rel instanceof TableScan scan ? scan.getTable().unwrap(SourceTable.class) : null;
        return table != null && table.keys().isEmpty();
    }

    private List<ImmutableBitSet> keys() {
        List<ImmutableBitSet> known = keys;
        if (known == null) {
            List<ImmutableBitSet> found = new ArrayList<>();
            for (List<String> key : declared.get()) {
                found.add(ImmutableBitSet.of(key.stream().map(this::place).toList()));
            }
            known = List.copyOf(found);
            keys = known;
        }
        return known;
    }

    private int place(String column) {
        for (int i = 0; i < row.getFieldCount(); i++) {
            if (row.getFieldNames().get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw ErrorCode.BAD_MODEL.with(
                "keys of '" + path.get(path.size() - 1) + "'",
                "it has no column '" + column + "'.",
                Nearest.advice(column, row.getFieldNames(), "Columns:"));
    }

    public Engine engine() {
        return engine;
    }

    /** Whether its rows are kept by the engine itself: see {@link Engine#keeps}. */
    public boolean isKept() {
        return engine.keeps(path);
    }

    @Override
    public RelDataType row() {
        return row;
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        return scan(context.getCluster());
    }

    @Override
    public RelNode scan(org.apache.calcite.plan.RelOptCluster cluster) {
        RelOptTable table =
                RelOptTableImpl.create(null, row, this, com.google.common.collect.ImmutableList.copyOf(path));
        return LogicalTableScan.create(cluster, table, List.of());
    }

    private static RelDataType rowType(Types types, List<SourceColumn> columns) {
        List<RelDataType> columnTypes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (SourceColumn column : columns) {
            names.add(column.name());
            columnTypes.add(types.createTypeWithNullability(type(types, column), true));
        }
        return types.createStructType(columnTypes, names);
    }

    private static RelDataType type(Types types, SourceColumn column) {
        JDBCType jdbc;
        try {
            jdbc = JDBCType.valueOf(column.jdbcType());
        } catch (IllegalArgumentException e) {
            return types.createSqlType(SqlTypeName.ANY);
        }
        return switch (jdbc) {
            case BIT, BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
            case TINYINT, SMALLINT -> types.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
            case REAL, FLOAT, DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL, NUMERIC -> decimal(types, column);
            // A mapping casts it to VARCHAR, which takes away the blanks that only fill it up.
            case CHAR, NCHAR -> types.createSqlType(SqlTypeName.CHAR, Math.max(1, column.precision()));
            case VARCHAR, LONGVARCHAR, NVARCHAR, LONGNVARCHAR, CLOB -> types.createSqlType(SqlTypeName.VARCHAR);
            case DATE -> types.createSqlType(SqlTypeName.DATE);
            case TIME -> types.createSqlType(SqlTypeName.TIME);
            case TIMESTAMP ->
                column.typeName().contains("tz") || column.typeName().contains("with time zone")
                        ? types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                        : types.createSqlType(SqlTypeName.TIMESTAMP);
            case TIMESTAMP_WITH_TIMEZONE -> types.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
            default -> types.createSqlType(SqlTypeName.ANY);
        };
    }

    private static RelDataType decimal(Types types, SourceColumn column) {
        boolean bounded = column.precision() > 0 && column.precision() <= Types.DIGITS;
        return bounded
                ? types.createSqlType(SqlTypeName.DECIMAL, column.precision(), Math.max(0, column.scale()))
                : types.createSqlType(SqlTypeName.DECIMAL, Types.DIGITS, 10);
    }
}
