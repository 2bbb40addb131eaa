package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiRows;
import io.scorecard.compiler.catalog.Names;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Period;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Grids;
import io.scorecard.compiler.tree.NeededColumns;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code kpi} where no measure is asked: the calendar from the first event on for its time columns, the
 * values in use for its segments, their product for both. What it is depends on the columns that are
 * used, so it is built at the top of the projections and filters over it. A product ends at the model's
 * {@code max_cells} rows: all columns at once have more combinations than any machine can hold.
 */
final class KpiRelation extends RelHomogeneousShuttle {

    private final Build build;
    private final Catalog catalog;
    private final Calendar calendar;

    KpiRelation(Build build, Catalog catalog, Calendar calendar) {
        this.build = build;
        this.catalog = catalog;
        this.calendar = calendar;
    }

    @Override
    public RelNode visit(RelNode node) {
        return visited(node, NeededColumns.all(node), Grids.Excess.CUT, false);
    }

    /**
     * @param excess whether a list may end, or the answer would be wrong then
     * @param grouped whether it does not matter how often a row comes
     */
    private RelNode visited(RelNode node, ImmutableBitSet needed, Grids.@Nullable Excess excess, boolean grouped) {
        Optional<KpiRows> kpi = KpiRows.under(build, node);
        if (kpi.isPresent()) {
            UsedColumns used = new UsedColumns(kpi.get(), node, needed);
            return relation(kpi.get(), node, grouped ? used.seen() : used.counted(), excess);
        }
        if (node instanceof Aggregate aggregate && !aggregate.getAggCallList().isEmpty()) {
            Optional<KpiRows> counted = KpiRows.under(build, aggregate.getInput());
            if (counted.isPresent()
                    && UsedColumns.selected(counted.get(), aggregate.getInput()).isEmpty()) {
                return aggregate.copy(
                        aggregate.getTraitSet(), List.of(everyColumn(counted.get(), aggregate.getInput())));
            }
        }
        List<RelNode> inputs = new ArrayList<>();
        for (int i = 0; i < node.getInputs().size(); i++) {
            inputs.add(visited(
                    node.getInput(i), NeededColumns.of(node, i, needed), below(node, excess), isGrouping(node)));
        }
        RelNode children = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        return children.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                return in((RexSubQuery) super.visitSubQuery(subQuery));
            }
        });
    }

    /** Of a subquery that asks whether there are rows no column is looked at. */
    RexSubQuery in(RexSubQuery subQuery) {
        return subQuery.clone(
                subQuery.getKind() == SqlKind.EXISTS
                        ? visited(subQuery.rel, ImmutableBitSet.of(), null, false)
                        : visited(subQuery.rel, NeededColumns.all(subQuery.rel), Grids.Excess.REFUSED, false));
    }

    private static boolean isGrouping(RelNode node) {
        return node instanceof Aggregate aggregate && aggregate.getAggCallList().isEmpty();
    }

    /** A list that ends earlier anyway is of any length; what is sorted or counted must be whole. */
    private Grids.@Nullable Excess below(RelNode node, Grids.@Nullable Excess excess) {
        if (excess == null || node instanceof Project) {
            return excess;
        }
        boolean first =
                node instanceof Sort sort && sort.getCollation().getKeys().isEmpty();
        boolean few = first
                && ((Sort) node).fetch instanceof RexLiteral rows
                && RexLiteral.intValue(rows) <= catalog.model().settings().maxCells();
        return few ? null : first ? excess : Grids.Excess.REFUSED;
    }

    /** {@code SELECT COUNT(*) FROM kpi}: no column is named, so that it is the rows of {@code SELECT * FROM kpi}. */
    private RelNode everyColumn(KpiRows rows, RelNode node) {
        calendar.warn(
                "kpi has a row for each combination of the values of the columns that are asked, and of all columns"
                        + " where none is; at most "
                        + catalog.model().settings().maxCells() + " are counted.");
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < rows.kpi().columns().size(); i++) {
            all.add(i);
        }
        return relation(rows, node, all, null);
    }

    /** What is made of columns that are not used is NULL: nobody looks at it. */
    private RelNode relation(KpiRows rows, RelNode node, Set<Integer> used, Grids.@Nullable Excess excess) {
        List<Integer> times =
                used.stream().filter(i -> rows.kpi().time(i).isPresent()).toList();
        List<Integer> segments =
                used.stream().filter(i -> rows.kpi().time(i).isEmpty()).toList();
        List<Rows> factors = new ArrayList<>();
        boolean bounded = rows.conditions().stream().anyMatch(rows::isTime);
        if (!times.isEmpty() || segments.isEmpty() || bounded) {
            factors.add(times(rows, times));
        }
        Map<String, List<Integer>> byTable = new LinkedHashMap<>();
        segments.forEach(i -> byTable.computeIfAbsent(rows.kpi().column(i).table(), t -> new ArrayList<>())
                .add(i));
        byTable.forEach((table, columns) -> factors.add(segments(rows, table, columns)));
        if (excess != null && factors.size() > 1) {
            build.grids.add(grid(rows, used, factors, excess));
        }
        Rows filtered = product(
                factors, rows.conditions().stream().filter(c -> !rows.isTime(c)).toList());
        Map<String, RexNode> out = new LinkedHashMap<>();
        for (int i = 0; i < rows.fields().size(); i++) {
            RexNode field = rows.fields().get(i);
            out.put(
                    node.getRowType().getFieldNames().get(i),
                    used.containsAll(RelOptUtil.InputFinder.bits(field).asList())
                            ? over(filtered, field)
                            : build.nothing(field.getType()));
        }
        return filtered.select(out).rel;
    }

    private Grids.Grid grid(KpiRows rows, Set<Integer> used, List<Rows> factors, Grids.Excess excess) {
        long periods = 1;
        List<RelNode> counts = new ArrayList<>();
        for (Rows factor : factors) {
            if (factor.rel instanceof LogicalValues values) {
                periods = values.getTuples().size();
            } else {
                counts.add(factor.where(rows.conditions().stream()
                                .filter(c -> !rows.isTime(c) && isTestable(c, factor))
                                .map(c -> over(factor, c))
                                .toList())
                        .count());
            }
        }
        List<RexNode> keys = used.stream()
                .map(i -> (RexNode) build.rex.makeInputRef(rows.kpi().column(i).type(), i))
                .toList();
        return new Grids.Grid(periods, keys, counts, excess);
    }

    private static boolean isTestable(RexNode condition, Rows rows) {
        return RelOptUtil.InputFinder.bits(condition).asList().stream().allMatch(i -> rows.has(name(i)));
    }

    /**
     * Every combination that meets the conditions, at most {@code max_cells}. Each condition is tested as soon as
     * its columns are there, and no step hands on more rows than the last one may.
     */
    private Rows product(List<Rows> factors, List<RexNode> conditions) {
        List<RexNode> waiting = new ArrayList<>(conditions);
        Rows product = null;
        for (Rows factor : factors) {
            Rows joined = product == null
                    ? factor
                    : product.join(JoinRelType.INNER, factor, (r, f) -> build.rex.makeLiteral(true));
            List<RexNode> testable =
                    waiting.stream().filter(c -> isTestable(c, joined)).toList();
            waiting.removeAll(testable);
            Rows matching =
                    joined.where(testable.stream().map(c -> over(joined, c)).toList());
            product = product == null || !waiting.isEmpty()
                    ? matching
                    : matching.first(catalog.model().settings().maxCells());
        }
        return java.util.Objects.requireNonNull(product);
    }

    private static String name(int column) {
        return "c" + column;
    }

    private static RexNode over(Rows rows, RexNode expression) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rows.col(name(ref.getIndex()));
            }
        });
    }

    /** Newest first. */
    private Rows times(KpiRows rows, List<Integer> columns) {
        List<RexNode> keys = new ArrayList<>();
        Map<String, RelDataType> types = new LinkedHashMap<>();
        for (int i : columns) {
            keys.add(build.rex.makeInputRef(rows.kpi().column(i).type(), i));
            types.put(name(i), rows.kpi().column(i).type());
        }
        List<RexNode> conditions =
                rows.conditions().stream().filter(rows::isTime).toList();
        if (columns.isEmpty()) {
            types.put("one", build.types.nullable(SqlTypeName.INTEGER));
            return Rows.values(
                    build,
                    types,
                    isNever(rows, conditions) ? List.of() : List.of(List.of(build.typed(1, types.get("one")))));
        }
        List<Period> periods = new ArrayList<>(calendar.all(keys, conditions).periods());
        java.util.Collections.reverse(periods);
        List<List<RexNode>> tuples = new ArrayList<>();
        for (Period period : periods) {
            List<RexNode> tuple = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                tuple.add((RexLiteral) build.literal(period.labels().get(i), types.get(name(columns.get(i)))));
            }
            tuples.add(tuple);
        }
        return Rows.values(build, types, tuples);
    }

    /** Whether no time meets the conditions on it. */
    private boolean isNever(KpiRows rows, List<RexNode> conditions) {
        Set<Integer> columns = new TreeSet<>();
        conditions.forEach(c -> RelOptUtil.InputFinder.bits(c).forEach(columns::add));
        List<RexNode> keys = columns.stream()
                .map(i -> (RexNode) build.rex.makeInputRef(rows.kpi().column(i).type(), i))
                .toList();
        return !keys.isEmpty() && calendar.all(keys, conditions).periods().isEmpty();
    }

    private Rows segments(KpiRows rows, String table, List<Integer> columns) {
        List<String> names = columns.stream()
                .map(i -> rows.kpi().column(i).column())
                .distinct()
                .toList();
        Rows read = catalog.fact(table).rows(build, names);
        Map<String, RexNode> out = new LinkedHashMap<>();
        columns.forEach(i -> out.put(name(i), read.col(rows.kpi().column(i).column())));
        Map<String, KpiColumn> named = new LinkedHashMap<>();
        columns.forEach(i -> named.put(name(i), rows.kpi().column(i)));
        return new Names(build, catalog).over(read.select(out), named).distinct();
    }
}
