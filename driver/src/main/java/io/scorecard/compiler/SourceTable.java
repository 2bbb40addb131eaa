package io.scorecard.compiler;

import io.scorecard.source.Engine;
import io.scorecard.source.SourceColumn;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** A table as its source has it; scanned under the source's own name. */
final class SourceTable extends MemoryTable implements TranslatableTable, Origin {

    private final Engine engine;
    private final List<String> path;
    private final RelDataType row;

    SourceTable(Types types, Engine engine, List<String> path, List<SourceColumn> columns) {
        this(engine, path, rowType(types, columns));
    }

    private SourceTable(Engine engine, List<String> path, RelDataType row) {
        super(row);
        this.engine = engine;
        this.path = List.copyOf(path);
        this.row = row;
    }

    Engine engine() {
        return engine;
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
