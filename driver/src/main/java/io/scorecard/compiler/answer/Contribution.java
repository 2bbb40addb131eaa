package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.Figure;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.EachSegment;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** How rows of a branch become its part: {@code SELECT keys, p, f(x) FILTER (WHERE c), .. GROUP BY keys, p}. */
final class Contribution {

    private final Build build;
    private final Rows rows;
    private final Map<String, RexNode> columns;
    private final int keys;
    private final Map<String, Rows.Total> totals = new LinkedHashMap<>();
    private final Map<String, RexNode> each = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    /** @param keys what rows are grouped by: the question's, and the period's number where there are more */
    Contribution(Build build, Rows rows, Map<String, RexNode> keys) {
        this.build = build;
        this.rows = rows;
        this.columns = new LinkedHashMap<>(keys);
        this.keys = columns.size();
    }

    /** @param period the period's number, or null where there is but one */
    static Contribution of(Build build, Rows rows, Attributes attributes, Question question, @Nullable RexNode period) {
        return new Contribution(build, rows, keys(rows, attributes, question, period));
    }

    /** The question's groups over rows, and the period's number where there is one. */
    static Map<String, RexNode> keys(Rows rows, Attributes attributes, Question question, @Nullable RexNode period) {
        Map<String, RexNode> keys = new LinkedHashMap<>();
        for (int i = 0; i < question.keys().size(); i++) {
            keys.put(Question.key(i), attributes.over(rows, question.keys().get(i)));
        }
        if (period != null) {
            keys.put(Evaluation.P, period);
        }
        return keys;
    }

    /**
     * @param argument over the rows; null counts them
     * @param order what a percentile is taken of, over the rows, or null
     * @param all conditions over the rows
     * @param type of the total
     */
    void add(
            String figure,
            Component component,
            @Nullable RexNode argument,
            @Nullable RexNode order,
            List<RexNode> all,
            RelDataType type) {
        RexNode filter = all.isEmpty() ? null : build.call(SqlStdOperatorTable.IS_TRUE, build.and(all));
        // Calcite prints a filter in front of WITHIN GROUP, where no engine wants it; NULL counts as little.
        RexNode ordered = order == null || filter == null ? order : build.when(filter, order);
        totals.put(
                figure,
                new Rows.Total(
                        component.function(),
                        argument == null ? null : column(argument),
                        ordered == null ? null : column(ordered),
                        filter == null || ordered != null ? null : column(filter),
                        component.distinct(),
                        type));
        if (isMerged(component)) {
            each.put(figure, build.cast(FlowBranch.added(build, component, argument, all), type));
        }
        Figure plain = Figure.of(figure, component);
        figures.add(new Figure(plain.name(), plain.function(), type, plain.zero()));
    }

    /** Equal expressions are one column. */
    private String column(RexNode value) {
        for (Map.Entry<String, RexNode> known : columns.entrySet()) {
            if (known.getKey().startsWith("v") && known.getValue().equals(value)) {
                return known.getKey();
            }
        }
        String name = "v" + columns.size();
        columns.put(name, value);
        return name;
    }

    /** Whether what brings branches together does the same with rows. */
    private static boolean isMerged(Component component) {
        return !component.distinct()
                && component.order() == null
                && switch (component.function().getKind()) {
                    case SUM, COUNT, MIN, MAX -> true;
                    default -> false;
                };
    }

    /**
     * Rows as they are, for a branch that has hardly more of them than groups: they are grouped where branches come
     * together.
     */
    Part ungrouped() {
        if (each.size() < totals.size()) {
            return part();
        }
        Map<String, RexNode> wanted = new LinkedHashMap<>();
        List.copyOf(columns.keySet()).subList(0, keys).forEach(k -> wanted.put(k, columns.get(k)));
        wanted.putAll(each);
        return new Part(EachSegment.select(build, rows, wanted), figures, false);
    }

    Part part() {
        return new Part(EachSegment.select(build, rows, columns).group(keys, totals), figures, true);
    }
}
