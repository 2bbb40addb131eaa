package io.scorecard.compiler.guard;

import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.tree.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins, filters, windows and projections taken apart: the relations whose rows meet, what the columns are over them,
 * and which of them several rows may meet one row of another. LATERAL and subqueries are seen through: what they look at
 * is what they rest on.
 */
final class MeetingRows {

    private final UniqueKeys keys;
    private final RelNode rel;
    private final boolean inside;
    private final List<JoinedRows.Leaf> leaves = new ArrayList<>();
    private final List<RexNode> columns;
    private final KnownRows steps = new KnownRows();
    private final MeetingConditions conditions = new MeetingConditions(this, steps);

    /** Rows around a LATERAL and around subqueries. */
    private final Map<CorrelationId, List<RexNode>> around = new HashMap<>();

    private final InnerRows inner = new InnerRows();
    private final NumberedRows numbered = new NumberedRows();

    private ImmutableBitSet named = ImmutableBitSet.of();

    private int width;

    /** @param inside whether a view wrote it: seen from outside, what a view joins are its own rows */
    MeetingRows(UniqueKeys keys, RelNode rel, boolean inside) {
        this.keys = keys;
        this.rel = rel;
        this.inside = inside;
        this.columns = columns(rel);
        conditions.versions();
    }

    List<JoinedRows.Leaf> leaves() {
        return leaves;
    }

    /** Whether there is nothing to be taken apart. */
    boolean isOnly(RelNode node) {
        return leaves.size() == 1 && leaves.get(0).rel() == node;
    }

    /** A column as an expression over the columns of all leaves. */
    RexNode column(int i) {
        return columns.get(i);
    }

    RexBuilder rex() {
        return rel.getCluster().getRexBuilder();
    }

    RexNode over(RexNode node, Set<CorrelationId> own) {
        return over(node, columns, own);
    }

    /** The places that stand in an expression. */
    static ImmutableBitSet places(RexNode node) {
        return RelOptUtil.InputFinder.bits(node);
    }

    JoinedRows.Leaf leaf(int place) {
        return leaves.stream().filter(l -> l.has(place)).findFirst().orElseThrow();
    }

    List<JoinedRows.Leaf> touched(ImmutableBitSet places) {
        return leaves.stream().filter(l -> places.intersects(l.columns())).toList();
    }

    /** What columns are equal to these. */
    ImmutableBitSet equalTo(ImmutableBitSet places) {
        ImmutableBitSet.Builder all = ImmutableBitSet.builder();
        places.forEach(p -> steps.equalTo(p).forEach(all::set));
        return all.build();
    }

    /** The places that are known where these columns of the whole are: a computed one does not tell what it is made of. */
    ImmutableBitSet given(ImmutableBitSet own) {
        ImmutableBitSet.Builder given = ImmutableBitSet.builder();
        own.forEach(i -> {
            int place = conditions.place(columns.get(i));
            if (place >= 0) {
                given.set(place);
            }
        });
        return given.build();
    }

    /** @param condition holds for the rows that are looked at, over all leaves */
    ImmutableBitSet given(@Nullable RexNode condition) {
        return condition == null ? ImmutableBitSet.of() : conditions.constants(condition);
    }

    ImmutableBitSet known(JoinedRows.@Nullable Leaf start, ImmutableBitSet given) {
        return steps.from(start, given, leaves, this::isOne);
    }

    /** The relations of which several rows may meet one row of a leaf, or one value of what is given: they multiply it. */
    List<JoinedRows.Leaf> multiplying(JoinedRows.@Nullable Leaf leaf, ImmutableBitSet given) {
        ImmutableBitSet known = known(leaf, given);
        return leaves.stream().filter(l -> !known.get(l.row())).toList();
    }

    private boolean isOne(JoinedRows.Leaf leaf, ImmutableBitSet known) {
        if (!known.contains(looks(leaf).places())) {
            return false;
        }
        ImmutableBitSet bound = known.intersect(leaf.columns());
        if (leaf.rel() instanceof TableScan scan) {
            if (scan.getTable().unwrap(KpiTable.class) != null) {
                // It has a row for what is looked at, and no more.
                return !bound.isEmpty() && known.contains(used().intersect(leaf.columns()));
            }
        }
        return keys.isUnique(leaf.rel(), bound.shift(-leaf.offset()));
    }

    /** What a relation looks at of the rows around it. */
    RowsAround looks(JoinedRows.Leaf leaf) {
        return inner.looks(leaf);
    }

    /** Whether each row of a total is in the total of one row around it alone. */
    boolean isOfOne(JoinedRows.Leaf leaf) {
        RowsAround looks = looks(leaf);
        return known(null, looks.equal()).contains(looks.places());
    }

    /** The relations that were joined, and not only asked for a value. */
    List<JoinedRows.Leaf> joined() {
        return leaves.stream().filter(l -> !inner.has(l)).toList();
    }

