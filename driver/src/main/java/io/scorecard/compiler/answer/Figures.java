package io.scorecard.compiler.answer;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Figure;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import io.scorecard.functions.Each;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Which figures stand behind which atoms. Mostly one each; opening and closing of numbered periods
 * share one, the change, and an average has a sum and a count.
 */
public final class Figures {

    private final Build build;
    private final List<Atom> atoms;
    private boolean changes;

    public Figures(Build build, List<Atom> atoms) {
        this.build = build;
        this.atoms = List.copyOf(atoms);
    }

    void balancesAreChanges(boolean changes) {
        this.changes = changes;
    }

    String name(Atom atom) {
        return Evaluation.atom(atoms.indexOf(atom));
    }

    /** Balances of the same what and filter have one change. */
    String stateName(Atom.Total atom) {
        if (!changes || !(atom.branch() instanceof Branch.Balance balance)) {
            return name(atom);
        }
        for (Atom other : atoms) {
            if (other instanceof Atom.Total total
                    && total.branch() instanceof Branch.Balance b
                    && total.lens().equals(atom.lens())
                    && b.money() == balance.money()
                    && java.util.Objects.equals(total.filter(), atom.filter())) {
                return name(total);
            }
        }
        return name(atom);
    }

    public List<Figure> of(Atom atom) {
        String name = name(atom);
        if (atom instanceof Atom.Total total) {
            return List.of(Figure.of(name, total.component()));
        }
        if (atom instanceof Atom.OfCustomers customers) {
            return List.of(Figure.of(name, customers.component()));
        }
        if (((Atom.Bucketed) atom).then() == Each.Then.SUM) {
            return List.of(new Figure(name, SqlStdOperatorTable.SUM, atom.type(), false));
        }
        return List.of(
                new Figure(name + "_sum", SqlStdOperatorTable.SUM, build.types.nullable(SqlTypeName.DOUBLE), true),
                new Figure(name + "_n", SqlStdOperatorTable.SUM, build.types.nullable(SqlTypeName.BIGINT), true));
    }

    /** What a value in one bucket adds to a figure. */
    RexNode contribution(Figure figure, RexNode value) {
        if (figure.name().endsWith("_n")) {
            return build.when(build.isNull(value), build.typed(0, figure.type()), build.typed(1, figure.type()));
        }
        return build.cast(value, figure.type());
    }

    /** Atoms from figures; changes added up over the periods of each group. */
    Rows finished(Rows rows, int keys, boolean running) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        List<RexNode> partition = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            columns.put(Question.key(i), rows.col(Question.key(i)));
            partition.add(rows.col(Question.key(i)));
        }
        if (rows.has(Evaluation.P)) {
            columns.put(Evaluation.P, rows.col(Evaluation.P));
        }
        if (!running) {
            atoms.stream()
                    .filter(a -> !(a instanceof Atom.OfPeriod))
                    .forEach(a -> columns.put(name(a), plain(rows, a)));
            return rows.select(columns);
        }
        Map<String, RexNode> closings = new LinkedHashMap<>();
        List<RexNode> order = List.of(rows.col(Evaluation.P));
        for (Atom atom : atoms) {
            At at = balance(atom);
            if (at != null) {
                String change = stateName((Atom.Total) atom);
                closings.computeIfAbsent(
                        change + "_until", c -> Evaluation.sum(build, rows.col(change), partition, order));
            }
        }
        Rows added = rows.with(closings);
        Map<String, RexNode> finished = new LinkedHashMap<>();
        columns.keySet().forEach(c -> finished.put(c, added.col(c)));
        for (Atom atom : atoms) {
            At at = balance(atom);
            if (atom instanceof Atom.OfPeriod) {
                continue;
            }
            if (at == null) {
                finished.put(name(atom), plain(added, atom));
                continue;
            }
            String change = stateName((Atom.Total) atom);
            RexNode until = added.col(change + "_until");
            finished.put(name(atom), at == At.CLOSING ? until : build.minus(until, added.col(change)));
        }
        return added.select(finished);
    }

    private static @Nullable At balance(Atom atom) {
        return atom instanceof Atom.Total total
                        && total.lens().isNone()
                        && total.branch() instanceof Branch.Balance balance
                ? balance.at()
                : null;
    }

    private RexNode plain(Rows rows, Atom atom) {
        List<Figure> figures = of(atom);
        if (figures.size() == 2) {
            return build.ratio(
                    rows.col(figures.get(0).name()), rows.col(figures.get(1).name()));
        }
        RexNode value = rows.col(figures.get(0).name());
        boolean counted = figures.get(0).zero() && !rows.counts(figures.get(0).name());
        return build.cast(counted ? build.coalesce(value, build.typed(0, value.getType())) : value, atom.type());
    }
}
