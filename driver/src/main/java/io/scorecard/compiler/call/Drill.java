package io.scorecard.compiler.call;

import com.google.common.collect.ImmutableList;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code kpi_rows('churn_rate')}: the rows behind a KPI, of every month. A marker; {@link DrillRewrite} puts the
 * rows in its place.
 *
 * @param segments those that every row can tell
 */
public final class Drill extends AbstractTable implements TranslatableTable {

    public static final String MONTH = "month";
    public static final String KEY = "row_key";
    public static final String NUMERATOR = "in_numerator";
    public static final String DENOMINATOR = "in_denominator";

    /** What a row adds to a numerator that is money; there is none where the model has a segment of that name. */
    public static final String AMOUNT = "amount";

    private final DrillParts parts;
    private final List<KpiColumn> segments;
    private final boolean amount;
    private final RelDataType row;

    Drill(Catalog catalog, DrillParts parts) {
        this.parts = parts;
        this.segments = parts.segments();
        Types types = catalog.types();
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(MONTH, types.nullable(SqlTypeName.DATE));
        segments.forEach(s -> columns.put(s.name(), types.createTypeWithNullability(s.type(), true)));
        columns.put(KEY, types.nullable(SqlTypeName.VARCHAR));
        columns.put(NUMERATOR, type(types, parts.numerator()));
        columns.put(
                DENOMINATOR,
                parts.denominator().map(d -> type(types, d)).orElseGet(() -> types.nullable(SqlTypeName.BIGINT)));
        this.amount = SqlTypeName.DECIMAL == parts.numerator().type().getSqlTypeName() && !columns.containsKey(AMOUNT);
        if (amount) {
            columns.put(AMOUNT, type(types, parts.numerator()));
        }
        this.row = types.createStructType(new ArrayList<>(columns.values()), new ArrayList<>(columns.keySet()));
    }

    /** Shares of what lasts are not rounded one by one. */
    private RelDataType type(Types types, Measure measure) {
        return parts.isSpread(measure)
                ? types.nullable(SqlTypeName.DOUBLE)
                : types.createTypeWithNullability(measure.type(), true);
    }

    public DrillParts parts() {
        return parts;
    }

    public List<KpiColumn> segments() {
        return segments;
    }

    /** Whether {@link #AMOUNT} is the last column. */
    public boolean hasAmount() {
        return amount;
    }

    public RelDataType row() {
        return row;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        return row;
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
        RelOptCluster cluster = context.getCluster();
        return LogicalTableScan.create(
                cluster, RelOptTableImpl.create(null, row, this, ImmutableList.of("kpi_rows")), List.of());
    }

    public static Optional<Drill> of(RelNode node) {
        return node instanceof LogicalTableScan scan
                ? Optional.ofNullable(scan.getTable().unwrap(Drill.class))
                : Optional.empty();
    }
}