    /** What is named anywhere, also in a subquery that is asked for less: {@code kpi} has a row for each of its values. */
    private ImmutableBitSet used() {
        return columns.stream()
                .map(MeetingRows::places)
                .reduce(named.union(conditions.places()), ImmutableBitSet::union);
    }

    private List<RexNode> columns(RelNode node) {
        if (node instanceof Project project && (inside || !Views.wrote(project))) {
            int from = leaves.size();
            List<RexNode> below = columns(project.getInput());
            List<RexNode> above = project.getProjects().stream()
                    .map(p -> over(p, below, project.getVariablesSet()))
                    .toList();
            if (project.containsOver()) {
                numbered.add(above, rows(from));
            }
            above.forEach(a -> named = named.union(places(a)));
            return above;
        }
        if (node instanceof Filter filter) {
            List<RexNode> below = columns(filter.getInput());
            conditions.add(over(filter.getCondition(), below, filter.getVariablesSet()));
            return below;
        }
        if (node instanceof Sort sort && sort.fetch == null && sort.offset == null) {
            return columns(sort.getInput());
        }
        if (node instanceof Join join) {
            return join(join);
        }
        if (node instanceof Correlate correlate) {
            List<RexNode> both = new ArrayList<>(columns(correlate.getLeft()));
            around.put(correlate.getCorrelationId(), List.copyOf(both));
            if (correlate.getJoinType() == JoinRelType.LEFT) {
                both.addAll(optional(correlate.getRight()));
            } else if (correlate.getJoinType().projectsRight()) {
                both.addAll(columns(correlate.getRight()));
            }
            return both;
        }
        return leaf(node);
    }

    private List<RexNode> leaf(RelNode node) {
        JoinedRows.Leaf leaf = new JoinedRows.Leaf(node, width);
        leaves.add(leaf);
        List<RexNode> own = new ArrayList<>();
        for (int i = 0; i < node.getRowType().getFieldCount(); i++) {
            own.add(new RexInputRef(
                    width + i, node.getRowType().getFieldList().get(i).getType()));
        }
        width = leaf.row() + 1;
        RowsAround looks = RowsAround.of(node, around, rex());
        if (!looks.isEmpty()) {
            inner.looks(leaf, looks);
            steps.add(ImmutableBitSet.of(leaf.row()), looks.places(), null);
        }
        return own;
    }

    private List<RexNode> optional(RelNode node) {
        int from = width;
        return conditions.optional(() -> columns(node), () -> ImmutableBitSet.range(from, width));
    }

    /** The value of a subquery: a column of its relation, which has one row for what it looks at. */
    private RexNode scalar(RexSubQuery query, Map<CorrelationId, List<RexNode>> rows) {
        Optional<RexNode> known = inner.value(query);
        if (known.isPresent()) {
            return known.get();
        }
        around.putAll(rows);
        int from = leaves.size();
        RexNode value = optional(query.rel).get(0);
        steps.add(RowsAround.of(query.rel, around, rex()).places(), rows(from), null);
        inner.isAsked(query, value, leaves.subList(from, leaves.size()));
        return value;
    }

    private ImmutableBitSet rows(int from) {
        return ImmutableBitSet.of(leaves.subList(from, leaves.size()).stream()
                .map(JoinedRows.Leaf::row)
                .toList());
    }

    private List<RexNode> join(Join join) {
        int from = width;
        List<RexNode> both = new ArrayList<>(columns(join.getLeft()));
        int between = width;
        if (!join.getJoinType().projectsRight()) {
            return both;
        }
        both.addAll(columns(join.getRight()));
        RexNode on = over(join.getCondition(), both, join.getVariablesSet());
        if (join.getJoinType() == JoinRelType.INNER) {
            conditions.add(on);
        } else {
            conditions.add(
                    on,
                    join.getJoinType(),
                    ImmutableBitSet.range(from, between),
                    ImmutableBitSet.range(between, width));
        }
        return both;
    }

    /** The rows that a window numbers. */
    ImmutableBitSet numberedBy(RexOver window) {
        return numbered.by(window);
    }

    private RexNode over(RexNode node, List<RexNode> below, Set<CorrelationId> own) {
        Map<CorrelationId, List<RexNode>> rows = new HashMap<>(around);
        own.forEach(id -> rows.put(id, below));
        return node.accept(new SeenThrough(rex(), below, rows, this::scalar));
    }

    List<RexNode> conditions() {
        return conditions.all();
    }

    List<RexNode> certain() {
        return conditions.certain();
    }

    /** The conditions on a column. */
    List<String> conditionTexts(int place) {
        return conditions.texts(place);
    }

    /** Whether a condition looks at a relation. */
    boolean isConditioned(JoinedRows.Leaf leaf) {
        return conditions.places().intersects(leaf.columns());
    }

    /** The names of the columns that joins go by. */
    List<String> joinedBy(JoinedRows.Leaf leaf) {
        return steps.joinedBy(leaf);
    }
}
