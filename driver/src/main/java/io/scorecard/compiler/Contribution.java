package io.scorecard.compiler;

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
    private final Attributes attributes;
    private final Map<String, RexNode> columns = new LinkedHashMap<>();
    private final int keys;
    private final Map<String, Rows.Total> totals = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    /** @param period the period's number, or null where there is but one */
    Contribution(Build build, Rows rows, Attributes attributes, Question question, @Nullable RexNode period) {
        this.build = build;
        this.rows = rows;
        this.attributes = attributes;
        for (int i = 0; i < question.keys().size(); i++) {
            columns.put(Question.key(i), attributes.over(rows, question.keys().get(i)));
        }
        if (period != null) {
            columns.put(Evaluation.P, period);
        }
        this.keys = columns.size();
    }

    /**
     * @param argument over the rows; null counts them
     * @param order what a percentile is taken of, over the rows, or null
     * @param filters over the rows; the atom's own is added
     * @param type of the total
     */
    void add(
            String figure,
            Atom.Total atom,
            @Nullable RexNode argument,
            @Nullable RexNode order,
            List<RexNode> filters,
            RelDataType type) {
        Component component = atom.component();
        List<RexNode> all = new ArrayList<>(filters);
        if (atom.filter() != null) {
            all.add(attributes.over(rows, atom.filter()));
        }
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

    Part part() {
        return new Part(rows.select(columns).group(keys, totals), figures, true);
    }
}
