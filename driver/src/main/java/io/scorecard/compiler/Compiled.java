package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import io.scorecard.run.ResultColumn;
import io.scorecard.source.Engine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.util.SqlString;
import org.jspecify.annotations.Nullable;

/**
 * A question that was understood. Its statement is printed when it is bound, because the bounds of its
 * periods are part of the text. Immutable.
 */
public final class Compiled {

    private final Catalog catalog;
    private final RelNode rel;
    private final RelDataType row;
    private final RelDataType parameters;
    private final List<AskedFirst> asked;
    private final List<String> warnings;
    private final boolean smallerForValues;

    /**
     * @param asked what must be answered before; their answers follow the values of {@code parameters}
     * @param warnings what is known already
     * @param smallerForValues see {@link #isSmallerFor}
     */
    Compiled(
            Catalog catalog,
            RelNode rel,
            RelDataType row,
            RelDataType parameters,
            List<AskedFirst> asked,
            List<String> warnings,
            boolean smallerForValues) {
        this.catalog = catalog;
        this.rel = rel;
        this.row = row;
        this.parameters = parameters;
        this.asked = List.copyOf(asked);
        this.warnings = List.copyOf(warnings);
        this.smallerForValues = smallerForValues;
    }

    /**
     * Whether less would have to be computed if it was known which values these are: {@code kpi_values} with
     * {@code kpi = ?} computes all KPIs for one. It is then to be compiled for them.
     */
    public boolean isSmallerFor(List<@Nullable Object> values) {
        return smallerForValues && !values.isEmpty();
    }

    /** Questions whose answers are bounds of this one's time, in the order in which they are to be asked. */
    public List<AskedFirst> askedFirst() {
        return asked;
    }

    /** The answer's columns. */
    public List<ResultColumn> columns() {
        return Columns.of(row);
    }

    /** The type of each {@code ?}. */
    public List<ResultColumn> parameters() {
        return Columns.of(parameters);
    }

    /**
     * The statement for one run.
     *
     * @param values of the question's parameters, in the classes of the calendar, then what was asked first
     * @param firstEvent the day of the first event of any fact; asked only where needed
     */
    public Statement bind(Moment moment, List<@Nullable Object> values, Supplier<LocalDate> firstEvent) {
        Settled settled = settled(moment, values, firstEvent);
        SqlString sql = printer(settled).print(settled.tree(), settled.shared().relations());
        List<Integer> places = sql.getDynamicParameters() == null ? List.of() : List.copyOf(sql.getDynamicParameters());
        return new Statement(settled.engine(), sql.getSql(), places, settled.warnings());
    }

    /** What {@link #bind} would do, told instead of done; the statement's lines are its last rows. */
    public List<Detail> explain(Moment moment, List<@Nullable Object> values, Supplier<LocalDate> firstEvent) {
        Settled settled = settled(moment, values, firstEvent);
        Engine engine = settled.engine();
        List<Detail> lines = new ArrayList<>();
        lines.add(new Detail(
                "time",
                "as of " + moment.asOf() + ", data through " + moment.dataThrough() + ", in " + moment.zoneName()));
        lines.addAll(settled.explanation().stages());
        settled.warnings().forEach(w -> lines.add(new Detail("warning", w)));
        lines.add(new Detail(
                "source", engine.name() + " (" + engine.dialect().name().toLowerCase(Locale.ROOT) + ")"));
        String sql = printer(settled).readable(settled.tree(), settled.shared().relations());
        sql.lines().forEach(line -> lines.add(new Detail("sql", line)));
        return lines;
    }

    private static Printer printer(Settled settled) {
        return new Printer(Dialects.of(settled.engine().dialect()));
    }

    /** A question for one run, ready to be printed. */
    private record Settled(
            RelNode tree, Shared shared, Engine engine, List<String> warnings, Explanation explanation) {}

    private Settled settled(Moment moment, List<@Nullable Object> values, Supplier<LocalDate> firstEvent) {
        Build build = new Build(catalog.types());
        List<String> warnings = new ArrayList<>(this.warnings);
        Shared shared = build.shared;
        Explanation explanation = new Explanation(catalog);
        Now now = moment.now();
        Settings settings = catalog.model().settings();
        Calendar calendar = new Calendar(
                moment.over(settings), now, firstEvent, i -> catalog.kpi().time(i), values, warnings);
        RelNode tree = rel.accept(new MeasureRewrite(build, catalog, calendar, explanation));
        tree = tree.accept(new AggregateRewrite(build));
        tree = tree.accept(new KpiRelation(build, catalog, calendar));
        Rewrite canonical = new CanonicalRewrite(catalog.types());
        shared.rewriteParts(canonical);
        tree = tree.accept(canonical).accept(new MergedProjects()).accept(new WindowsApart(build));
        RelationRewrite relations = new RelationRewrite(catalog, shared);
        tree.accept(relations);
        shared.rewriteParts(relations);
        Settle settle = new Settle(build, now, "");
        RelNode unsettled = tree;
        tree = tree.accept(settle).accept(new Guard());
        shared.rewriteNamed(settle);
        shared.rewriteParts(settle);
        Engine engine = engine(tree, shared);
        if (settle.told().isPresent()) {
            String text = new Printer(Dialects.of(engine.dialect()))
                    .readable(settle.told().get(), shared.relations());
            tree = unsettled.accept(new Settle(build, now, text)).accept(new Guard());
        }
        return new Settled(tree, shared, engine, warnings, explanation);
    }

    private Engine engine(RelNode tree, Shared shared) {
        Set<Engine> engines = new LinkedHashSet<>();
        Rewrite collector = new Rewrite() {
            @Override
            RelNode rewrite(RelNode node) {
                SourceTable table =
                        node instanceof TableScan scan ? scan.getTable().unwrap(SourceTable.class) : null;
                if (table != null) {
                    engines.add(table.engine());
                }
                return node;
            }
        };
        tree.accept(collector);
        shared.relations().values().forEach(r -> r.accept(collector));
        if (engines.size() > 1) {
            throw ErrorCode.SEVERAL_SOURCES.with(
                    engines.stream().map(Engine::name).sorted().collect(Collectors.joining(", ")));
        }
        return engines.isEmpty()
                ? catalog.sources().embedded()
                : engines.iterator().next();
    }
}
