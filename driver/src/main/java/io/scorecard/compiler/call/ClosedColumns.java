package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.DeclaredValues;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.measure.SoughtValue;
import io.scorecard.compiler.tree.CanonicalView;
import io.scorecard.compiler.tree.Views;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Scorecard;
import io.scorecard.functions.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Columns whose values the model knows: names of KPIs, scorecards and segments in the views that have them, which are
 * refused where there is none; and segments whose values the model itself writes down, of which others are told.
 */
public final class ClosedColumns {

    private static final Set<String> BUILT_IN =
            CatalogueReader.builtIn().views().stream().map(View::name).collect(Collectors.toSet());

    private final Catalog catalog;
    private final Measures measures;
    private final DeclaredValues declared;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<SoughtValue> compared = new LinkedHashSet<>();

    public ClosedColumns(Catalog catalog, Measures measures) {
        this.catalog = catalog;
        this.measures = measures;
        this.declared = new DeclaredValues(catalog);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Texts of which only the source knows whether a row has them. */
    public List<SoughtValue> compared() {
        return List.copyOf(compared);
    }

    /** What such a view compares is not what its reader wrote. */
    public boolean isOfBuiltInView(RelNode node) {
        return Views.name(node).filter(ClosedColumns::isBuiltIn).isPresent();
    }

    /** Whether a view of this name is not a model's own. */
    public static boolean isBuiltIn(String view) {
        return BUILT_IN.contains(view);
    }

    /** What to do with a text that this expression over a node's input is compared with; empty where any may be. */
    public Optional<Consumer<String>> under(RelNode node, RexNode column) {
        if (!(column instanceof RexInputRef ref)) {
            return Optional.empty();
        }
        if (node instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return ref.getIndex() < left
                    ? of(join.getLeft(), ref.getIndex())
                    : of(join.getRight(), ref.getIndex() - left);
        }
        return of(node.getInput(0), ref.getIndex());
    }

    private Optional<Consumer<String>> of(RelNode rel, int column) {
        String name = rel.getRowType().getFieldNames().get(column);
        if (rel instanceof Project project) {
            Optional<Consumer<String>> named = Views.name(project).flatMap(v -> ofView(v, name));
            RexNode shown = project.getProjects().get(column);
            return named.isPresent() ? named : under(project, RexUtil.removeCast(shown));
        }
        if (rel instanceof Filter || rel instanceof Sort) {
            return of(rel.getInput(0), column);
        }
        if (rel instanceof Join) {
            return column < rel.getInput(0).getRowType().getFieldCount()
                    ? of(rel.getInput(0), column)
                    : of(rel.getInput(1), column - rel.getInput(0).getRowType().getFieldCount());
        }
        if (rel instanceof Aggregate aggregate) {
            return column < aggregate.getGroupCount()
                    ? of(aggregate.getInput(), aggregate.getGroupSet().nth(column))
                    : Optional.empty();
        }
        return rel instanceof TableScan scan ? ofTable(scan, column) : Optional.empty();
    }

    private Optional<Consumer<String>> ofView(String view, String column) {
        return switch (view + "." + column) {
            case "kpi_values.kpi" -> Optional.of(t -> valued(kpi(t)));
            case "canary.kpi", "scorecard.kpi" -> Optional.of(t -> onScorecard(kpi(t)));
            case "scorecard.name" -> Optional.of(this::scorecard);
            case "kpi_values.segment_name", "canary.segment_name" -> Optional.of(this::segment);
            default -> Optional.empty();
        };
    }

    private Optional<Consumer<String>> ofTable(TableScan scan, int column) {
        KpiTable kpi = scan.getTable().unwrap(KpiTable.class);
        CanonicalView canonical = scan.getTable().unwrap(CanonicalView.class);
        String name = scan.getRowType().getFieldNames().get(column);
        Optional<Set<String>> values = kpi != null
                ? declared.of(kpi.column(column))
                : canonical != null ? declared.of(canonical.rows().table().name(), name) : Optional.empty();
        if (values.isPresent()) {
            return values.map(v -> text -> declared(name, text, v));
        }
        boolean ofKpi = kpi != null && kpi.time(column).isEmpty();
        boolean ofTable = canonical != null && !canonical.isOfViews();
        boolean text = SqlTypeName.CHAR_TYPES.contains(
                scan.getRowType().getFieldList().get(column).getType().getSqlTypeName());
        if (!text || !ofKpi && !ofTable || !name.matches("[a-z_][a-z0-9_]*")) {
            return Optional.empty();
        }
        String table = kpi != null ? KpiTable.NAME : canonical.rows().table().name();
        return Optional.of(t -> compared.add(new SoughtValue(name, t, table + "." + name)));
    }

    private void declared(String column, String text, Set<String> values) {
        if (!values.contains(text)) {
            warnings.add("By the model no row has " + column + " '" + text + "': "
                    + same(text, values)
                            .map(v -> "it writes '" + v + "'.")
                            .orElseGet(() -> Nearest.to(text, values)
                                    .map(v -> "it has '" + v + "'.")
                                    .orElseGet(() -> "it has "
                                            + values.stream().limit(20).collect(Collectors.joining(", ")) + ".")));
        }
    }

    private Kpi kpi(String text) {
        Kpi kpi = catalog.model()
                .catalogue()
                .kpi(text)
                .filter(k -> !k.hidden())
                .orElseThrow(() -> ErrorCode.UNKNOWN_KPI.with(
                        text, catalog.model().catalogue().kpiNames().advice(text, "There are:")));
        if (!kpi.name().equals(text)) {
            throw ErrorCode.UNKNOWN_KPI.with(text, "In this column it is written '" + kpi.name() + "'.");
        }
        return kpi;
    }

    private void valued(Kpi kpi) {
        measures.unavailable(kpi)
                .ifPresent(why -> warnings.add("There are no values of '" + kpi.name() + "' here. "
                        + why.getMessage().replaceFirst("^SC-\\d+ \\[\\w+\\] ", "")));
    }

    private void onScorecard(Kpi kpi) {
        if (catalog.model().catalogue().scorecards().stream()
                .noneMatch(s -> s.kpis().contains(kpi.name()))) {
            warnings.add("No scorecard has '" + kpi.name() + "'. It is in kpi_values.");
        }
    }

    private void scorecard(String text) {
        Collection<Scorecard> all = catalog.model().catalogue().scorecards();
        refuseUnknown("scorecard", text, all.stream().map(Scorecard::name).toList());
    }

    private void segment(String text) {
        refuseUnknown(
                "segment",
                text,
                catalog.kpi().columns().stream()
                        .filter(c -> c.time().isEmpty())
                        .map(KpiColumn::name)
                        .toList());
    }

    private static void refuseUnknown(String kind, String text, Collection<String> names) {
        if (!names.contains(text)) {
            throw ErrorCode.UNKNOWN_NAME.with(
                    kind,
                    text,
                    same(text, names)
                            .map(n -> "It is written '" + n + "'.")
                            .orElseGet(() -> Nearest.advice(text, new ArrayList<>(names), "There are:")));
        }
    }

    private static Optional<String> same(String text, Collection<String> names) {
        return names.stream().filter(text::equalsIgnoreCase).findFirst();
    }
}
