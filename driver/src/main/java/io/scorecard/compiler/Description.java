package io.scorecard.compiler;

import io.scorecard.compiler.call.KpiFieldsTable;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.compiler.tree.Columns;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Reference;
import io.scorecard.functions.Type;
import io.scorecard.functions.View;
import io.scorecard.functions.ViewParameter;
import io.scorecard.run.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model described to tools: its tables with keys, {@code kpi}, and the KPI functions. */
final class Description implements Metadata {

    static final String SCHEMA = "scorecard";

    private static final CanonicalTable CUSTOMERS =
            CanonicalTables.builtIn().find(Catalog.CUSTOMERS).orElseThrow();

    private final Catalog catalog;
    private final SystemTables system;
    private final java.util.function.Function<String, Optional<List<ResultColumn>>> viewColumns;

    /** @param viewColumns the columns of a view, by its name; empty where the model cannot answer it */
    Description(
            Catalog catalog,
            SystemTables system,
            java.util.function.Function<String, Optional<List<ResultColumn>>> viewColumns) {
        this.catalog = catalog;
        this.system = system;
        this.viewColumns = viewColumns;
    }

    @Override
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (CanonicalTable table : catalog.mappedTables()) {
            tables.add(catalog.ifReadable(() -> table(table)).orElseGet(() -> unreadable(table)));
        }
        List<ResultColumn> columns = catalog.kpi().columns().stream()
                .map(c -> Columns.of(c.name(), c.type(), c.meaning()))
                .toList();
        tables.add(new Table(
                SCHEMA,
                KpiTable.NAME,
                "VIEW",
                "Time and segments; every KPI is a measure over it: SELECT month, nps() FROM kpi GROUP BY month.",
                columns,
                List.of(),
                List.of()));
        viewColumns
                .apply(KpiFieldsTable.NAME)
                .ifPresent(shown -> tables.add(new Table(
                        SCHEMA,
                        KpiFieldsTable.NAME,
                        "VIEW",
                        KpiFieldsTable.MEANING,
                        shown.stream().map(c -> c.withRemarks(ofKpi(c.label()))).toList(),
                        List.of(),
                        List.of())));
        for (View view : catalog.model().catalogue().views()) {
            columns(view)
                    .ifPresent(shown -> tables.add(
                            new Table(SCHEMA, view.name(), "VIEW", view.summary(), shown, List.of(), List.of())));
        }
        system.tables()
                .forEach((name, table) -> tables.add(
                        new Table(SCHEMA, name, "VIEW", table.meaning(), table.columns(), List.of(), List.of())));
        return tables;
    }

    private Optional<List<ResultColumn>> columns(View view) {
        return viewColumns
                .apply(view.name())
                .map(shown -> shown.stream()
                        .map(c ->
                                c.withRemarks(Optional.ofNullable(view.columns().get(c.label()))
                                        .orElseGet(() -> ofKpi(c.label()))))
                        .toList());
    }

    /** What a column means that bears the name of one of kpi or of a KPI. */
    private String ofKpi(String column) {
        return catalog.kpi().columns().stream()
                .filter(c -> c.name().equals(column))
                .map(KpiColumn::meaning)
                .findFirst()
                .or(() -> catalog.model().catalogue().kpi(column).map(Kpi::summary))
                .orElse("");
    }

    /** What a column of customers or of their history means that is no canonical one of its table. */
    private String ofSegment(String column) {
        return CUSTOMERS.column(column).map(Column::meaning).orElseGet(() -> ofKpi(column));
    }

    private Table table(CanonicalTable table) {
        CanonicalRows rows = catalog.canonical(table.name());
        List<String> visible = rows.visible();
        List<ResultColumn> columns = visible.stream()
                .map(c -> Columns.of(
                        c, rows.type(c), table.column(c).map(Column::meaning).orElseGet(() -> ofSegment(c))))
                .toList();
        List<ForeignKey> keys = new ArrayList<>();
        for (Reference reference : table.references()) {
            Optional<CanonicalTable> other = catalog.mappedTables().stream()
                    .filter(t -> t.name().equals(reference.table()))
                    .findFirst();
            if (visible.contains(reference.column())
                    && other.isPresent()
                    && other.get().key().size() == 1) {
                keys.add(new ForeignKey(
                        reference.column(), reference.table(), other.get().key().get(0)));
            }
        }
        return new Table(SCHEMA, table.name(), "TABLE", table.meaning(), columns, table.key(), keys);
    }

    /** What columns it has is not known. */
    private static Table unreadable(CanonicalTable table) {
        return new Table(
                SCHEMA,
                table.name(),
                "TABLE",
                table.meaning() + " It cannot be read now.",
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<Function> functions() {
        List<Function> functions = new ArrayList<>();
        for (Kpi kpi : catalog.model().catalogue().kpis()) {
            if (!kpi.hidden()) {
                List<ResultColumn> arguments = kpi.takes().entrySet().stream()
                        .map(e -> Columns.of(e.getKey(), catalog.types().of(Type.SHARE), e.getValue()))
                        .toList();
                functions.add(new Function(kpi.name(), kpi.summary(), arguments, List.of(), false));
                kpi.aliases()
                        .forEach(a -> functions.add(new Function(
                                a,
                                "Another name of " + kpi.name() + ". " + kpi.summary(),
                                arguments,
                                List.of(),
                                false)));
                functions.add(by(kpi));
            }
        }
        for (View view : catalog.model().catalogue().views()) {
            columns(view).ifPresent(shown -> functions.add(function(view, shown)));
        }
        return functions;
    }

    /** The KPI as a table, whose columns follow what it is asked by. */
    private Function by(Kpi kpi) {
        return new Function(
                kpi.name() + "_by",
                "By segments and periods: " + kpi.summary(),
                List.of(
                        argument("segment", "names of segments, with commas between them"),
                        argument("grain", "day, week, month, quarter or year"),
                        argument("period", "the period that is asked; without one the last complete month"),
                        argument("options", "a way to compute it, as in " + kpi.name() + "('..')")),
                List.of(),
                true);
    }

    private ResultColumn argument(String name, String meaning) {
        return Columns.of(name, catalog.types().of(Type.TEXT), meaning);
    }

    private Function function(View view, List<ResultColumn> shown) {
        List<ResultColumn> arguments = view.parameters().stream()
                .map(p -> Columns.of(
                        p.name(),
                        catalog.types().of(p.kind() == ViewParameter.Kind.COUNT ? Type.COUNT : Type.TEXT),
                        p.meaning()))
                .toList();
        return new Function(view.name(), view.summary(), arguments, shown, true);
    }
}
