package io.scorecard.compiler;

import io.scorecard.compiler.answer.Explanation;
import io.scorecard.compiler.answer.GridCheck;
import io.scorecard.compiler.answer.Guard;
import io.scorecard.compiler.answer.LeftOutPeriods;
import io.scorecard.compiler.answer.MoneyOfViews;
import io.scorecard.compiler.answer.Sizes;
import io.scorecard.compiler.answer.SubqueriesFirst;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.CustomerMembers;
import io.scorecard.compiler.catalog.RelationRewrite;
import io.scorecard.compiler.measure.SoughtValue;
import io.scorecard.compiler.print.Detail;
import io.scorecard.compiler.print.Pushed;
import io.scorecard.compiler.print.Statement;
import io.scorecard.compiler.time.Beginning;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Now;
import io.scorecard.compiler.time.Settle;
import io.scorecard.compiler.tree.AsOfToday;
import io.scorecard.compiler.tree.AskedValues;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRewrite;
import io.scorecard.compiler.tree.Columns;
import io.scorecard.compiler.tree.Grids;
import io.scorecard.compiler.tree.MergedProjects;
import io.scorecard.compiler.tree.Pruned;
import io.scorecard.compiler.tree.RelationView;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Shared;
import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.compiler.tree.UnaskedJoins;
import io.scorecard.compiler.tree.WindowsApart;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.model.Settings;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * A question that was understood. Its statement is printed when it is bound, because the bounds of its
 * periods are part of the text. Immutable.
 */
public final class Compiled {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();

    private final Catalog catalog;
    private final RelNode rel;
    private final RelDataType row;
    private final Placeholders parameters;
    private final List<AskedFirst> asked;
    private final List<SoughtValue> sought;
    private final List<SoughtValue> compared;
    private final List<String> warnings;
    private final List<String> warningsIfEmpty;
    private final boolean smallerForValues;
    private final List<String> listed;
    private final List<String> addedUp;

    /**
     * @param asked what must be answered before; their answers follow the values of {@code parameters}
     * @param sought what rows must have for the answer to mean anything
     * @param compared texts that columns are compared with, of which only a source knows whether it has them
     * @param warnings what is known already
     * @param warningsIfEmpty see {@link #warningsIfEmpty}
     * @param smallerForValues see {@link #isSmallerFor}
     * @param listed see {@link #listed}
     * @param addedUp see {@link #addedUp}
     */
    Compiled(
            Catalog catalog,
            RelNode rel,
            RelDataType row,
            Placeholders parameters,
            List<AskedFirst> asked,
            Collection<SoughtValue> sought,
            Collection<SoughtValue> compared,
            List<String> warnings,
            List<String> warningsIfEmpty,
            boolean smallerForValues,
            List<String> listed,
            Collection<String> addedUp) {
        this.catalog = catalog;
        this.rel = rel;
        this.row = row;
        this.parameters = parameters;
        this.asked = List.copyOf(asked);
        this.sought = List.copyOf(sought);
        this.compared = List.copyOf(compared);
        this.warnings = List.copyOf(warnings);
        this.warningsIfEmpty = warningsIfEmpty;
        this.smallerForValues = smallerForValues;
        this.listed = List.copyOf(listed);
        this.addedUp = List.copyOf(addedUp);
    }

    /** Canonical tables whose amounts the question adds up as they stand, in whatever currency each is. */
    public List<String> addedUp() {
        return addedUp;
    }

