package io.scorecard.compiler.catalog;

import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** The columns of {@code kpi} for a model: times, the customer, segments of customers, segments of mapped facts. */
final class KpiColumns {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();
    private static final String COHORT = "cohort_month";

    private final Catalog catalog;

    KpiColumns(Catalog catalog) {
        this.catalog = catalog;
    }

    List<KpiColumn> all() {
        List<KpiColumn> columns = new ArrayList<>();
        for (TimeColumn time : TimeColumn.values()) {
            columns.add(time(time));
        }
        columns.add(segment(
                KpiColumn.CUSTOMER,
                Catalog.CUSTOMERS,
                KpiColumn.CUSTOMER,
                catalog.types().nullable(SqlTypeName.VARCHAR),
                false,
                "The customer's key."));
        if (catalog.isMapped(Catalog.CUSTOMERS)) {
            addOfCustomers(columns);
        }
        if (catalog.model()
                .catalogue()
                .relation(KpiColumn.COHORTS)
                .filter(catalog.mapped()::has)
                .isPresent()) {
            columns.add(segment(
                    COHORT,
                    KpiColumn.COHORTS,
                    COHORT,
                    catalog.types().nullable(SqlTypeName.DATE),
                    false,
                    "The first day of the month in which the customer first paid."));
        }
        catalog.mappedTables().stream().filter(KpiColumns::isFact).forEach(t -> addOfFact(t, columns));
        return columns;
    }

    private KpiColumn time(TimeColumn time) {
        String meaning = time == TimeColumn.TS
                ? "The moment."
                : "The first day of the " + time.columnName().replace('_', ' ') + ".";
        return new KpiColumn(
                time.columnName(), catalog.types().nullable(time.type()), Optional.of(time), "", "", false, meaning);
    }

    private void addOfCustomers(List<KpiColumn> columns) {
        Set<String> changing = catalog.isMapped(Catalog.HISTORY)
                ? catalog.canonical(Catalog.HISTORY).mapped()
                : Set.of();
        CanonicalRows customers = catalog.canonical(Catalog.CUSTOMERS);
        for (String column : customers.visible()) {
            Optional<Column> known = customers.table().column(column);
            if (isSegment(column, customers)) {
                columns.add(segment(
                        known.flatMap(Column::segment).orElse(column),
                        Catalog.CUSTOMERS,
                        column,
                        customers.type(column),
                        changing.contains(column),
                        known.map(Column::meaning).orElseGet(() -> ownMeaning(column, customers))));
            }
        }
    }

    /** Whether a column of customers is a segment, if they are mapped with it. */
    private static boolean isSegment(String column, CanonicalRows customers) {
        return customers
                .table()
                .column(column)
                .map(c -> c.segment().isPresent())
                .orElseGet(() -> !isReserved(column));
    }

    /** Whether a name is that of a segment of customers: one of everybody's, or one of those that the model maps. */
    static boolean isOfCustomers(String name, CanonicalRows customers) {
        return isSegment(name, customers) && (customers.table().column(name).isPresent() || customers.has(name));
    }

    private static String ownMeaning(String column, CanonicalRows customers) {
        return "A segment of the model's own"
                + ModelFinding.almost(column, customers)
                        .map(c -> ", almost called like the canonical column '" + c + "', which is not mapped")
                        .orElse("")
                + ".";
    }

    private void addOfFact(CanonicalTable table, List<KpiColumn> columns) {
        CanonicalRows rows = catalog.canonical(table.name());
        for (Column column : table.columns()) {
            column.segment()
                    .filter(s -> rows.has(column.name()))
                    .ifPresent(s -> columns.add(segment(
                            s,
                            table.name(),
                            column.name(),
                            catalog.types().of(column.type()),
                            false,
                            meaning(table, column))));
        }
    }

    /** A key whose name is known is shown by that name. */
    private String meaning(CanonicalTable table, Column column) {
        boolean named = Names.reference(catalog, table.name(), column.name()).isPresent();
        return named ? column.meaning().replaceFirst("^key of ", "name of ") : column.meaning();
    }

    private static KpiColumn segment(
            String name, String table, String column, RelDataType type, boolean historical, String meaning) {
        return new KpiColumn(name, type, Optional.empty(), table, column, historical, meaning);
    }

    /** A time column of {@code kpi}, or a segment of another table: two columns of one name could not be asked. */
    static boolean isReserved(String name) {
        return name.equals(COHORT)
                || Arrays.stream(TimeColumn.values())
                        .anyMatch(t -> t.columnName().equals(name))
                || isSegment(name, t -> !t.name().equals(Catalog.CUSTOMERS));
    }

    /** A segment of some fact. */
    static boolean isOfFact(String name) {
        return isSegment(name, KpiColumns::isFact);
    }

    private static boolean isFact(CanonicalTable table) {
        return !table.name().equals(Catalog.CUSTOMERS) && !table.name().equals(Catalog.HISTORY);
    }

    private static boolean isSegment(String name, Predicate<CanonicalTable> tables) {
        return TABLES.all().stream()
                .filter(tables)
                .flatMap(t -> t.columns().stream())
                .anyMatch(c -> c.segment().filter(name::equals).isPresent());
    }
}
