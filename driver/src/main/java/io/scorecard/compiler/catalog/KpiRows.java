package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * Projections and filters over {@code kpi}, as expressions over its columns.
 *
 * @param fields what the rows' columns are
 * @param conditions what holds for them
 */
public record KpiRows(KpiTable kpi, List<RexNode> fields, List<RexNode> conditions) {

    /** Empty where anything else lies between, or another table at the bottom. */
    public static Optional<KpiRows> under(Build build, RelNode node) {
        if (node instanceof TableScan scan) {
            KpiTable kpi = scan.getTable().unwrap(KpiTable.class);
            return kpi == null
                    ? Optional.empty()
                    : Optional.of(new KpiRows(
                            kpi, new ArrayList<>(build.rex.identityProjects(node.getRowType())), List.of()));
        }
        if (node instanceof Project project && !project.containsOver()) {
            return under(build, project.getInput())
                    .map(below -> new KpiRows(
                            below.kpi,
                            project.getProjects().stream().map(below::over).toList(),
                            below.conditions));
        }
        if (node instanceof Filter filter && !filter.getVariablesSet().isEmpty()) {
            return under(build, filter.getInput()).map(below -> {
                throw ErrorCode.UNANSWERABLE.with(
                        "A subquery in WHERE rests on the row of kpi that it is asked for.",
                        "Write it with IN, or NOT IN: customer_id IN (SELECT customer_id FROM tickets WHERE ..).");
            });
        }
        if (node instanceof Filter filter) {
            return under(build, filter.getInput()).map(below -> {
                List<RexNode> all = new ArrayList<>(below.conditions);
                RexNode plain = RexUtil.expandSearch(build.rex, null, below.over(filter.getCondition()));
                all.addAll(RelOptUtil.conjunctions(plain));
                return new KpiRows(below.kpi, below.fields, all);
            });
        }
        return Optional.empty();
    }

    /** An expression over the rows' columns as one over {@code kpi}. */
    public RexNode over(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return fields.get(ref.getIndex());
            }
        });
    }

    public boolean isTime(RexNode node) {
        List<Integer> inputs = RelOptUtil.InputFinder.bits(node).asList();
        return !inputs.isEmpty() && inputs.stream().allMatch(i -> kpi.time(i).isPresent());
    }

    public boolean isMixed(RexNode node) {
        List<Integer> inputs = RelOptUtil.InputFinder.bits(node).asList();
        boolean time = inputs.stream().anyMatch(i -> kpi.time(i).isPresent());
        return time && inputs.stream().anyMatch(i -> kpi.time(i).isEmpty());
    }
}
