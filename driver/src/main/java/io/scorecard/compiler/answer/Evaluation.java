package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.CustomerRows;
import io.scorecard.compiler.measure.Figure;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.Refined;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Grids;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Computes atoms for every group and period of a question: one aggregate for each branch, {@code UNION
 * ALL} of their figures, one re-aggregate on the keys, balances added up over time.
 *
 * <p>The answer has the keys {@code k0..}, the period's number {@code p} where there is more than one,
 * and one column for each atom. Rows of number 0 and of holes between periods are still in it.
 */
final class Evaluation {

    static final String P = "p";

    private final Build build;
    private final Catalog catalog;
    private final Calendar calendar;
    private final Question question;
    private final boolean inner;

    Evaluation(Build build, Catalog catalog, Calendar calendar, Question question) {
        this(build, catalog, calendar, question, false);
    }

    /** @param inner whether it is a step of another one */
    private Evaluation(Build build, Catalog catalog, Calendar calendar, Question question, boolean inner) {
        this.build = build;
        this.catalog = catalog;
        this.calendar = calendar;
        this.question = question;
        this.inner = inner;
    }

    static String atom(int i) {
        return "a" + i;
    }

    /** @param dense whether groups without any row of their own are wanted, too */
    Rows rows(Periods periods, List<Atom> atoms, boolean dense) {
        periods.noteIn(build.shared);
        new ManyValued(catalog, question).check(atoms);
        build.shared.addsUp(MoneyTables.of(catalog, atoms));
        Figures figures = new Figures(build, atoms);
        Branches branches = Branches.of(build, catalog, question, atoms, figures);
        Attributes attributes = attributes(List.of());
        List<Part> parts = new ArrayList<>();
        Completion completion = new Completion(dense);
        flows(branches, periods, completion, parts);
        for (Map.Entry<CustomerRows, Map<String, Atom.OfCustomers>> each :
                branches.customers().entrySet()) {
            CustomerBranch branch = new CustomerBranch(build, catalog, calendar, question, periods, each.getKey());
            boolean first = completion.isBy(() -> hasCustomerGroups(attributes) && branch.canComplete(each.getValue()));
            parts.add(branch.part(each.getValue(), first));
        }
        snapshots(branches, periods, parts);
        boolean changes = !branches.states().isEmpty() && periods.areNumbered();
        if (!branches.states().isEmpty()) {
            figures.balancesAreChanges(changes);
            Attributes asked = attributes(branches.states().values());
            StateParts states = new StateParts(build, catalog, question, asked, periods);
            boolean first = completion.isBy(() -> hasCustomerGroups(asked) && states.canComplete(branches.states()));
            parts.addAll(states.of(branches.states(), figures, first));
        }
        for (Map.Entry<Lens, List<Atom>> seen : branches.lenses().entrySet()) {
            Refined refined = calendar.refined(seen.getKey(), periods);
            boolean first = completion.isBy(() -> isSame(refined, periods));
            parts.add(throughLens(refined, seen.getValue(), periods, figures, first));
        }
        if (parts.isEmpty()) {
            return new Spine(build, catalog, question, periods, attributes).alone();
        }
        Rows all =
                united(parts, periods, attributes, (dense || changes) && !completion.isTaken(), excess(atoms, dense));
        return figures.finished(all, question.keys().size(), changes);
    }

    private void flows(Branches branches, Periods periods, Completion completion, List<Part> parts) {
        for (Map.Entry<Branch.Flow, Map<String, Atom.Total>> flow :
                new OneReading(build, catalog).of(branches.flows()).entrySet()) {
            Attributes asked = attributes(flow.getValue().values());
            FlowBranch branch = new FlowBranch(build, catalog, calendar, question, asked, periods, flow.getKey());
            boolean first = completion.isBy(() -> periods.one() && hasCustomerGroups(asked) && branch.canComplete());
            parts.add(branch.part(flow.getValue(), first));
        }
    }

    private void snapshots(Branches branches, Periods periods, List<Part> parts) {
        Set<At> asked = new TreeSet<>();
        branches.snapshots().keySet().forEach(s -> asked.add(s.at()));
        Map<At, AtBounds> bounds = AtBounds.of(build, catalog, periods, asked);
        branches.snapshots()
                .forEach((snapshot, totals) -> parts.add(new SnapshotBranch(
                                build,
                                catalog,
                                question,
                                attributes(totals.values()),
                                periods,
                                snapshot,
                                bounds.get(snapshot.at()))
                        .part(totals)));
    }

    /** Whether the groups in use are those of customers. */
    private boolean hasCustomerGroups(Attributes attributes) {
        return !question.keys().isEmpty()
                && !attributes.askKey()
                && attributes.areAllFixed()
                && catalog.isMapped(Catalog.CUSTOMERS);
    }

    /** What the question itself looks at, and the FILTERs of these: another fact need not know those. */
    private Attributes attributes(Collection<Atom.Total> totals) {
        List<RexNode> expressions = new ArrayList<>(question.keys());
        expressions.addAll(question.where());
        totals.stream().map(Atom.Total::filter).filter(Objects::nonNull).forEach(expressions::add);
        return new Attributes(build, catalog, expressions);
    }

    /** Whether what is seen through a lens is seen of one slot, for one period. */
    private static boolean isSame(Refined refined, Periods periods) {
        return periods.one()
                && !refined.slots().isEmpty()
                && refined.slots().one()
                && refined.members().size() == 1;
    }

