package io.scorecard.compiler.catalog;

import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The columns of {@code kpi} for a model: times, the customer, segments of customers, segments of mapped facts.
 *
 * <p>A table that cannot be read gives all that it may have: a column that fell away could be taken for another one of
 * its name, and would be left out of joins. Whoever asks for it reads the table, and is told then.
 */
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
                .filter(r -> catalog.ifReadable(() -> catalog.mapped().has(r)).orElse(true))
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
        boolean told = catalog.isMapped(Catalog.HISTORY);
        Optional<Set<String>> changing = told
                ? catalog.ifReadable(() -> catalog.canonical(Catalog.HISTORY).mapped())
                : Optional.of(Set.of());
        CanonicalRows customers = catalog.outline(Catalog.CUSTOMERS);
        Collection<String> names = catalog.isReadable(Catalog.CUSTOMERS) ? customers.visible() : possible(customers);
        for (String column : names) {
            Optional<Column> known = customers.table().column(column);
            if (isSegment(column, customers)) {
                columns.add(segment(
                        known.flatMap(Column::segment).orElse(column),
                        Catalog.CUSTOMERS,
                        column,
                        customers.columns().containsKey(column)
                                ? customers.type(column)
                                : catalog.types().nullable(SqlTypeName.VARCHAR),
                        changing.map(c -> c.contains(column)).orElse(true),
                        known.map(Column::meaning).orElseGet(() -> ownMeaning(column, customers))));
            }
        }
    }

    /** What customers that cannot be read may have: canonical columns, and those that the model maps by name. */
    private Collection<String> possible(CanonicalRows customers) {
        Set<String> names = new LinkedHashSet<>(customers.columns().keySet());
        catalog.sources()
                .table(Catalog.CUSTOMERS)
                .ifPresent(m -> names.addAll(m.columns().keySet()));
        return names;
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
        Optional<CanonicalRows> rows = catalog.ifReadable(() -> catalog.canonical(table.name()));
        for (Column column : table.columns()) {
            column.segment()
                    .filter(s -> rows.map(r -> r.has(column.name())).orElse(true))
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
        boolean named = catalog.ifReadable(() ->
                        Names.reference(catalog, table.name(), column.name()).isPresent())
                .orElse(true);
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
