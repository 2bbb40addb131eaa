package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A relation under construction whose columns are known by name. Immutable. Leaner than RelBuilder,
 * whose simplifications cost more than the rest of a compilation.
 */
public final class Rows {

    final Build build;
    public final RelNode rel;
    private final List<String> names;

    public Rows(Build build, RelNode rel, List<String> names) {
        this.build = build;
        this.rel = rel;
        this.names = List.copyOf(names);
    }

    public static Rows of(Build build, RelNode rel) {
        return new Rows(build, rel, rel.getRowType().getFieldNames());
    }

    /** Literal rows; values are literals of the given types. */
    public static Rows values(Build build, Map<String, RelDataType> columns, List<List<RexNode>> tuples) {
        RelDataType type =
                build.types.createStructType(new ArrayList<>(columns.values()), new ArrayList<>(columns.keySet()));
        ImmutableList.Builder<ImmutableList<RexLiteral>> literals = ImmutableList.builder();
        for (List<RexNode> tuple : tuples) {
            literals.add(tuple.stream().map(v -> (RexLiteral) v).collect(ImmutableList.toImmutableList()));
        }
        return new Rows(
                build, LogicalValues.create(build.cluster, type, literals.build()), new ArrayList<>(columns.keySet()));
    }

    public static Rows union(List<Rows> parts) {
        Rows first = parts.get(0);
        return parts.size() == 1
                ? first
                : new Rows(
                        first.build,
                        LogicalUnion.create(parts.stream().map(p -> p.rel).toList(), true),
                        first.names);
    }