    /**
     * Figures of a lens: computed over its own slots, then brought to the periods they belong to.
     *
     * @param complete whether groups without any row of their own are wanted, too
     */
    private Part throughLens(Refined refined, List<Atom> atoms, Periods periods, Figures figures, boolean complete) {
        if (refined.slots().isEmpty()) {
            return noRows(atoms, periods, figures);
        }
        List<Atom> inner = new ArrayList<>();
        Map<String, RexNode> values = new LinkedHashMap<>();
        List<Figure> out = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        for (Atom atom : atoms) {
            Measure measure = atom instanceof Atom.Bucketed bucketed
                    ? bucketed.measure()
                    : new Measure(new RexInputRef(0, atom.type()), List.of(atom.through(Lens.NONE)));
            measures.add(measure);
            measure.atoms().stream().filter(a -> !inner.contains(a)).forEach(inner::add);
        }
        boolean emptyBuckets = complete
                || atoms.stream().anyMatch(a -> a instanceof Atom.Bucketed bucketed && bucketed.needsEmptyBuckets());
        Rows fine = new Evaluation(build, catalog, calendar, question, true).rows(refined.slots(), inner, emptyBuckets);
        boolean same = isSame(refined, periods);
        Rows mapped = same ? fine : mapped(refined, fine);
        for (int i = 0; i < question.keys().size(); i++) {
            values.put(Question.key(i), mapped.col(Question.key(i)));
        }
        if (!periods.one()) {
            values.put(P, mapped.col("period"));
        }
        for (int i = 0; i < atoms.size(); i++) {
            Measure measure = measures.get(i);
            RexNode value = value(measure, inner, mapped);
            for (Figure figure : figures.of(atoms.get(i))) {
                values.put(figure.name(), figures.contribution(figure, value));
                out.add(figure);
            }
        }
        return new Part(mapped.select(values), out, same);
    }

    /** With the period that each row's slot belongs to; a slot may belong to several. */
    private Rows mapped(Refined refined, Rows fine) {
        Rows placed = refined.slots().one() ? numberedOne(fine) : fine;
        return placed.join(JoinRelType.INNER, refined.mapping(build), (r, m) -> build.equal(r.col(P), r.col("slot")));
    }

    /** Through a lens that sees no day of any period. */
    private Part noRows(List<Atom> atoms, Periods periods, Figures figures) {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        for (int i = 0; i < question.keys().size(); i++) {
            columns.put(
                    Question.key(i),
                    build.types.createTypeWithNullability(question.keys().get(i).getType(), true));
        }
        if (!periods.one()) {
            columns.put(P, build.types.nullable(SqlTypeName.INTEGER));
        }
        List<Figure> out = new ArrayList<>();
        atoms.forEach(a -> out.addAll(figures.of(a)));
        out.forEach(f -> columns.put(f.name(), build.types.createTypeWithNullability(f.type(), true)));
        return new Part(Rows.values(build, columns, List.of()), out, false);
    }

    private Rows numberedOne(Rows rows) {
        return rows.with(Map.of(P, build.typed(1, build.types.nullable(SqlTypeName.INTEGER))));
    }

    /** A measure's value over rows that have its atoms among theirs. */
    static RexNode value(Measure measure, List<Atom> atoms, Rows rows) {
        return measure.value().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rows.col(atom(atoms.indexOf(measure.atoms().get(ref.getIndex()))));
            }
        });
    }

    /** What becomes of a grid that is too large. */
    private Grids.Excess excess(List<Atom> atoms, boolean dense) {
        if (inner || !dense) {
            return Grids.Excess.STEP_REFUSED;
        }
        return atoms.stream().anyMatch(Measure::isState) ? Grids.Excess.REFUSED : Grids.Excess.SPARSE;
    }

    private Rows united(List<Part> parts, Periods periods, Attributes attributes, boolean dense, Grids.Excess excess) {
        List<Figure> all = parts.stream().flatMap(p -> p.figures().stream()).toList();
        List<Rows> contributions = new ArrayList<>();
        parts.forEach(p -> contributions.add(padded(p.rows(), all, periods)));
        boolean total = question.keys().isEmpty();
        if (total && periods.one()) {
            return parts.size() == 1 && parts.get(0).grouped()
                    ? contributions.get(0)
                    : regrouped(contributions, all, periods);
        }
        if (dense) {
            new Spine(build, catalog, question, periods, attributes)
                    .add(contributions, keyNames(periods), r -> padded(r, all, periods), excess);
        } else if (parts.size() == 1 && parts.get(0).grouped()) {
            return contributions.get(0);
        }
        return regrouped(contributions, all, periods);
    }

    private List<String> keyNames(Periods periods) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < question.keys().size(); i++) {
            names.add(Question.key(i));
        }
        if (!periods.one()) {
            names.add(P);
        }
        return names;
    }

    private Rows padded(Rows rows, List<Figure> figures, Periods periods) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        keyNames(periods).forEach(k -> columns.put(k, rows.col(k)));
        figures.forEach(f -> columns.put(f.name(), rows.has(f.name()) ? rows.col(f.name()) : f.none(build)));
        return rows.select(columns);
    }

    private Rows regrouped(List<Rows> contributions, List<Figure> figures, Periods periods) {
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        figures.forEach(f -> totals.put(f.name(), Rows.Total.of(f.function(), f.name(), f.type())));
        return build.shared.step(
                "totals", Rows.union(contributions).group(keyNames(periods).size(), totals));
    }

    static RexNode sum(Build build, RexNode argument, List<RexNode> partition, List<RexNode> order) {
        return build.over(SqlStdOperatorTable.SUM, argument, partition, order, Build.Frame.UNTIL);
    }
}