    /** The KPIs that views list beside each other: a question can do without those of which a value cannot be read. */
    public List<String> listed() {
        return listed;
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

    /** Texts of the question that rows must have. */
    public List<SoughtValue> sought() {
        return sought;
    }

    /** Texts of the question that rows may have: told of where an answer has nothing in it. */
    public List<SoughtValue> compared() {
        return compared;
    }

    /** Why there may be no row: told of where there is none. */
    public List<String> warningsIfEmpty() {
        return warningsIfEmpty;
    }

    /** The answer's columns. */
    public List<ResultColumn> columns() {
        return Columns.of(row);
    }

    /** The type of each {@code ?}. */
    public List<ResultColumn> parameters() {
        return parameters.told();
    }

    /** What may be given for a parameter instead, by its place; the question is then to be compiled for that. */
    public ParameterType.Openness openness(int parameter) {
        return parameters.openness(parameter);
    }

    /** The values that {@link #bind} takes: one for each element of an array, which is given as a list. */
    public List<@Nullable Object> spread(List<@Nullable Object> values) {
        return parameters.spread(values);
    }

    /**
     * The statement for one run.
     *
     * @param values of the question's parameters, in the classes of the calendar, then what was asked first
     * @param firstEvent the day of the first event of any fact; asked only where needed
     * @param sizes asked only where the answer may be too large
     */
    public Statement bind(Moment moment, List<@Nullable Object> values, Supplier<Beginning> firstEvent, Sizes sizes) {
        Settled settled = settled(moment, values, firstEvent, sizes, new Grids());
        Set<SourceTable> read = settled.pushed().tables();
        return settled.pushed().statement(settled.warnings(), settled.money(), worded(read), readsCustomers(read));
    }

    /** Tables that are read and have a mapped column of which definitions know certain words only. */
    private List<String> worded(Set<SourceTable> read) {
        return TABLES.all().stream()
                .filter(t -> t.wordedColumn()
                        .map(c -> source(t.name(), c.name()))
                        .filter(tables -> !tables.isEmpty() && read.containsAll(tables))
                        .isPresent())
                .map(CanonicalTable::name)
                .toList();
    }

    private boolean readsCustomers(Set<SourceTable> read) {
        return !Collections.disjoint(read, source(Catalog.CUSTOMERS, "customer_id"));
    }

    /** What a canonical column is read from; nothing where it cannot be, or is not mapped. */
    private Set<SourceTable> source(String table, String column) {
        return catalog.ifReadable(() -> catalog.canonical(table))
                .filter(c -> c.has(column))
                .map(c -> Pushed.tables(c.rows(new Build(catalog.types()), List.of(column)).rel))
                .orElse(Set.of());
    }

    /** What {@link #bind} would do, told instead of done; each statement's lines follow its source. */
    public List<Detail> explain(
            Moment moment, List<@Nullable Object> values, Supplier<Beginning> firstEvent, Sizes sizes) {
        Settled settled = settled(moment, values, firstEvent, sizes, new Grids());
        List<Detail> lines = new ArrayList<>();
        lines.add(new Detail(
                "time",
                "as of " + moment.asOf() + ", data through " + moment.dataThrough() + ", in " + moment.zoneName()));
        lines.addAll(settled.explanation().stages());
        settled.warnings().forEach(w -> lines.add(new Detail("warning", w)));
        lines.addAll(settled.pushed().told());
        return lines;
    }

    /** A question for one run, ready to be printed. */
    private record Settled(Pushed pushed, List<String> warnings, List<String> money, Explanation explanation) {}

    private Settled settled(
            Moment moment, List<@Nullable Object> values, Supplier<Beginning> firstEvent, Sizes sizes, Grids grids) {
        Build build = new Build(catalog.types(), grids);
        List<String> warnings = new ArrayList<>(this.warnings);
        Shared shared = build.shared;
        Explanation explanation = new Explanation(catalog);
        Now now = moment.now();
        if (RelationView.isIn(rel)) {
            shared.coversUntil(now.asOfLocal());
        }
        shared.addsUp(MoneyOfViews.of(catalog, rel));
        Settings settings = catalog.model().settings();
        Calendar calendar = new Calendar(
                moment.over(settings), now, firstEvent, i -> catalog.kpi().time(i), values, warnings);
        RelNode tree = new SubqueriesFirst(build, catalog, calendar, explanation).answered(rel);
        new LeftOutPeriods(build, calendar).tell(rel);
        UnaryOperator<RelNode> known = moment.isPast() ? r -> r : new AsOfToday(build, Catalog.corrections());
        UnaryOperator<RelNode> plain = plain(build, known);
        shared.rewriteParts(plain);
        tree = plain.apply(tree);
        RelationRewrite relations = new RelationRewrite(name -> known.apply(catalog.relation(name)), shared);
        tree.accept(relations);
        shared.rewriteParts(relations);
        shared.asksFor(new AskedValues(build, tree, shared.relations(), catalog::daysOf));
        if (shared.has(CustomerMembers.NAME)) {
            shared.name(CustomerMembers.NAME, plain.apply(CustomerMembers.of(build, catalog, shared.grouping())));
        }
        Settle settle = new Settle(build, now, "");
        RelNode unsettled = tree;
        tree = tree.accept(settle).accept(new Guard());
        shared.rewriteNamed(settle);
        shared.pruneAsked(new Pruned(build));
        shared.rewriteParts(settle);
        Pushed pushed = pushed(build, tree);
        if (settle.told().isPresent()) {
            String text = pushed(build, settle.told().get()).text();
            pushed =
                    pushed(build, unsettled.accept(new Settle(build, now, text)).accept(new Guard()));
        }
        boolean sparse = new GridCheck(catalog.kpi(), calendar, sizes).findsSparse(grids, count -> {
            RelNode counted = plain.apply(count).accept(settle).accept(new Guard());
            return sizes.count(
                    pushed(build, counted).statement(List.of(), List.of(), List.of(), false),
                    Columns.of(counted.getRowType()));
        });
        if (sparse) {
            Settled again = settled(moment, values, firstEvent, sizes, grids.again());
            again.warnings()
                    .addAll(
                            0,
                            warnings.stream()
                                    .filter(w -> !again.warnings().contains(w))
                                    .toList());
            return again;
        }
        Calendar.tellParts(calendar, warnings);
        return new Settled(pushed, warnings, shared.money(), explanation);
    }

    /** Over the sources' own tables, in the form that is printed. */
    private UnaryOperator<RelNode> plain(Build build, UnaryOperator<RelNode> known) {
        Rewrite canonical = new CanonicalRewrite(catalog.types());
        Rewrite merged = new MergedProjects();
        Rewrite apart = new WindowsApart(build);
        return tree -> apart.apply(merged.apply(known.apply(canonical.apply(tree))));
    }

    private Pushed pushed(Build build, RelNode tree) {
        UnaskedJoins.Lean lean = UnaskedJoins.leftOut(build, tree);
        return Pushed.of(
                lean.tree(),
                lean.relations(),
                catalog.sources().embedded(),
                catalog::hasKey,
                CustomerMembers.NAME::equals);
    }
}
