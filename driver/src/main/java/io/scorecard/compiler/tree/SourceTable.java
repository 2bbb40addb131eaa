package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Types;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.source.Engine;
import io.scorecard.source.SourceColumn;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A table as its source has it; scanned under the source's own name.
 *
 * <p>Columns of types that only look like ours are read as what we take them for: a value of a list ({@code ENUM}) as the
 * text that it is, as no function for texts knows it and it has an order of its own; a single float as a double, as
 * PostgreSQL adds up singles in singles and makes decimals of six digits of them. Whoever asks for an exposed table asks
 * for singles as the source computes them.
 */
public final class SourceTable extends MemoryTable implements TranslatableTable, Origin {

    private static final Set<String> TEXTS = Set.of("text", "varchar");

    private final Engine engine;
    private final List<String> path;
    private final RelDataType row;

    /** As the source keeps them. */
    private final RelDataType kept;

    private final Supplier<List<List<String>>> declared;
    private volatile @Nullable List<ImmutableBitSet> keys;

    /** For a mapping, which asks for no keys. */
    public SourceTable(Types types, Engine engine, List<String> path, List<SourceColumn> columns) {
        this(
                engine,
                path,
                rowType(types, columns, c -> type(types, c)),
                rowType(types, columns, c -> isList(c) || isSingle(c) ? own(types) : type(types, c)),
                List::of);
    }

    /**
     * For questions.
     *
     * @param keys what columns are unique in it; asked when a join is looked at
     */
    public SourceTable(
            Types types,
            Engine engine,
            List<String> path,
            List<SourceColumn> columns,
            Supplier<List<List<String>>> keys) {
        this(
                engine,
                path,
                rowType(types, columns, c -> type(types, c)),
                rowType(types, columns, c -> isList(c) ? own(types) : type(types, c)),
                keys);
    }

    private SourceTable(
            Engine engine,
            List<String> path,
            RelDataType row,
            RelDataType kept,
            Supplier<List<List<String>>> declared) {
        super(row);
        this.kept = kept;
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
                RelOptTableImpl.create(null, kept, this, com.google.common.collect.ImmutableList.copyOf(path));
        RelNode scan = LogicalTableScan.create(cluster, table, List.of());
        if (kept.equals(row)) {
            return scan;
        }
        List<RexNode> read = new ArrayList<>();
        for (RelDataTypeField field : row.getFieldList()) {
            RexNode own = cluster.getRexBuilder().makeInputRef(scan, field.getIndex());
            boolean same = own.getType().equals(field.getType());
            read.add(same ? own : cluster.getRexBuilder().makeAbstractCast(field.getType(), own, false));
        }
        return LogicalProject.create(scan, List.of(), read, row.getFieldNames(), Set.of());
    }

    private static RelDataType rowType(
            Types types, List<SourceColumn> columns, Function<SourceColumn, RelDataType> type) {
        List<RelDataType> columnTypes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (SourceColumn column : columns) {
            names.add(column.name());
            columnTypes.add(types.createTypeWithNullability(type.apply(column), true));
        }
        return types.createStructType(columnTypes, names);
    }

    /** PostgreSQL calls a list of values by its own name. */
    private static boolean isList(SourceColumn column) {
        return column.jdbcType() == java.sql.Types.VARCHAR && !TEXTS.contains(column.typeName());
    }

    private static boolean isSingle(SourceColumn column) {
        return column.jdbcType() == java.sql.Types.REAL;
    }

    /** A type that we know nothing of, so that no cast is left out. */
    private static RelDataType own(Types types) {
        return types.createSqlType(SqlTypeName.ANY);
    }

    private static RelDataType type(Types types, SourceColumn column) {
        JDBCType jdbc;
        try {
            jdbc = JDBCType.valueOf(column.jdbcType());
        } catch (IllegalArgumentException e) {
            return own(types);
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
            default -> own(types);
        };
    }

    private static RelDataType decimal(Types types, SourceColumn column) {
        boolean bounded = column.precision() > 0 && column.precision() <= Types.DIGITS;
        return bounded
                ? types.createSqlType(SqlTypeName.DECIMAL, column.precision(), Math.max(0, column.scale()))
                : types.createSqlType(SqlTypeName.DECIMAL, Types.DIGITS, 10);
    }
}