    public List<String> names() {
        return names;
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    public RexNode col(String name) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new IllegalStateException("no column " + name + " in " + names);
        }
        return build.rex.makeInputRef(rel, i);
    }

    public RexNode col(int i) {
        return build.rex.makeInputRef(rel, i);
    }

    /** Rows that meet all conditions; filters go below projections and into one. */
    public Rows where(List<? extends RexNode> conditions) {
        return conditions.isEmpty() ? this : new Rows(build, filtered(rel, build.and(conditions)), names);
    }

    private RelNode filtered(RelNode node, RexNode condition) {
        if (node instanceof LogicalFilter filter) {
            return LogicalFilter.create(filter.getInput(), build.and(filter.getCondition(), condition));
        }
        if (node instanceof LogicalProject project && !RexOver.containsOver(project.getProjects(), null)) {
            RelNode below = filtered(
                    project.getInput(), FlatConditions.of(build.rex, RelOptUtil.pushPastProject(condition, project)));
            return LogicalProject.create(below, List.of(), project.getProjects(), project.getRowType(), Set.of());
        }
        return LogicalFilter.create(node, condition);
    }

    public Rows where(RexNode condition) {
        return where(List.of(condition));
    }

    /** Only these columns, computed; merged into a projection below where that repeats no work. */
    public Rows select(Map<String, RexNode> columns) {
        List<RexNode> expressions = new ArrayList<>(columns.values());
        List<String> labels = new ArrayList<>(columns.keySet());
        if (isIdentity(expressions)) {
            return new Rows(build, rel, labels);
        }
        if (rel instanceof LogicalProject below && !RexOver.containsOver(below.getProjects(), null) && cheap(below)) {
            List<RexNode> merged = RelOptUtil.pushPastProject(expressions, below);
            return new Rows(
                    build, LogicalProject.create(below.getInput(), List.of(), merged, labels, Set.of()), labels);
        }
        return new Rows(build, LogicalProject.create(rel, List.of(), expressions, labels, Set.of()), labels);
    }

    private boolean isIdentity(List<RexNode> expressions) {
        if (expressions.size() != names.size()) {
            return false;
        }
        for (int i = 0; i < expressions.size(); i++) {
            if (!(expressions.get(i) instanceof RexInputRef ref) || ref.getIndex() != i) {
                return false;
            }
        }
        return true;
    }

    /** Whether a projection only passes columns and literals on, or little more. */
    private static boolean cheap(LogicalProject project) {
        return project.getProjects().stream().allMatch(p -> p.nodeCount() <= 2);
    }

    public Rows select(List<String> columns) {
        Map<String, RexNode> kept = new LinkedHashMap<>();
        columns.forEach(c -> kept.put(c, col(c)));
        return select(kept);
    }

    /** All columns of this, and more. */
    public Rows with(Map<String, RexNode> more) {
        Map<String, RexNode> all = all();
        all.putAll(more);
        return select(all);
    }

    /** Every column by its name, in order; a fresh map. */
    public Map<String, RexNode> all() {
        Map<String, RexNode> all = new LinkedHashMap<>();
        names.forEach(n -> all.put(n, col(n)));
        return all;
    }

    /**
     * One row for each distinct tuple of the first {@code keys} columns.
     *
     * @param totals what is aggregated, by the name of the result
     */
    public Rows group(int keys, Map<String, Total> totals) {
        List<AggregateCall> calls = new ArrayList<>();
        List<String> labels = new ArrayList<>(names.subList(0, keys));
        totals.forEach((name, total) -> {
            labels.add(name);
            calls.add(AggregateCall.create(
                    Sums.of(total.function(), total.type()),
                    total.distinct(),
                    false,
                    false,
                    List.of(),
                    total.argument() == null ? List.of() : List.of(names.indexOf(total.argument())),
                    total.filter() == null ? -1 : names.indexOf(total.filter()),
                    null,
                    total.order() == null ? RelCollations.EMPTY : RelCollations.of(names.indexOf(total.order())),
                    total.type(),
                    name));
        });
        RelNode grouped = LogicalAggregate.create(rel, List.of(), ImmutableBitSet.range(keys), null, calls);
        return new Rows(build, grouped, labels);
    }

    /** Whether a column is a COUNT of this very relation, and so never NULL. */
    public boolean counts(String column) {
        int place = names.indexOf(column);
        RelNode node = rel;
        while (node instanceof Project project && project.getProjects().get(place) instanceof RexInputRef ref) {
            place = ref.getIndex();
            node = project.getInput();
        }
        return node instanceof Aggregate aggregate
                && place >= aggregate.getGroupCount()
                && aggregate
                                .getAggCallList()
                                .get(place - aggregate.getGroupCount())
                                .getAggregation()
                                .getKind()
                        == SqlKind.COUNT;
    }

    /** How many rows there are, as one row. */
    public RelNode count() {
        Total all = new Total(
                SqlStdOperatorTable.COUNT, null, null, null, false, build.types.createSqlType(SqlTypeName.BIGINT));
        return group(0, Map.of("n", all)).rel;
    }

    /** At most so many of the rows. */
    public Rows first(int rows) {
        return new Rows(build, LogicalSort.create(rel, RelCollations.EMPTY, null, build.whole(rows)), names);
    }

    public Rows distinct() {
        return group(names.size(), Map.of());
    }

    /** Columns of this, then of the other; names must differ. */
    public Rows join(JoinRelType type, Rows other, BiFunction<Rows, Rows, RexNode> condition) {
        List<String> labels = new ArrayList<>(names);
        labels.addAll(other.names);
        Rows shifted = new Rows(build, new Shifted(rel, other.rel).rel(), labels);
        RexNode on = condition.apply(shifted, shifted);
        return new Rows(build, LogicalJoin.create(rel, other.rel, List.of(), on, Set.of(), type), labels);
    }

    /** The row type of a join before its condition is known. */
    private record Shifted(RelNode left, RelNode right) {
        public RelNode rel() {
            return LogicalJoin.create(
                    left,
                    right,
                    List.of(),
                    left.getCluster().getRexBuilder().makeLiteral(true),
                    Set.of(),
                    JoinRelType.FULL);
        }
    }

    /**
     * An aggregate of one column.
     *
     * @param argument a column's name; null for COUNT(*)
     * @param order the column that a percentile is taken of, or null
     * @param filter the name of a boolean column, or null
     */
    public record Total(
            SqlAggFunction function,
            @Nullable String argument,
            @Nullable String order,
            @Nullable String filter,
            boolean distinct,
            RelDataType type) {

        public static Total of(SqlAggFunction function, String argument, RelDataType type) {
            return new Total(function, argument, null, null, false, type);
        }
    }
}
