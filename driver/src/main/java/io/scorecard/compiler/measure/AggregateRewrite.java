package io.scorecard.compiler.measure;

import com.google.common.collect.ImmutableList;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Sums;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * KPI aggregates over rows that the question chose: {@code nps(x) → 100 * (COUNT(CASE ..) - COUNT(CASE
 * ..)) / COUNT(x)}, in GROUP BY and over windows.
 */
public final class AggregateRewrite extends Rewrite {

    private final Build build;

    public AggregateRewrite(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        return node instanceof Aggregate aggregate
                        && aggregate.getAggCallList().stream().anyMatch(c -> c.getAggregation() instanceof KpiAggregate)
                ? expanded(aggregate)
                : node;
    }

    private RelNode expanded(Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        List<RexNode> columns = new ArrayList<>(build.rex.identityProjects(input.getRowType()));
        List<AggregateCall> calls = new ArrayList<>();
        int keys = aggregate.getGroupCount();
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            values.add(build.rex.makeInputRef(aggregate, i));
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (!(call.getAggregation() instanceof KpiAggregate kpi)) {
                values.add(build.rex.makeInputRef(call.getType(), keys + calls.size()));
                calls.add(call);
                continue;
            }
            List<RexNode> arguments = call.getArgList().stream()
                    .map(i -> (RexNode) build.rex.makeInputRef(input, i))
                    .toList();
            RexNode filter = call.hasFilter() ? build.rex.makeInputRef(input, call.filterArg) : null;
            int first = keys + calls.size();
            for (Component component : kpi.formula().components()) {
                RexNode counted = argument(component, arguments);
                RexNode shown =
                        filter == null ? counted : build.when(filter, counted == null ? build.whole(1) : counted);
                RelCollation order = component.order() == null ? RelCollations.EMPTY : RelCollations.of(columns.size());
                if (shown != null) {
                    columns.add(shown);
                }
                RexNode fraction = component.order() == null ? null : component.argument();
                List<Integer> place = shown == null ? List.of() : List.of(columns.size() - 1);
                if (fraction != null) {
                    place = List.of(columns.size());
                    columns.add(fraction);
                }
                calls.add(AggregateCall.create(
                        Sums.of(component.function(), component.type()),
                        component.distinct(),
                        false,
                        false,
                        List.of(),
                        place,
                        -1,
                        null,
                        order,
                        component.type(),
                        null));
            }
            values.add(value(kpi.formula(), first));
        }
        RelNode arguments = LogicalProject.create(input, List.of(), columns, (List<String>) null, Set.of());
        RelNode grouped =
                LogicalAggregate.create(arguments, List.of(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        return LogicalProject.create(
                grouped, List.of(), values, aggregate.getRowType().getFieldNames(), Set.of());
    }

    /** What a component looks at, NULL for rows that its own filter leaves out. */
    private RexNode argument(Component component, List<RexNode> arguments) {
        RexNode looked = component.order() == null ? component.argument() : component.order();
        RexNode argument = looked == null ? null : over(looked, arguments);
        if (component.filter() == null) {
            return argument;
        }
        return build.when(over(component.filter(), arguments), argument == null ? build.whole(1) : argument);
    }

    /** A whole number becomes the double that the formula was compiled for: PostgreSQL would divide it as a whole. */
    private RexNode over(RexNode node, List<RexNode> arguments) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                RexNode argument = arguments.get(ref.getIndex());
                boolean fraction = SqlTypeUtil.isApproximateNumeric(ref.getType())
                        && SqlTypeUtil.isExactNumeric(argument.getType());
                return fraction ? build.cast(argument, ref.getType()) : argument;
            }
        });
    }

    /** Sums are 0 and not NULL where there is nothing to add. */
    private RexNode value(Formula formula, int first) {
        return formula.value().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                RexNode component = build.rex.makeInputRef(ref.getType(), first + ref.getIndex());
                boolean sum =
                        formula.components().get(ref.getIndex()).function().getKind() == SqlKind.SUM;
                return sum ? build.coalesce(component, build.typed(0, component.getType())) : component;
            }
        });
    }

    @Override
    protected RexNode window(RexOver over) {
        if (over.getAggOperator() instanceof MeasureOperator measure) {
            throw ErrorCode.UNANSWERABLE.with(
                    "The measure '" + measure.getName() + "' cannot stand in OVER.",
                    "Ask it by group in a subquery, and put the window over that.");
        }
        if (!(over.getAggOperator() instanceof KpiAggregate kpi)) {
            return over;
        }
        RexWindow window = over.getWindow();
        Map<Integer, RexNode> parts = new LinkedHashMap<>();
        for (int i = 0; i < kpi.formula().components().size(); i++) {
            Component component = kpi.formula().components().get(i);
            if (component.order() != null) {
                throw ErrorCode.UNANSWERABLE.with(
                        "The percentile in '" + kpi.getName() + "' cannot stand in OVER.", "Ask it by group.");
            }
            RexNode argument = argument(component, over.getOperands());
            parts.put(
                    i,
                    build.rex.makeOver(
                            component.type(),
                            component.function(),
                            argument == null ? List.of() : List.of(argument),
                            window.partitionKeys,
                            ImmutableList.copyOf(window.orderKeys),
                            window.getLowerBound(),
                            window.getUpperBound(),
                            window.isRows(),
                            true,
                            false,
                            false,
                            false));
        }
        return kpi.formula().value().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                RexNode part = parts.get(ref.getIndex());
                boolean sum = kpi.formula().components().get(ref.getIndex()).function() == SqlStdOperatorTable.SUM;
                return sum ? build.coalesce(part, build.typed(0, part.getType())) : part;
            }
        });
    }
}
