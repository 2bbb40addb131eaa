package io.scorecard.compiler.join;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.guard.JoinedRows;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Measures over one join of {@code kpi}; see {@link KpiJoins}. */
final class KpiJoin {

    private final Build build;
    private final JoinedRows rows;
    private final JoinedRows.Leaf kpi;
    private final KpiTable table;
    private final Aggregate aggregate;
    private final List<RexNode> ownConditions = new ArrayList<>();
    private final Map<JoinedRows.Leaf, List<RexNode>> theirConditions = new LinkedHashMap<>();

    /** Columns of others that are equal to expressions over {@code kpi}. */
    private final Map<JoinedRows.Leaf, Map<Integer, RexNode>> pairs = new LinkedHashMap<>();

    KpiJoin(Build build, JoinedRows rows, JoinedRows.Leaf kpi, Aggregate aggregate) {
        this.build = build;
        this.rows = rows;
        this.kpi = kpi;
        this.table = Objects.requireNonNull(kpi.rel().getTable()).unwrapOrThrow(KpiTable.class);
        this.aggregate = aggregate;
    }

    RelNode answer() {
        if (rows.hasOuterJoin()) {
            throw refused();
        }
        rows.leaves().stream().filter(l -> l != kpi).forEach(l -> {
            pairs.put(l, new LinkedHashMap<>());
            theirConditions.put(l, new ArrayList<>());
        });
        rows.conditions().forEach(this::place);
        List<RexNode> conditions = new ArrayList<>(ownConditions);
        pairs.forEach((leaf, equal) -> {
            List<Integer> own =
                    equal.keySet().stream().map(c -> c - leaf.offset()).toList();
            if (own.isEmpty() || !rows.isUnique(leaf, own)) {
                throw refused();
            }
            conditions.add(RexSubQuery.in(
                    selected(leaf, own), com.google.common.collect.ImmutableList.copyOf(equal.values())));
        });
        return joined(LogicalFilter.create(kpi.rel(), build.and(conditions)));
    }

    /** Puts a condition where it belongs. */
    private void place(RexNode condition) {
        List<JoinedRows.Leaf> touched = touched(condition);
        if (touched.isEmpty() || touched.equals(List.of(kpi))) {
            ownConditions.add(ofKpi(condition));
        } else if (touched.size() == 1) {
            theirConditions.get(touched.get(0)).add(condition);
        } else if (touched.size() == 2 && touched.contains(kpi) && condition.getKind() == SqlKind.EQUALS) {
            pair((RexCall) condition, touched.get(touched.get(0) == kpi ? 1 : 0));
        } else {
            throw refused();
        }
    }

    private void pair(RexCall equality, JoinedRows.Leaf other) {
        for (int i = 0; i < 2; i++) {
            RexNode theirs = JoinedRows.bare(equality.getOperands().get(i));
            RexNode ours = equality.getOperands().get(1 - i);
            if (theirs instanceof RexInputRef ref
                    && other.has(ref.getIndex())
                    && touched(ours).equals(List.of(kpi))) {
                pairs.get(other).put(ref.getIndex(), ofKpi(ours));
                return;
            }
        }
        throw refused();
    }

    private List<JoinedRows.Leaf> touched(RexNode node) {
        ImmutableBitSet bits = RelOptUtil.InputFinder.bits(node);
        return rows.leaves().stream()
                .filter(l -> bits.asList().stream().anyMatch(l::has))
                .toList();
    }

    private RexNode ofKpi(RexNode node) {
        return RexUtil.shift(node, -kpi.offset());
    }

    /** Some columns of what is joined, of the rows that its own conditions leave. */
    private RelNode selected(JoinedRows.Leaf leaf, List<Integer> columns) {
        List<RexNode> conditions = theirConditions.get(leaf).stream()
                .map(c -> RexUtil.shift(c, -leaf.offset()))
                .toList();
        RelNode rel = conditions.isEmpty() ? leaf.rel() : LogicalFilter.create(leaf.rel(), build.and(conditions));
        List<RexNode> chosen = new ArrayList<>();
        columns.forEach(c -> chosen.add(build.rex.makeInputRef(leaf.rel(), c)));
        return LogicalProject.create(rel, List.of(), chosen, (List<String>) null, Set.of());
    }

    /** A key as an expression over {@code kpi}, or null where only the other relation knows it. */
    private @Nullable RexNode known(RexNode key) {
        boolean[] unknown = new boolean[1];
        RexNode mapped = key.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                RexNode own = ofKpi(ref.getIndex(), ref);
                unknown[0] |= own == null;
                return own == null ? ref : own;
            }

