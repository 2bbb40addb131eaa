package io.scorecard.compiler.answer;

import io.scorecard.compiler.call.Drill;
import io.scorecard.compiler.call.DrillParts;
import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.TimeColumn;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.compiler.tree.Unrounded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Puts the rows behind a KPI in the place of {@link Drill}: a fact's own rows for each flow, and a row for each
 * customer for what stands at a bound or moves between two. Only months that a condition above leaves are computed.
 */
final class DrillRewrite extends RelHomogeneousShuttle {

    private final Build build;
    private final Catalog catalog;
    private final Calendar calendar;

    DrillRewrite(Build build, Catalog catalog, Calendar calendar) {
        this.build = build;
        this.catalog = catalog;
        this.calendar = calendar;
    }

    @Override
    public RelNode visit(RelNode node) {
        if (node instanceof Filter filter && Drill.of(filter.getInput()).isPresent()) {
            Drill drill = Drill.of(filter.getInput()).get();
            List<RexNode> conditions =
                    RelOptUtil.conjunctions(RexUtil.expandSearch(build.rex, null, filter.getCondition()));
            return filter.copy(filter.getTraitSet(), List.of(rows(drill, conditions)));
        }
        Optional<Drill> drill = Drill.of(node);
        if (drill.isPresent()) {
            return rows(drill.get(), List.of());
        }
        return visitChildren(node).accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
                return operands.clone(operands.rel.accept(DrillRewrite.this));
            }
        });
    }

    private RelNode rows(Drill drill, List<RexNode> conditions) {
        RexNode month = column(monthColumn());
        List<RexNode> times = new ArrayList<>();
        for (RexNode condition : conditions) {
            if (RelOptUtil.InputFinder.bits(condition).asList().equals(List.of(0))
                    && RexUtil.SubQueryFinder.find(condition) == null) {
                times.add(condition.accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return month;
                    }
                }));
            }
        }
        DrillParts parts = drill.parts();
        boolean state = parts.atoms().stream().anyMatch(Measure::isState);
        Periods periods = calendar.periods(List.of(month), times, state);
        if (periods.isEmpty()) {
            return LogicalValues.createEmpty(build.cluster, drill.row());
        }
        periods.noteIn(build.shared);
        build.shared.addsUp(MoneyTables.of(catalog, parts.atoms()));
        List<RexNode> keys = drill.segments().stream().map(this::column).toList();
        Question question = new Question(keys, List.of());
        List<Rows> all = new ArrayList<>();
        for (Branch branch : parts.branches()) {
            all.add(own(parts, branch, question, periods));
        }
        if (!parts.ofCustomers().isEmpty()) {
            all.add(customers(parts, question, periods));
        }
        List<Rows> labelled = new ArrayList<>();
        for (Rows rows : all) {
            labelled.add(output(drill, new Labels(build, periods, List.of(month), List.of()), rows));
        }
        return Rows.union(labelled).rel;
    }

    private KpiColumn monthColumn() {
        return catalog.kpi().columns().stream()
                .filter(c -> c.time().filter(t -> t == TimeColumn.MONTH).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private RexNode column(KpiColumn column) {
        return new RexInputRef(catalog.kpi().columns().indexOf(column), column.type());
    }

    /** A branch's own rows. */
    private Rows own(DrillParts parts, Branch branch, Question question, Periods periods) {
        Map<Atom, String> names = new LinkedHashMap<>();
        Map<String, Atom.Total> totals = new LinkedHashMap<>();
        for (Atom atom : parts.atoms()) {
            if (parts.branchOf(atom).filter(branch::equals).isPresent()) {
                names.put(atom, "x" + names.size());
                totals.put(names.get(atom), (Atom.Total) atom);
            }
        }
        Attributes attributes = new Attributes(build, catalog, question.keys());
        Rows lines = branch instanceof Branch.Snapshot snapshot
                ? new SnapshotBranch(
                                build,
                                catalog,
                                question,
                                attributes,
                                periods,
                                snapshot,
                                AtBounds.of(build, catalog, periods, Set.of(snapshot.at()))
                                        .get(snapshot.at()))
                        .lines(totals)
                : new FlowBranch(build, catalog, calendar, question, attributes, periods, (Branch.Flow) branch)
                        .lines(totals);
        return added(parts, lines, names);
    }

    private Rows customers(DrillParts parts, Question question, Periods periods) {
        List<Atom> atoms = parts.ofCustomers();
        RexNode customer = catalog.kpi().customer(build);
        List<RexNode> keys = new ArrayList<>(question.keys());
        boolean asked = keys.contains(customer);
        if (!asked) {
            keys.add(customer);
        }
        Rows each = new Evaluation(build, catalog, calendar, new Question(keys, List.of())).rows(periods, atoms, false);
        Map<String, RexNode> keyed = each.all();
        keyed.put(Drill.KEY, each.col(Question.key(keys.indexOf(customer))));
        Rows rows = each.select(keyed);
        Map<Atom, String> names = new LinkedHashMap<>();
        for (int i = 0; i < atoms.size(); i++) {
            names.put(atoms.get(i), Evaluation.atom(i));
        }
        return added(parts, rows, names);
    }

    /** Rows with what each adds to numerator and denominator, without those that add nothing. */
    private Rows added(DrillParts parts, Rows rows, Map<Atom, String> names) {
        Map<String, RexNode> columns = rows.all();
        columns.put("numerator", part(parts.numerator(), rows, names));
        columns.put(
                "denominator",
                parts.denominator()
                        .map(d -> part(d, rows, names))
                        .orElseGet(() ->
                                build.typed(0, build.types.nullable(org.apache.calcite.sql.type.SqlTypeName.BIGINT))));
        Rows added = rows.select(columns);
        return added.where(build.or(says(added.col("numerator")), says(added.col("denominator"))));
    }

    private RexNode says(RexNode value) {
        return build.call(SqlStdOperatorTable.NOT_EQUALS, value, build.typed(0, value.getType()));
    }

    private RexNode part(Measure measure, Rows rows, Map<Atom, String> names) {
        return measure.value().accept(new Unrounded(build) {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                Atom atom = measure.atoms().get(ref.getIndex());
                String name = names.get(atom);
                RexNode zero = build.typed(0, ref.getType());
                if (name == null) {
                    return zero;
                }
                RexNode share = rows.col(name);
                boolean exact = SqlTypeUtil.isExactNumeric(share.getType());
                return build.coalesce(exact ? build.cast(share, ref.getType()) : share, zero);
            }
        });
    }

    private Rows output(Drill drill, Labels labels, Rows rows) {
        Rows answer = labels.join(rows);
        List<RelDataTypeField> fields = drill.row().getFieldList();
        Map<String, RexNode> out = new LinkedHashMap<>();
        int place = 0;
        out.put(Drill.MONTH, labels.key(answer, 0, fields.get(place++).getType()));
        for (int i = 0; i < drill.segments().size(); i++) {
            out.put(drill.segments().get(i).name(), answer.col(Question.key(i)));
            place++;
        }
        out.put(Drill.KEY, build.cast(answer.col(Drill.KEY), fields.get(place++).getType()));
        out.put(
                Drill.NUMERATOR,
                build.cast(answer.col("numerator"), fields.get(place++).getType()));
        RexNode below = answer.col("denominator");
        out.put(
                Drill.DENOMINATOR,
                drill.parts().denominator().isEmpty()
                        ? build.nothing(fields.get(place).getType())
                        : build.cast(below, fields.get(place).getType()));
        if (drill.hasAmount()) {
            out.put(Drill.AMOUNT, out.get(Drill.NUMERATOR));
        }
        return answer.select(out);
    }
}
