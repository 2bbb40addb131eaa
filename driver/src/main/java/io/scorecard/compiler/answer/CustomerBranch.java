package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.CustomerRows;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.StateBounds;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Measures of each customer, then aggregates over these rows: the question itself with the customer among its
 * groups, and one more GROUP BY. Rows that belong to no customer are left out.
 */
final class CustomerBranch {

    private final Build build;
    private final Catalog catalog;
    private final Calendar calendar;
    private final Question question;
    private final Periods periods;
    private final CustomerRows customers;

    CustomerBranch(
            Build build,
            Catalog catalog,
            Calendar calendar,
            Question question,
            Periods periods,
            CustomerRows customers) {
        this.build = build;
        this.catalog = catalog;
        this.calendar = calendar;
        this.question = question;
        this.periods = periods;
        this.customers = customers;
    }

    /** An atom whose condition is tested where it can be: of the customer, else of every row below. */
    static Atom.OfCustomers settled(Build build, Catalog catalog, Question question, Atom.OfCustomers atom) {
        return atom.filter() == null || areOfCustomers(attributes(build, catalog, question, List.of(atom)))
                ? atom
                : atom.filteredBelow(build);
    }

    private static Attributes attributes(
            Build build, Catalog catalog, Question question, Collection<Atom.OfCustomers> atoms) {
        List<RexNode> expressions = new ArrayList<>(question.keys());
        expressions.addAll(question.where());
        atoms.forEach(a -> {
            if (a.filter() != null) {
                expressions.add(a.filter());
            }
        });
        return new Attributes(build, catalog, expressions);
    }

    private static boolean areOfCustomers(Attributes attributes) {
        return attributes.own().isEmpty() && attributes.many().isEmpty();
    }

    /** Whether a join with all customers can bring in the groups of those without a row. */
    boolean canComplete(Map<String, Atom.OfCustomers> atoms) {
        Attributes attributes = attributes(build, catalog, question, atoms.values());
        return periods.one()
                && question.where().isEmpty()
                && attributes.areAllFixed()
                && !attributes.fixed().isEmpty();
    }

    /**
     * @param atoms aggregates over the rows, by the name of their figure
     * @param complete whether customers without a row count as groups, too
     */
    Part part(Map<String, Atom.OfCustomers> atoms, boolean complete) {
        Attributes attributes = attributes(build, catalog, question, atoms.values());
        boolean filtered = atoms.values().stream().anyMatch(a -> a.filter() != null);
        boolean placed = areOfCustomers(attributes)
                && (filtered
                        || !attributes.changing().isEmpty()
                        || !attributes.fixed().isEmpty() && question.where().isEmpty());
        Rows rows = placed ? placed(attributes, complete) : rows(question);
        Map<String, RexNode> keys = new LinkedHashMap<>();
        for (int i = 0; i < question.keys().size(); i++) {
            keys.put(
                    Question.key(i),
                    placed ? attributes.over(rows, question.keys().get(i)) : rows.col(Question.key(i)));
        }
        if (!periods.one()) {
            keys.put(Evaluation.P, rows.col(Evaluation.P));
        }
        Contribution contribution = new Contribution(build, rows, keys);
        atoms.forEach((name, atom) -> {
            Component component = atom.component();
            List<RexNode> filters = new ArrayList<>();
            if (complete && !component.saysNothing()) {
                filters.add(build.call(SqlStdOperatorTable.IS_NOT_NULL, rows.col(KpiColumn.CUSTOMER)));
            }
            if (component.filter() != null) {
                filters.add(FactColumns.inputs(rows, component.filter()));
            }
            if (atom.filter() != null) {
                filters.add(attributes.over(rows, atom.filter()));
            }
            contribution.add(
                    name,
                    component,
                    component.argument() == null ? null : FactColumns.inputs(rows, component.argument()),
                    component.order() == null ? null : FactColumns.inputs(rows, component.order()),
                    filters,
                    component.type());
        });
        return contribution.part();
    }

    /** Keys, period, customer, and the measures as {@code f0..}, for each customer who has any. */
    private Rows rows(Question asked) {
        RexNode customer = catalog.kpi().customer(build);
        List<RexNode> keys = new ArrayList<>(asked.keys());
        keys.add(customer);
        List<RexNode> where = new ArrayList<>(asked.where());
        where.add(build.call(SqlStdOperatorTable.IS_NOT_NULL, customer));
        List<Atom> atoms = customers.atoms();
        Rows each =
                new Evaluation(build, catalog, calendar, new Question(keys, where, true)).rows(periods, atoms, false);
        List<RexNode> any = new ArrayList<>();
        for (int i = 0; i < atoms.size(); i++) {
            any.add(says(each.col(Evaluation.atom(i))));
        }
        Rows some = each.where(any.size() == 1 ? any.get(0) : build.or(any.toArray(RexNode[]::new)));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (int i = 0; i < asked.keys().size(); i++) {
            columns.put(Question.key(i), some.col(Question.key(i)));
        }
        columns.put(KpiColumn.CUSTOMER, some.col(Question.key(asked.keys().size())));
        if (!periods.one()) {
            columns.put(Evaluation.P, some.col(Evaluation.P));
        }
        for (int i = 0; i < customers.measures().size(); i++) {
            columns.put("f" + i, Evaluation.value(customers.measures().get(i), atoms, some));
        }
        return some.select(columns);
    }

    /**
     * Rows of customers with their attributes, each at one moment, that meet the conditions: what a customer did
     * counts where the customer is, and not where the row was written.
     */
    private Rows placed(Attributes attributes, boolean complete) {
        Rows rows = rows(new Question(List.of(), List.of()));
        Rows placed = attributes.fixed().isEmpty()
                ? rows
                : attributes.joinFixed(rows, complete ? JoinRelType.FULL : JoinRelType.LEFT);
        if (!attributes.changing().isEmpty()) {
            Rows bounded = new StateBounds(build, periods).of(placed);
            placed = customers.at() == At.CLOSING ? atClosing(attributes, bounded) : atOpening(attributes, bounded);
        }
        return placed.where(attributes.over(placed, question.where()));
    }

    private Rows atClosing(Attributes attributes, Rows bounded) {
        return attributes.joinHistory(
                bounded,
                "",
                attributes.changing(),
                (r, h) -> build.and(
                        build.less(r.col("h_from"), r.col("e_at")),
                        build.or(build.isNull(r.col("h_until")), build.atMost(r.col("e_at"), r.col("h_until")))));
    }

    /** At the opening, else at the first moment of the period at which the customer is known. */
    private Rows atOpening(Attributes attributes, Rows bounded) {
        Rows all = attributes.joinHistory(
                bounded,
                "",
                attributes.changing(),
                (r, h) -> build.and(
                        build.less(r.col("h_from"), r.col("e_at")),
                        build.or(build.isNull(r.col("h_until")), build.atMost(r.col("s_at"), r.col("h_until")))));
        List<RexNode> partition = new ArrayList<>(List.of(all.col(KpiColumn.CUSTOMER)));
        if (!periods.one()) {
            partition.add(all.col(Evaluation.P));
        }
        Rows ranked = all.with(Map.of("nth", build.rowNumber(partition, List.of(all.col("h_from")))));
        return ranked.where(build.equal(ranked.col("nth"), build.whole(1)));
    }

    private RexNode says(RexNode value) {
        RelDataType type = value.getType();
        return SqlTypeUtil.isNumeric(type)
                ? build.call(SqlStdOperatorTable.NOT_EQUALS, value, build.typed(0, type))
                : build.call(SqlStdOperatorTable.IS_NOT_NULL, value);
    }
}
