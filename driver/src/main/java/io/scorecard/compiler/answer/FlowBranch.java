package io.scorecard.compiler.answer;

import io.scorecard.compiler.call.Drill;
import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.CustomerMembers;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.ChosenArguments;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one fact whose own date lies in the periods: {@code fact ⟕ customers → conditions → keys →
 * components}. Each fact is aggregated alone; joining first would count a ticket once per invoice of
 * its customer.
 */
final class FlowBranch {

    private final Build build;
    private final Catalog catalog;
    private final Question question;
    private final Attributes attributes;
    private final Periods periods;
    private final Fact fact;
    private final FlowRows flow;

    FlowBranch(
            Build build,
            Catalog catalog,
            Calendar calendar,
            Question question,
            Attributes attributes,
            Periods periods,
            Branch.Flow branch) {
        this.build = build;
        this.catalog = catalog;
        this.question = question;
        this.attributes = attributes;
        this.periods = periods;
        this.fact = catalog.fact(branch.fact());
        this.flow = new FlowRows(build, calendar, attributes, periods, fact, branch);
    }

    /**
     * @param all components of this branch, by the name of their figure
     * @param complete whether customers without any row count as groups, too
     */
    Part part(Map<String, Atom.Total> all, boolean complete) {
        FactColumns columns = flow.columns(all.values());
        Fact whole = alike(all.values()).orElseGet(() -> fact.of(columns.columns()));
        OnlyCounted counted =
                complete ? OnlyCounted.of(flow.of(columns, whole), all) : new OnlyCounted(flow.of(columns, whole), all);
        Rows read = counted.rows();
        Map<String, Atom.Total> atoms = counted.atoms();
        if (gathers(atoms.values(), whole)) {
            return gathered(read, whole, atoms, complete);
        }
        ChosenArguments chosen = ChosenArguments.of(read, atoms, c -> argument(read, c));
        Rows rows = chosen.rows();
        rows = complete ? attributes.joinFixed(rows, JoinRelType.FULL) : attributes.join(rows);
        rows = flow.latest(rows);
        rows = rows.where(attributes.over(rows, question.where()));
        Contribution contribution =
                Contribution.of(build, rows, attributes, question, periods.one() ? null : rows.col(Evaluation.P));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = plain(entry.getValue().component(), whole, question.keys());
            String column = chosen.columns().get(entry.getKey());
            contribution.add(
                    entry.getKey(),
                    component,
                    column == null ? argument(rows, component) : rows.col(column),
                    component.order() == null ? null : FactColumns.inputs(rows, component.order()),
                    attributes.conditions(rows, entry.getValue(), filters(rows, component, complete)),
                    type(component));
        }
        return contribution.part();
    }

    /** What is read where customers who are alike in all that is asked may stand for each other; else empty. */
    private Optional<Fact> alike(Collection<Atom.Total> atoms) {
        Optional<Map<String, String>> columns = attributes.columnsOfCustomers();
        boolean sums = flow.addsUpAlone(
                        atoms.stream().map(Atom.Total::component).toList())
                && attributes.own().stream().allMatch(c -> fact.segments().containsKey(c.name()));
        if (columns.isEmpty()
                || !sums
                || !CustomerMembers.canCompare(catalog, columns.get().values())) {
            return Optional.empty();
        }
        build.shared.groupsBy(columns.get());
        return Optional.of(fact.inGroups());
    }

    /**
     * Whether rows are added up for each customer before they meet the customers, which engines do faster than
     * looking up the customer of each row, where customers have many. Conditions on customers may leave few rows, and
     * are better met first.
     */
    private boolean gathers(Collection<Atom.Total> atoms, Fact read) {
        return periods.one()
                && fact.isOften(periods.slots().get(0).days())
                && question.where().isEmpty()
                && !flow.areLatest()
                && !attributes.fixed().isEmpty()
                && !attributes.askKey()
                && !attributes.areOfTheMoment()
                && attributes.own().isEmpty()
                && atoms.stream()
                        .allMatch(a -> plain(a.component(), read, List.of()).isAdditive());
    }

    private Part gathered(Rows read, Fact whole, Map<String, Atom.Total> atoms, boolean complete) {
        Contribution each = new Contribution(
                build, read, new LinkedHashMap<>(Map.of(KpiColumn.CUSTOMER, read.col(KpiColumn.CUSTOMER))));
        atoms.forEach((name, atom) -> {
            Component component = plain(atom.component(), whole, List.of());
            each.add(
                    name, component, argument(read, component), null, filters(read, component, false), type(component));
        });
        Rows customers = each.part().rows();
        Rows rows = complete ? attributes.joinFixed(customers, JoinRelType.FULL) : attributes.join(customers);
        Contribution contribution = Contribution.of(build, rows, attributes, question, null);
        atoms.forEach((name, atom) -> contribution.add(
                name,
                atom.component().gathered(),
                rows.col(name),
                null,
                attributes.conditions(rows, atom, List.of()),
                type(atom.component())));
        return contribution.part();
    }

    private RelDataType type(Component component) {
        return isShared(component) ? build.types.nullable(SqlTypeName.DOUBLE) : component.type();
    }

    /**
     * The rows themselves: keys, the period's number where there are more, {@link Drill#KEY}, and what each row
     * adds to the components.
     */
    Rows lines(Map<String, Atom.Total> atoms) {
        FactColumns read = flow.columns(atoms.values());
        read.add(Drill.KEY, fact.rowKey());
        boolean distinct = atoms.values().stream().anyMatch(a -> a.component().distinct());
        Fact whole = distinct ? fact.of(read.columns()) : fact;
        Rows rows = flow.latest(attributes.join(flow.of(read, whole)));
        Map<String, RexNode> columns =
                Contribution.keys(rows, attributes, question, periods.one() ? null : rows.col(Evaluation.P));
        columns.put(Drill.KEY, rows.col(Drill.KEY));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = plain(entry.getValue().component(), whole, List.of());
            if (component.distinct()) {
                throw ErrorCode.UNANSWERABLE.with(
                        "What is counted once stands in several rows.", "Count it in its table: COUNT(DISTINCT ..).");
            }
            columns.put(
                    entry.getKey(),
                    added(
                            build,
                            component,
                            argument(rows, component),
                            attributes.conditions(rows, entry.getValue(), filters(rows, component, false))));
        }
        return rows.select(columns);
    }

    /** What a row adds to a sum or a count. */
    static RexNode added(Build build, Component component, @Nullable RexNode argument, List<RexNode> filters) {
        boolean counts = component.function().getKind() == SqlKind.COUNT;
        RexNode said = argument == null
                ? build.whole(1)
                : build.when(build.call(SqlStdOperatorTable.IS_NOT_NULL, argument), build.whole(1), build.whole(0));
        RexNode added = counts ? said : Objects.requireNonNull(argument);
        return filters.isEmpty() ? added : build.when(build.and(filters), added);
    }

    /** Whether a join with all customers can bring in the groups that have no row. */
    boolean canComplete() {
        return !flow.areLatest()
                && !flow.areSpread()
                && attributes.areAllFixed()
                && !attributes.fixed().isEmpty();
    }

    /**
     * What is known to be different need not be compared: no two rows of a whole have its key, and no two of its divided
     * rows have it in one group of what they are divided by.
     */
    private Component plain(Component component, Fact read, List<RexNode> keys) {
        boolean different = component.distinct()
                && attributes.many().isEmpty()
                && component.argument() instanceof RexInputRef ref
                && areDifferent(fact.rowType().getFieldNames().get(ref.getIndex()), read, keys);
        return different ? component.ofDifferentRows() : component;
    }

    private boolean areDifferent(String column, Fact read, List<RexNode> keys) {
        return read == fact
                ? fact.apartBy(column).filter(c -> attributes.isAmong(keys, c)).isPresent()
                : read.key().equals(List.of(column));
    }

    /** Whether only a part of what is added up falls in the period. */
    private boolean isShared(Component component) {
        return flow.areSpread() && component.function() == SqlStdOperatorTable.SUM;
    }

    private List<RexNode> filters(Rows rows, Component component, boolean complete) {
        List<RexNode> filters = new ArrayList<>();
        if (complete && !component.saysNothing()) {
            filters.add(build.call(SqlStdOperatorTable.IS_NOT_NULL, rows.col(FlowRows.AT)));
        }
        if (component.filter() != null) {
            filters.add(FactColumns.inputs(rows, component.filter()));
        }
        return filters;
    }

    private @Nullable RexNode argument(Rows rows, Component component) {
        RexNode argument = component.argument() == null ? null : FactColumns.inputs(rows, component.argument());
        if (argument == null || !isShared(component)) {
            return argument;
        }
        RelDataType number = build.types.nullable(SqlTypeName.DOUBLE);
        return build.rex.makeCall(
                number, SqlStdOperatorTable.MULTIPLY, List.of(build.cast(argument, number), rows.col(FlowRows.SHARE)));
    }
}
