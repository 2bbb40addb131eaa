package io.scorecard.compiler.join;

import io.scorecard.compiler.guard.JoinedRows;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Measures over an outer join of {@code kpi} and a relation that has each value of a segment once.
 *
 * <pre>{@code
 * r LEFT JOIN kpi ON kpi.s = r.k GROUP BY r.k  → r LEFT JOIN (kpi GROUP BY s) AS a ON a.s = r.k
 * kpi LEFT JOIN r ON r.k = kpi.s GROUP BY s    → (kpi GROUP BY s) AS a LEFT JOIN r ON r.k = a.s
 * }</pre>
 *
 * <p>In the first a row of {@code r} that {@code kpi} does not know has each measure's empty value, in the second
 * {@code r} takes no customer away. Everything else is refused.
 */
final class OuterKpiJoin {

    private final Build build;
    private final OuterJoin join;
    private final Aggregate aggregate;

    /** Columns of the other side, over it alone, and what of {@code kpi}, over it alone, is equal to them. */
    private final Map<Integer, RexNode> pairs = new LinkedHashMap<>();

    private final JoinedMeasures measures;
    private final List<RexNode> onKpi = new ArrayList<>();
    private final List<RexNode> onOther = new ArrayList<>();

    OuterKpiJoin(Build build, OuterJoin join, Aggregate aggregate) {
        this.build = build;
        this.join = join;
        this.aggregate = aggregate;
        this.measures = new JoinedMeasures(build, join, aggregate);
    }

    RelNode answer() {
        RelOptUtil.conjunctions(join.join().getCondition()).forEach(this::place);
        if (pairs.isEmpty() || !isUnique(pairs.keySet())) {
            throw refused();
        }
        return join.keepsKpi() ? ofKpi() : ofOther();
    }

    private void place(RexNode condition) {
        if (join.isOfKpi(condition)) {
            onKpi.add(join.alone(condition));
        } else if (join.isOfOther(condition)) {
            onOther.add(join.alone(condition));
        } else if (condition.getKind() == SqlKind.EQUALS) {
            RexNode a = JoinedRows.bare(((RexCall) condition).getOperands().get(0));
            RexNode b = JoinedRows.bare(((RexCall) condition).getOperands().get(1));
            RexNode theirs = join.isOfOther(a) ? a : b;
            RexNode ours = theirs == a ? b : a;
            if (!(theirs instanceof RexInputRef) || !join.isOfOther(theirs) || !join.isOfKpi(ours)) {
                throw refused();
            }
            pairs.put(((RexInputRef) join.alone(theirs)).getIndex(), join.alone(ours));
        } else {
            throw refused();
        }
    }

    private boolean isUnique(Set<Integer> columns) {
        var metadata = join.join().getCluster().getMetadataQuery();
        Double rows = metadata.getMaxRowCount(join.other());
        return rows != null && rows <= 1
                || Boolean.TRUE.equals(metadata.areColumnsUnique(join.other(), ImmutableBitSet.of(columns)));
    }

    /** {@code kpi} is kept: what is equal to one of its columns in USING is that column. */
    private RelNode ofKpi() {
        if (!join.where().stream().allMatch(join::isOfKpi)) {
            throw refused();
        }
        List<RexNode> where = join.where().stream().map(join::alone).toList();
        List<Integer> keys = aggregate.getGroupSet().asList();
        boolean plain = keys.stream().allMatch(k -> kpiKey(k) != null);
        RelNode input = where.isEmpty() ? join.kpi() : LogicalFilter.create(join.kpi(), build.and(where));
        if (plain) {
            RelNode answer =
                    measures.grouped(input, keys.stream().map(this::kpiKey).toList(), aggregate.getGroupSets());
            return renamed(answer);
        }
        List<RexNode> own = keys.stream()
                .map(this::kpiKey)
                .filter(java.util.Objects::nonNull)
                .toList();
        if (aggregate.getGroupSets().size() > 1 || !onKpi.isEmpty() || !own.containsAll(pairs.values())) {
            throw refused();
        }
        RelNode answer = measures.grouped(input, own, null);
        int width = answer.getRowType().getFieldCount();
        RelNode other = onOther.isEmpty() ? join.other() : LogicalFilter.create(join.other(), build.and(onOther));
        RelNode joined =
                LogicalJoin.create(answer, other, List.of(), equal(answer, own, 0, width), Set.of(), JoinRelType.LEFT);
        List<RexNode> columns = new ArrayList<>();
        int place = 0;
        for (int key : keys) {
            RexNode field = join.fields().get(key);
            if (kpiKey(key) != null) {
                columns.add(build.rex.makeInputRef(joined, place++));
            } else if (join.isOfOther(field)) {
                columns.add(RexUtil.shift(join.alone(field), width));
            } else {
                throw refused();
            }
        }
        for (int i = own.size(); i < width; i++) {
            columns.add(build.rex.makeInputRef(joined, i));
        }
        return project(joined, columns);
    }