            /** The column of USING, of which both sides are the same here. */
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall c
                                && c.getKind() == SqlKind.COALESCE
                                && Set.copyOf(c.getOperands()).size() == 1
                        ? c.getOperands().get(0)
                        : visited;
            }
        });
        return unknown[0] ? null : mapped;
    }

    private @Nullable RexNode ofKpi(int column, RexInputRef ref) {
        if (kpi.has(column)) {
            return ofKpi(ref);
        }
        JoinedRows.Leaf leaf =
                rows.leaves().stream().filter(l -> l.has(column)).findFirst().orElseThrow();
        RexNode equal = pairs.get(leaf).get(column);
        if (equal != null) {
            return equal;
        }
        for (int i = 0;
                leaf.name().equals(Catalog.CUSTOMERS) && i < table.columns().size();
                i++) {
            KpiColumn segment = table.column(i);
            if (segment.isOfCustomers()
                    && !segment.isComputed()
                    && !segment.isMany()
                    && !segment.historical()
                    && segment.column().equals(leaf.column(column))) {
                return build.rex.makeInputRef(segment.type(), i);
            }
        }
        return null;
    }

    private RelNode joined(RelNode input) {
        List<Integer> keys = aggregate.getGroupSet().asList();
        List<RexNode> columns = new ArrayList<>();
        Map<Integer, Integer> places = new LinkedHashMap<>();
        List<Integer> added = new ArrayList<>();
        for (int key : keys) {
            RexNode own = known(rows.column(key));
            if (own == null) {
                added.add(key);
            } else {
                places.put(key, columns.size());
                columns.add(own);
            }
        }
        int count = columns.size();
        List<AggregateCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            calls.add(moved(call, columns, places));
        }
        RelNode projected = LogicalProject.create(input, List.of(), columns, (List<String>) null, Set.of());
        if (added.isEmpty()) {
            List<ImmutableBitSet> sets = aggregate.getGroupSets().stream()
                    .map(s -> ImmutableBitSet.of(
                            s.asList().stream().map(places::get).toList()))
                    .toList();
            RelNode answer = LogicalAggregate.create(
                    projected,
                    List.of(),
                    ImmutableBitSet.range(count),
                    ImmutableBitSet.ORDERING.immutableSortedCopy(sets),
                    calls);
            return RelOptUtil.createRename(answer, aggregate.getRowType().getFieldNames());
        }
        if (aggregate.getGroupSets().size() > 1) {
            throw refused();
        }
        RelNode answer = LogicalAggregate.create(projected, List.of(), ImmutableBitSet.range(count), null, calls);
        return withAttributes(answer, columns.subList(0, count), keys, added, places);
    }

    private AggregateCall moved(AggregateCall call, List<RexNode> columns, Map<Integer, Integer> places) {
        int filter = -1;
        if (call.hasFilter()) {
            RexNode condition = known(rows.column(call.filterArg));
            if (condition == null) {
                throw refused();
            }
            filter = columns.size();
            columns.add(condition);
        }
        List<Integer> arguments =
                call.getArgList().stream().map(a -> places.getOrDefault(a, -1)).toList();
        if (arguments.contains(-1)) {
            throw refused();
        }
        return AggregateCall.create(
                call.getAggregation(),
                call.isDistinct(),
                false,
                false,
                List.of(),
                arguments,
                filter,
                null,
                org.apache.calcite.rel.RelCollations.EMPTY,
                call.getType(),
                call.getName());
    }

    /** Joins the answer to the relation whose columns are shown; its key must be shown, too. */
    private RelNode withAttributes(
            RelNode answer,
            List<RexNode> keys,
            List<Integer> asked,
            List<Integer> added,
            Map<Integer, Integer> places) {
        List<JoinedRows.Leaf> touched = added.stream()
                .flatMap(a -> touched(rows.column(a)).stream())
                .filter(l -> l != kpi)
                .distinct()
                .toList();
        if (touched.size() != 1) {
            throw refused();
        }
        JoinedRows.Leaf leaf = touched.get(0);
        Map<Integer, RexNode> equal = pairs.get(leaf);
        int width = answer.getRowType().getFieldCount();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < leaf.rel().getRowType().getFieldCount(); i++) {
            all.add(i);
        }
        RelNode other = selected(leaf, all);
        List<RexNode> on = new ArrayList<>();
        equal.forEach((column, own) -> {
            int key = keys.indexOf(own);
            if (key < 0) {
                throw refused();
            }
            on.add(build.equal(
                    build.rex.makeInputRef(answer, key),
                    new RexInputRef(
                            width + column - leaf.offset(),
                            other.getRowType()
                                    .getFieldList()
                                    .get(column - leaf.offset())
                                    .getType())));
        });
        RelNode join = LogicalJoin.create(answer, other, List.of(), build.and(on), Set.of(), JoinRelType.INNER);
        List<RexNode> columns = new ArrayList<>();
        for (int key : asked) {
            columns.add(
                    places.containsKey(key)
                            ? build.rex.makeInputRef(join, places.get(key))
                            : RexUtil.shift(rows.column(key), width - leaf.offset()));
        }
        for (int i = keys.size(); i < width; i++) {
            columns.add(build.rex.makeInputRef(join, i));
        }
        if (added.stream().anyMatch(a -> touched(rows.column(a)).contains(kpi))) {
            throw refused();
        }
        return LogicalProject.create(
                join, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
    }

    private RuntimeException refused() {
        String measures = aggregate.getAggCallList().stream()
                .filter(c -> c.getAggregation() instanceof MeasureOperator)
                .map(c -> c.getAggregation().getName())
                .collect(Collectors.joining(", "));
        String keys = pairs.values().stream()
                .flatMap(p -> p.values().stream())
                .filter(RexInputRef.class::isInstance)
                .map(r -> table.column(((RexInputRef) r).getIndex()).name())
                .distinct()
                .collect(Collectors.joining(", "));
        String by = keys.isEmpty() ? "customer_id" : keys;
        String others = rows.leaves().stream()
                .filter(l -> l != kpi)
                .map(l -> l.name().isEmpty() ? ".." : l.name())
                .collect(Collectors.joining(" JOIN "));
        return ErrorCode.UNANSWERABLE.with(
                "Measures cannot be asked of this join of kpi: it would take customers more than once, or not say which.",
                "Join the answer: SELECT .. FROM (SELECT " + by + ", " + measures + " FROM kpi GROUP BY " + by
                        + ") AS k JOIN " + others + " USING (" + by + ").");
    }
}
