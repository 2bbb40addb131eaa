package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.KpiRows;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Views;
import io.scorecard.source.DeepStack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells which period an answer leaves out as it is not over, where it would have it otherwise: no condition around the
 * measures takes it away, it is among what is looked at, and not behind the end of a list.
 */
public final class LeftOutPeriods {

    private final Build build;
    private final Calendar calendar;

    public LeftOutPeriods(Build build, Calendar calendar) {
        this.build = build;
        this.calendar = calendar;
    }

    /** @param question before measures are answered */
    public void tell(RelNode question) {
        visit(question, new Around(List.of(), all(question), null));
    }

    /**
     * What is known of a relation's rows.
     *
     * @param conditions that hold for them
     * @param asked the columns that are looked at: those of a view that its own groups swallow are not
     * @param first where only the first of them are shown: the columns whose last value is surely among these; else null
     */
    private record Around(
            List<RexNode> conditions,
            Set<Integer> asked,
            @Nullable Set<Integer> first) {

        /** Over other rows. */
        Around over(IntFunction<@Nullable RexNode> column, Set<Integer> looked) {
            List<RexNode> below = new ArrayList<>();
            conditions.stream()
                    .map(c -> replaced(c, column))
                    .filter(Objects::nonNull)
                    .forEach(below::add);
            return new Around(below, looked, first == null ? null : places(first, column));
        }

        /** With what is known of the first column known of the second. */
        Around and(RexInputRef one, RexInputRef other) {
            int i = one.getIndex();
            List<RexNode> more = new ArrayList<>(conditions);
            conditions.stream()
                    .map(c -> replaced(c, column -> column == i ? other : null))
                    .filter(Objects::nonNull)
                    .forEach(more::add);
            return new Around(more, with(asked, i, other), first == null ? null : with(first, i, other));
        }

        private static Set<Integer> with(Set<Integer> columns, int one, RexInputRef other) {
            Set<Integer> more = new HashSet<>(columns);
            if (columns.contains(one)) {
                more.add(other.getIndex());
            }
            return more;
        }

        boolean shows(int column) {
            return first == null || first.contains(column);
        }
    }

    private void visit(RelNode node, Around around) {
        DeepStack.checkpoint();
        if (node instanceof Sort sort) {
            visit(sort.getInput(), sort.fetch == null ? around : limited(sort, around));
        } else if (node instanceof Filter filter) {
            List<RexNode> conditions = new ArrayList<>(around.conditions());
            RelOptUtil.conjunctions(RexUtil.expandSearch(build.rex, null, filter.getCondition())).stream()
                    .filter(c -> RexUtil.SubQueryFinder.find(c) == null)
                    .forEach(conditions::add);
            visit(filter.getInput(), new Around(conditions, around.asked(), around.first()));
        } else if (node instanceof Project project) {
            IntFunction<@Nullable RexNode> column = i -> project.getProjects().get(i);
            boolean own = !Views.wrote(project);
            visit(
                    project.getInput(),
                    around.over(column, own ? all(project.getInput()) : places(around.asked(), column)));
        } else if (node instanceof Aggregate aggregate) {
            aggregate(aggregate, around);
        } else if (node instanceof Join join) {
            Around both = equal(join, around);
            side(join.getLeft(), 0, both);
            if (join.getJoinType().projectsRight()) {
                side(join.getRight(), join.getLeft().getRowType().getFieldCount(), both);
            }
        } else if (node instanceof SetOp union) {
            union.getInputs().forEach(i -> visit(i, around));
        }
    }

    /** The last period is within a list that begins with it. */
    private static Around limited(Sort sort, Around around) {
        Set<Integer> first = new HashSet<>();
        sort.getCollation().getFieldCollations().stream()
                .limit(1)
                .filter(c -> c.getDirection() == RelFieldCollation.Direction.DESCENDING)
                .map(RelFieldCollation::getFieldIndex)
                .filter(around::shows)
                .forEach(first::add);
        return new Around(around.conditions(), around.asked(), first);
    }

    /** What is known of a column is known of one that it is joined with, too. */
    private static Around equal(Join join, Around around) {
        Around both = around;
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            if (condition.getKind() == SqlKind.EQUALS
                    && ((RexCall) condition).getOperands().get(0) instanceof RexInputRef a
                    && ((RexCall) condition).getOperands().get(1) instanceof RexInputRef b) {
                both = both.and(a, b).and(b, a);
            }
        }
        return both;
    }

    private void side(RelNode input, int offset, Around around) {
        int width = input.getRowType().getFieldCount();
        IntFunction<@Nullable RexNode> column =
                i -> i < offset || i >= offset + width ? null : build.rex.makeInputRef(input, i - offset);
        visit(input, around.over(column, places(around.asked(), column)));
    }

    private void aggregate(Aggregate aggregate, Around around) {
        RelNode input = aggregate.getInput();
        boolean measured =
                aggregate.getAggCallList().stream().anyMatch(c -> c.getAggregation() instanceof MeasureOperator);
        if (measured) {
            KpiRows.under(build, input).ifPresent(rows -> tell(aggregate, rows, around));
            return;
        }
        int groups = aggregate.getGroupCount();
        IntFunction<@Nullable RexNode> column = i -> i < groups
                ? build.rex.makeInputRef(input, aggregate.getGroupSet().nth(i))
                : null;
        Set<Integer> looked = places(around.asked(), column);
        for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
            if (around.asked().contains(groups + i)) {
                looked.addAll(aggregate.getAggCallList().get(i).getArgList());
            }
        }
        visit(input, around.over(column, Views.wrote(aggregate) ? looked : all(input)));
    }

    private void tell(Aggregate aggregate, KpiRows rows, Around around) {
        List<RexNode> keys = new ArrayList<>();
        boolean shown = false;
        List<Integer> groups = aggregate.getGroupSet().asList();
        for (int i = 0; i < groups.size(); i++) {
            RexNode key = RexUtil.expandSearch(build.rex, null, rows.fields().get(groups.get(i)));
            if (rows.isTime(key)) {
                keys.add(key);
                shown |= around.shows(i);
            }
        }
        if (shown && !around.asked().isEmpty()) {
            IntFunction<@Nullable RexNode> column =
                    i -> i < groups.size() ? rows.fields().get(groups.get(i)) : null;
            calendar.tellLeftOut(
                    keys,
                    rows.conditions().stream().filter(rows::isTime).toList(),
                    around.over(column, Set.of()).conditions().stream()
                            .filter(rows::isTime)
                            .toList());
        }
    }

    private static Set<Integer> all(RelNode node) {
        Set<Integer> all = new HashSet<>();
        IntStream.range(0, node.getRowType().getFieldCount()).forEach(all::add);
        return all;
    }

    /** The columns that these columns are made of. */
    private static Set<Integer> places(Set<Integer> columns, IntFunction<@Nullable RexNode> column) {
        Set<Integer> places = new HashSet<>();
        for (int i : columns) {
            RexNode made = column.apply(i);
            if (made != null) {
                RelOptUtil.InputFinder.bits(made).forEach(places::add);
            }
        }
        return places;
    }

    /** Null where it rests on what has no value of a row below. */
    private static @Nullable RexNode replaced(RexNode condition, IntFunction<@Nullable RexNode> column) {
        boolean known = RelOptUtil.InputFinder.bits(condition).asList().stream()
                .map(column::apply)
                .allMatch(v -> v != null && !RexOver.containsOver(v) && RexUtil.SubQueryFinder.find(v) == null);
        return known
                ? condition.accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return Objects.requireNonNull(column.apply(ref.getIndex()));
                    }
                })
                : null;
    }
}