    /** A group's key as an expression over {@code kpi} alone, or null where the other side's columns are in it. */
    private @Nullable RexNode kpiKey(int key) {
        RexNode field = join.fields().get(key);
        RexNode column = isColumnOfUsing(field) ? side(field, true) : field;
        return join.isOfKpi(column) ? join.alone(column) : null;
    }

    /** Whether it is the COALESCE of two columns that the join says are equal. */
    private boolean isColumnOfUsing(RexNode field) {
        if (field.getKind() != SqlKind.COALESCE
                || ((RexCall) field).getOperands().size() != 2) {
            return false;
        }
        RexNode ours = side(field, true);
        RexNode theirs = side(field, false);
        return ours != theirs
                && theirs instanceof RexInputRef
                && join.alone(ours).equals(pairs.get(((RexInputRef) join.alone(theirs)).getIndex()));
    }

    private RexNode side(RexNode coalesce, boolean kpi) {
        List<RexNode> operands = ((RexCall) coalesce).getOperands();
        return join.isOfKpi(operands.get(0)) == kpi ? operands.get(0) : operands.get(1);
    }

    /** The other side is kept: each of its rows is a group, or one for each of the groups of {@code kpi} that meet it. */
    private RelNode ofOther() {
        boolean periods = measures.operators().stream()
                .anyMatch(m -> m.measure().atoms().stream().anyMatch(Atom.OfPeriod.class::isInstance));
        if (periods
                || aggregate.getGroupSets().size() > 1
                || !join.where().stream().allMatch(join::isOfOther)) {
            throw refused();
        }
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<RexNode> asked = keys.stream()
                .map(k -> join.fields().get(k))
                .map(f -> isColumnOfUsing(f) ? side(f, false) : f)
                .toList();
        Set<Integer> shown = asked.stream()
                .filter(f -> f instanceof RexInputRef && join.isOfOther(f))
                .map(f -> ((RexInputRef) join.alone(f)).getIndex())
                .collect(Collectors.toSet());
        if (!isUnique(shown)) {
            throw refused();
        }
        List<RexNode> own = new ArrayList<>(pairs.values());
        asked.stream()
                .filter(f -> !join.isOfOther(f))
                .map(f -> join.isOfKpi(f) ? join.alone(f) : f)
                .filter(f -> !own.contains(f))
                .forEach(own::add);
        if (asked.stream().anyMatch(f -> !join.isOfOther(f) && !join.isOfKpi(f))) {
            throw refused();
        }
        RelNode input = onKpi.isEmpty() ? join.kpi() : LogicalFilter.create(join.kpi(), build.and(onKpi));
        List<RexNode> unique = own.stream().distinct().toList();
        RelNode answer = measures.grouped(input, unique, null);
        List<RexNode> kept = join.where().stream().map(join::alone).toList();
        RelNode other = kept.isEmpty() ? join.other() : LogicalFilter.create(join.other(), build.and(kept));
        int width = other.getRowType().getFieldCount();
        List<RexNode> on = new ArrayList<>(onOther);
        on.add(equal(answer, unique, width, 0));
        RelNode joined = LogicalJoin.create(other, answer, List.of(), build.and(on), Set.of(), JoinRelType.LEFT);
        List<RexNode> columns = new ArrayList<>();
        for (RexNode field : asked) {
            columns.add(
                    join.isOfOther(field)
                            ? join.alone(field)
                            : build.rex.makeInputRef(joined, width + unique.indexOf(join.alone(field))));
        }
        RexNode unknown = build.isNull(build.rex.makeInputRef(
                joined, width + unique.indexOf(pairs.values().iterator().next())));
        List<MeasureOperator> operators = measures.operators();
        for (int i = 0; i < operators.size(); i++) {
            RexNode value = build.rex.makeInputRef(joined, width + unique.size() + i);
            columns.add(build.when(unknown, build.cast(measures.empty(operators.get(i)), value.getType()), value));
        }
        return project(joined, columns);
    }

    /** @param keys over {@code kpi}; @param theirs where the other side's columns begin, {@code ours} where the keys do */
    private RexNode equal(RelNode answer, List<RexNode> keys, int ours, int theirs) {
        List<RexNode> on = new ArrayList<>();
        pairs.forEach((column, own) -> on.add(build.equal(
                RexUtil.shift(build.rex.makeInputRef(answer, keys.indexOf(own)), ours),
                RexUtil.shift(build.rex.makeInputRef(join.other(), column), theirs))));
        return build.and(on);
    }

    private RelNode renamed(RelNode answer) {
        return RelOptUtil.createRename(answer, aggregate.getRowType().getFieldNames());
    }

    private RelNode project(RelNode input, List<RexNode> columns) {
        return LogicalProject.create(
                input, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
    }

    private RuntimeException refused() {
        return join.refused(aggregate, pairs.values());
    }
}
