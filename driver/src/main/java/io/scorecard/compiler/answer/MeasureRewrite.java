package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiRows;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.measure.PeriodMeasure;
import io.scorecard.compiler.measure.TimeUnits;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.TimeFilter;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.compiler.tree.Simplifier;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Measures over {@code kpi}: at an aggregate, walks down to the marker, splits time from attributes,
 * finds the periods, and puts a block for each grouping set in its place. Totals over time are a block
 * of their own and never the sum of finer ones.
 */
final class MeasureRewrite extends Rewrite {

    private final Build build;
    private final Catalog catalog;
    private final Calendar calendar;
    private final Explanation explanation;

    MeasureRewrite(Build build, Catalog catalog, Calendar calendar, Explanation explanation) {
        this.build = build;
        this.catalog = catalog;
        this.calendar = calendar;
        this.explanation = explanation;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate)) {
            return node;
        }
        boolean asked =
                aggregate.getAggCallList().stream().anyMatch(c -> c.getAggregation() instanceof MeasureOperator);
        return asked ? answered(aggregate) : node;
    }

    private RelNode answered(Aggregate aggregate) {
        KpiRows rows = KpiRows.under(build, aggregate.getInput())
                .orElseThrow(() -> ErrorCode.UNANSWERABLE.with(
                        "Measures are asked of kpi itself, not of a join or a subquery over it.",
                        "Write SELECT .., " + measureNames(aggregate)
                                + " FROM kpi WHERE .. GROUP BY .. and join the result."));
        List<RexNode> time = new ArrayList<>();
        List<RexNode> attributes = new ArrayList<>();
        rows.conditions().forEach(c -> (split(rows, c) ? time : attributes).add(c));
        Map<Integer, Measure> measures = measures(aggregate, rows);
        try {
            return answered(aggregate, rows, time, attributes, measures);
        } catch (ScorecardException e) {
            throw e.code() == ErrorCode.UNKNOWN_SEGMENT ? asked(aggregate).of(e) : e;
        }
    }

    private AskedInstead asked(Aggregate aggregate) {
        Map<String, Measure> asked = new LinkedHashMap<>();
        aggregate.getAggCallList().forEach(c -> {
            if (c.getAggregation() instanceof MeasureOperator operator) {
                asked.put(operator.getName(), operator.measure());
            }
        });
        return new AskedInstead(catalog, asked);
    }

    private RelNode answered(
            Aggregate aggregate,
            KpiRows rows,
            List<RexNode> time,
            List<RexNode> attributes,
            Map<Integer, Measure> measures) {
        boolean never =
                attributes.stream().anyMatch(c -> Simplifier.of(build, c).isAlwaysFalse());
        List<RelNode> blocks = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            blocks.add(
                    never && !set.isEmpty()
                            ? LogicalValues.createEmpty(build.cluster, aggregate.getRowType())
                            : block(aggregate, rows, set, time, attributes, measures));
        }
        return blocks.size() == 1 ? blocks.get(0) : LogicalUnion.create(blocks, true);
    }

    private static String measureNames(Aggregate aggregate) {
        return aggregate.getAggCallList().stream()
                .filter(c -> c.getAggregation() instanceof MeasureOperator)
                .map(c -> c.getAggregation().getName())
                .collect(Collectors.joining(", "));
    }

    /** Whether a condition is one on time; one on both is refused. */
    private boolean split(KpiRows rows, RexNode condition) {
        if (rows.isMixed(condition)) {
            throw ErrorCode.UNANSWERABLE.with(
                    "A condition mixes time and segments in one OR or comparison.",
                    "Join conditions on time and conditions on segments by AND.");
        }
        boolean time = rows.isTime(condition);
        if (time && RexUtil.SubQueryFinder.find(condition) != null) {
            throw ErrorCode.UNANSWERABLE.with(
                    "A condition on time rests on a subquery.",
                    "Ask for the date first, and give it as a literal or ?.");
        }
        return time;
    }

    private Map<Integer, Measure> measures(Aggregate aggregate, KpiRows rows) {
        Map<Integer, Measure> measures = new LinkedHashMap<>();
        List<AggregateCall> calls = aggregate.getAggCallList();
        for (int i = 0; i < calls.size(); i++) {
            AggregateCall call = calls.get(i);
            if (call.getAggregation() instanceof MeasureOperator operator) {
                explanation.nullable(operator);
                Measure measure = operator.measure();
                measures.put(
                        i,
                        call.hasFilter() ? filtered(measure, rows, rows.fields().get(call.filterArg)) : measure);
            } else if (!isGrouping(call)) {
                throw ErrorCode.UNANSWERABLE.with(
                        call.getAggregation().getName()
                                + " beside measures has no rows to work on: kpi is not a table of facts.",
                        "Ask for it in a query of its own, over the fact's table.");
            }
        }
        return measures;
    }

    private static boolean isGrouping(AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        return kind == SqlKind.GROUPING || kind == SqlKind.GROUPING_ID || kind == SqlKind.GROUP_ID;
    }

    /** FILTER: its time is the measure's own period, its attributes hold for every atom of it. */
    private Measure filtered(Measure measure, KpiRows rows, RexNode filter) {
        RexNode condition = filter instanceof RexCall call && call.getKind() == SqlKind.IS_TRUE
                ? call.getOperands().get(0)
                : filter;
        Measure result = measure;
        List<RexNode> time = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(RexUtil.expandSearch(build.rex, null, condition))) {
            if (split(rows, conjunct)) {
                time.add(conjunct);
            } else {
                result = result.filtered(build, conjunct);
            }
        }
        if (time.isEmpty()) {
            return result;
        }
        if (result.atoms().stream().anyMatch(a -> !a.lens().isNone())) {
            throw ErrorCode.UNANSWERABLE.with(
                    "This measure has an interval of its own, so its FILTER cannot be on time.",
                    "Put the time into WHERE.");
        }
        return result.through(Lens.of(new TimeFilter(time, false)));
    }

    private RelNode block(
            Aggregate aggregate,
            KpiRows rows,
            ImmutableBitSet set,
            List<RexNode> time,
            List<RexNode> attributes,
            Map<Integer, Measure> asked) {
        List<RexNode> timeKeys = new ArrayList<>();
        List<RexNode> keys = new ArrayList<>();
        for (int i : set) {
            RexNode key = RexUtil.expandSearch(build.rex, null, rows.fields().get(i));
            (split(rows, key) ? timeKeys : keys).add(key);
        }
        Map<Integer, Measure> measures =
                new TimeUnits(rows.kpi()::time, calendar.settings()).settle(asked, timeKeys, time);
        if (time.isEmpty() && timeKeys.isEmpty()) {
            measures.replaceAll((i, m) -> m.withoutTimeAround());
        }
        measures = FewerSums.of(build, measures);
        boolean state = measures.values().stream().anyMatch(Measure::asksState);
        Periods periods = calendar.periods(timeKeys, time, state);
        if (periods.gaps() && state) {
            String name = aggregate.getAggCallList().stream()
                    .filter(c -> c.getAggregation() instanceof MeasureOperator m
                            && m.measure().asksState())
                    .map(c -> c.getAggregation().getName())
                    .findFirst()
                    .orElse("");
            throw ErrorCode.GAP_IN_TIME.with("a period", name);
        }
        List<Atom> atoms = measures.values().stream()
                .flatMap(m -> m.atoms().stream())
                .filter(a -> !(a instanceof Atom.OfPeriod))
                .distinct()
                .toList();
        List<PeriodMeasure> properties = measures.values().stream()
                .flatMap(m -> m.atoms().stream())
                .filter(Atom.OfPeriod.class::isInstance)
                .map(a -> ((Atom.OfPeriod) a).property())
                .distinct()
                .toList();
        explanation.block(periods, keys.size(), atoms);
        keys.stream()
                .filter(RexInputRef.class::isInstance)
                .flatMap(k -> rows.kpi().column(((RexInputRef) k).getIndex()).overlap().stream())
                .forEach(calendar::warn);
        Labels labels = new Labels(build, periods, timeKeys, properties);
        Rows answer;
        if (periods.isEmpty()) {
            if (!set.isEmpty()) {
                return LogicalValues.createEmpty(build.cluster, aggregate.getRowType());
            }
            answer = nothing(atoms, periods.unseen());
        } else {
            Question question = new Question(keys, attributes);
            Rows computed = new Evaluation(build, catalog, calendar, question).rows(periods, atoms, true);
            answer = labels.join(computed);
        }
        FilteredBalances balances = new FilteredBalances(build, calendar, periods);
        return output(aggregate, rows, set, measures, atoms, keys, timeKeys, labels, balances, answer);
    }

    /** The one row of a total over no time at all; of time that is not seen yet nothing is known. */
    private Rows nothing(List<Atom> atoms, boolean unseen) {
        RelDataType one = build.types.nullable(org.apache.calcite.sql.type.SqlTypeName.INTEGER);
        Rows row = Rows.values(build, Map.of("one", one), List.of(List.of(build.typed(1, one))));
        Map<String, RexNode> columns = new LinkedHashMap<>(row.all());
        Figures figures = new Figures(build, atoms);
        atoms.forEach(a -> columns.put(
                figures.name(a),
                figures.of(a).size() == 1 && !unseen
                        ? build.cast(figures.of(a).get(0).none(build), a.type())
                        : build.nothing(a.type())));
        return row.select(columns);
    }

    private RelNode output(
            Aggregate aggregate,
            KpiRows rows,
            ImmutableBitSet set,
            Map<Integer, Measure> measures,
            List<Atom> atoms,
            List<RexNode> keys,
            List<RexNode> timeKeys,
            Labels labels,
            FilteredBalances balances,
            Rows answer) {
        Map<String, RexNode> out = new LinkedHashMap<>();
        List<RelDataTypeField> fields = aggregate.getRowType().getFieldList();
        int place = 0;
        for (int i : aggregate.getGroupSet()) {
            RelDataTypeField field = fields.get(place++);
            RexNode key = RexUtil.expandSearch(build.rex, null, rows.fields().get(i));
            RexNode value;
            if (!set.get(i)) {
                value = build.nothing(field.getType());
            } else if (timeKeys.contains(key)) {
                value = labels.key(answer, timeKeys.indexOf(key), field.getType());
            } else {
                value = answer.col(Question.key(keys.indexOf(key)));
            }
            out.put(field.getName(), value);
        }
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            RelDataTypeField field = fields.get(place++);
            Measure measure = measures.get(i);
            out.put(
                    field.getName(),
                    measure == null
                            ? grouping(
                                    aggregate, set, aggregate.getAggCallList().get(i), field.getType())
                            : balances.of(measure, value(measure, atoms, answer, labels), answer));
        }
        return answer.select(out).rel;
    }

    private RexNode value(Measure measure, List<Atom> atoms, Rows answer, Labels labels) {
        return !measure.atoms().isEmpty() && measure.atoms().get(0) instanceof Atom.OfPeriod property
                ? labels.property(answer, property.property())
                : Evaluation.value(measure, atoms, answer);
    }

    private @Nullable RexNode grouping(Aggregate aggregate, ImmutableBitSet set, AggregateCall call, RelDataType type) {
        long bits = 0;
        for (int i : call.getArgList()) {
            bits = bits << 1 | (set.get(i) ? 0 : 1);
        }
        return build.typed(bits, type);
    }
}
