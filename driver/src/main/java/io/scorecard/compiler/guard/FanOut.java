package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Views;
import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Sums, counts, means and KPIs over joins that somebody wrote by hand and that multiply rows: {@code customers
 * JOIN tickets JOIN surveys} has each ticket once for every answer of its customer. Refused with the question that
 * was meant, or warned about where the model says so. What repetition cannot change stays allowed.
 */
public final class FanOut {

    private final Settings settings;
    private final Repeated repeated = new Repeated(new UniqueKeys());
    private final List<String> warnings = new ArrayList<>();

    public FanOut(Settings settings) {
        this.settings = settings;
    }

    /** What is to be warned about; throws where it is to be refused. */
    public List<String> warnings(RelNode question) {
        question.accept(new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                if (node instanceof Aggregate aggregate && !Views.wrote(aggregate)) {
                    check(aggregate);
                } else if (node instanceof Project project && project.containsOver() && !Views.wrote(project)) {
                    check(project);
                }
                return node;
            }
        });
        return warnings;
    }

    private void check(Aggregate aggregate) {
        ImmutableBitSet groups =
                aggregate.getGroupSets().stream().reduce(aggregate.getGroupSet(), ImmutableBitSet::intersect);
        for (AggregateCall call : aggregate.getAggCallList()) {
            Taken taken = Taken.of(call, aggregate.getInput());
            if (taken.isChanged() && !call.isDistinct()) {
                check(
                        aggregate.getInput(),
                        taken,
                        groups,
                        aggregate.getAggCallList().size() > 1);
            }
        }
    }

    private void check(Project project) {
        List<RexOver> windows = new ArrayList<>();
        project.getProjects()
                .forEach(p -> p.accept(new RexShuttle() {
                    @Override
                    public RexNode visitOver(RexOver over) {
                        windows.add(over);
                        return over;
                    }
                }));
        // A sum is printed with a count beside it, of which nobody knows.
        windows.removeIf(w -> w.isDistinct()
                || w.getAggOperator().getKind() == SqlKind.COUNT
                        && windows.stream()
                                .anyMatch(o -> o.getAggOperator().getKind() == SqlKind.SUM0
                                        && o.getOperands().equals(w.getOperands())));
        windows.sort(Comparator.comparing(w -> w.getAggOperator().getKind() == SqlKind.COUNT));
        for (RexOver window : windows) {
            Taken taken = Taken.of(window, project.getVariablesSet());
            if (taken.isChanged()) {
                List<Integer> parts = window.getWindow().partitionKeys.stream()
                        .filter(RexInputRef.class::isInstance)
                        .map(k -> ((RexInputRef) k).getIndex())
                        .toList();
                check(project.getInput(), taken, ImmutableBitSet.of(parts), windows.size() > 1);
            }
        }
    }

    private void check(RelNode input, Taken taken, ImmutableBitSet groups, boolean amongOthers) {
        Optional<Repeated.Finding> found = repeated.in(input, taken, groups);
        if (found.isEmpty()) {
            return;
        }
        FanOutText text = new FanOutText(taken, repeated.rows(input), found.get(), amongOthers);
        if (!settings.fanOutWarns()) {
            throw ErrorCode.FAN_OUT.with(text.what(), text.advice());
        }
        String warning = text.what() + " " + text.advice();
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }
}
