package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Sums, counts, means and KPIs over joins that somebody wrote by hand and that multiply rows: {@code customers
 * JOIN tickets JOIN surveys} has each ticket once for every answer of its customer. Refused with the question that
 * was meant, or warned about where the model says so. What repetition cannot change stays allowed.
 */
final class FanOut {

    private static final Set<SqlKind> CHANGED = Set.of(
            SqlKind.SUM,
            SqlKind.SUM0,
            SqlKind.COUNT,
            SqlKind.AVG,
            SqlKind.STDDEV_POP,
            SqlKind.STDDEV_SAMP,
            SqlKind.VAR_POP,
            SqlKind.VAR_SAMP,
            SqlKind.PERCENTILE_CONT,
            SqlKind.PERCENTILE_DISC);

    private final Settings settings;
    private final List<String> warnings = new ArrayList<>();

    FanOut(Settings settings) {
        this.settings = settings;
    }

    /** What is to be warned about; throws where it is to be refused. */
    List<String> warnings(RelNode question) {
        question.accept(new Rewrite() {
            @Override
            RelNode rewrite(RelNode node) {
                if (node instanceof Aggregate aggregate) {
                    check(aggregate);
                }
                return node;
            }
        });
        return warnings;
    }

    private void check(Aggregate aggregate) {
        if (aggregate.getAggCallList().stream().noneMatch(FanOut::isChanged)) {
            return;
        }
        JoinedRows rows = new JoinedRows(aggregate.getInput());
        if (rows.leaves().size() < 2) {
            return;
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (isChanged(call)) {
                check(call, rows);
            }
        }
    }

    private static boolean isChanged(AggregateCall call) {
        boolean changed = call.getAggregation() instanceof KpiAggregate
                || CHANGED.contains(call.getAggregation().getKind());
        return changed && !call.isDistinct();
    }

    private void check(AggregateCall call, JoinedRows rows) {
        List<RexNode> arguments = call.getArgList().stream().map(rows::column).toList();
        List<JoinedRows.Leaf> counted = counted(call, arguments, rows);
        boolean any = counted.isEmpty();
        List<JoinedRows.Leaf> candidates = any ? rows.leaves() : counted;
        if (candidates.stream().anyMatch(l -> rows.multiplying(l).isEmpty())) {
            return;
        }
        String text = text(call, arguments, rows);
        String what = any
                ? pairs(text, candidates.get(0), rows)
                : "'" + text + "' would take each row of " + named(counted.get(0)) + " once for every row of "
                        + rows.multiplying(counted.get(0)).stream()
                                .map(FanOut::named)
                                .collect(Collectors.joining(" and "))
                        + " that it is joined to.";
        String advice = any
                ? "Count the rows of one table: COUNT(DISTINCT ..) of its key."
                : rewritten(text, counted.get(0), rows);
        if (!settings.fanOutWarns()) {
            throw ErrorCode.FAN_OUT.with(what, advice);
        }
        warnings.add(what + " " + advice);
    }

    private static String pairs(String text, JoinedRows.Leaf first, JoinedRows rows) {
        List<String> names = new ArrayList<>(List.of(named(first)));
        rows.multiplying(first).forEach(l -> names.add(named(l)));
        return "'" + text + "' would count every combination of rows of " + String.join(" and ", names) + ".";
    }

    /** The relations whose rows an aggregate takes; none where it counts whatever the join gives. */
    private static List<JoinedRows.Leaf> counted(AggregateCall call, List<RexNode> arguments, JoinedRows rows) {
        Set<Integer> columns = new TreeSet<>();
        arguments.forEach(a -> RelOptUtil.InputFinder.bits(a).forEach(columns::add));
        if (call.getAggregation().getKind() == SqlKind.COUNT) {
            Set<Integer> same = new TreeSet<>();
            columns.forEach(c -> same.addAll(rows.equalTo(c)));
            columns.addAll(same);
        }
        return rows.leaves().stream()
                .filter(l -> columns.stream().anyMatch(l::has))
                .toList();
    }

    private static String named(JoinedRows.Leaf leaf) {
        return leaf.name().isEmpty() ? "a subquery" : "'" + leaf.name() + "'";
    }

    private static String text(AggregateCall call, List<RexNode> arguments, JoinedRows rows) {
        String inside = arguments.isEmpty()
                ? "*"
                : arguments.stream().map(a -> column(a, rows)).collect(Collectors.joining(", "));
        return call.getAggregation().getName() + "(" + inside + ")";
    }

    private static String column(RexNode node, JoinedRows rows) {
        if (!(node instanceof RexInputRef ref)) {
            return "..";
        }
        return rows.leaves().stream()
                .filter(l -> l.has(ref.getIndex()))
                .map(l -> l.column(ref.getIndex()))
                .findFirst()
                .orElse("..");
    }

    /** The same aggregate, taken before the join. */
    private static String rewritten(String text, JoinedRows.Leaf leaf, JoinedRows rows) {
        List<String> keys = new ArrayList<>();
        for (int i = leaf.offset(); leaf.has(i); i++) {
            int column = i;
            boolean joins = rows.equalTo(i).stream().anyMatch(c -> c != column && !leaf.has(c));
            if (joins) {
                keys.add(leaf.column(i));
            }
        }
        String table = leaf.name().isEmpty() ? ".." : leaf.name();
        if (keys.isEmpty()) {
            return "Aggregate before the join: (SELECT " + text + " AS figure FROM " + table + ").";
        }
        String by = String.join(", ", keys);
        String others = rows.multiplying(leaf).stream()
                .filter(l -> !l.name().isEmpty())
                .map(l -> " JOIN (SELECT DISTINCT " + by + " FROM " + l.name() + ") AS " + l.name() + " USING (" + by
                        + ")")
                .collect(Collectors.joining());
        return "Aggregate before the join: SELECT .. FROM (SELECT " + by + ", " + text + " AS figure FROM " + table
                + " GROUP BY " + by + ") AS " + table + others + ".";
    }
}
