package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/**
 * {@code kpi_fields}: {@code kpi} with every measure as a column behind its own, for tools that cannot type
 * functions. A marker like {@link KpiTable}; {@link KpiFields} makes it {@code kpi}.
 */
public final class KpiFieldsTable extends AbstractTable {

    public static final String NAME = "kpi_fields";
    public static final String MEANING =
            "kpi with every KPI as a column, for tools that cannot type functions: SUM, AVG, MIN and"
                    + " MAX of it are the KPI of the group.";

    /** A measure under the name of its column. */
    public record Field(String name, Measure measure) {}

    private final Types types;
    private final KpiTable kpi;
    private final Supplier<List<Field>> measures;
    private volatile List<Field> known = List.of();

    /** @param measures asked for when a question first names the table */
    public KpiFieldsTable(Types types, KpiTable kpi, Supplier<List<Field>> measures) {
        this.types = types;
        this.kpi = kpi;
        this.measures = measures;
    }

    KpiTable kpi() {
        return kpi;
    }

    List<Field> fields() {
        if (known.isEmpty()) {
            known = List.copyOf(measures.get());
        }
        return known;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        List<String> names = new ArrayList<>();
        List<RelDataType> columns = new ArrayList<>();
        kpi.columns().forEach(c -> {
            names.add(c.name());
            columns.add(c.type());
        });
        fields().forEach(f -> {
            names.add(f.name());
            columns.add(types.createTypeWithNullability(f.measure().type(), true));
        });
        return types.createStructType(columns, names);
    }
}
