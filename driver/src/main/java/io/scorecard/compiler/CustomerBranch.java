package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** @param atoms aggregates over the rows, by the name of their figure */
    Part part(Map<String, Atom.OfCustomers> atoms) {
        Rows rows = rows();
        Map<String, RexNode> keys = new LinkedHashMap<>();
        for (int i = 0; i < question.keys().size(); i++) {
            keys.put(Question.key(i), rows.col(Question.key(i)));
        }
        if (!periods.one()) {
            keys.put(Evaluation.P, rows.col(Evaluation.P));
        }
        Contribution contribution = new Contribution(build, rows, keys);
        atoms.forEach((name, atom) -> {
            Component component = atom.component();
            contribution.add(
                    name,
                    component,
                    component.argument() == null ? null : FactColumns.inputs(rows, component.argument()),
                    component.order() == null ? null : FactColumns.inputs(rows, component.order()),
                    component.filter() == null ? List.of() : List.of(FactColumns.inputs(rows, component.filter())),
                    component.type());
        });
        return contribution.part();
    }

    /** Keys, period, and the measures as {@code f0..}, for each customer who has any. */
    private Rows rows() {
        RexNode customer = catalog.kpi().customer(build);
        List<RexNode> keys = new ArrayList<>(question.keys());
        keys.add(customer);
        List<RexNode> where = new ArrayList<>(question.where());
        where.add(build.call(SqlStdOperatorTable.IS_NOT_NULL, customer));
        List<Atom> atoms = customers.atoms();
        Rows each = new Evaluation(build, catalog, calendar, new Question(keys, where)).rows(periods, atoms, false);
        List<RexNode> any = new ArrayList<>();
        for (int i = 0; i < atoms.size(); i++) {
            any.add(says(each.col(Evaluation.atom(i))));
        }
        Rows some = each.where(any.size() == 1 ? any.get(0) : build.or(any.toArray(RexNode[]::new)));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (int i = 0; i < question.keys().size(); i++) {
            columns.put(Question.key(i), some.col(Question.key(i)));
        }
        if (!periods.one()) {
            columns.put(Evaluation.P, some.col(Evaluation.P));
        }
        for (int i = 0; i < customers.measures().size(); i++) {
            columns.put("f" + i, Evaluation.value(customers.measures().get(i), atoms, some));
        }
        return some.select(columns);
    }

    private RexNode says(RexNode value) {
        RelDataType type = value.getType();
        return SqlTypeUtil.isNumeric(type)
                ? build.call(SqlStdOperatorTable.NOT_EQUALS, value, build.typed(0, type))
                : build.call(SqlStdOperatorTable.IS_NOT_NULL, value);
    }
}
