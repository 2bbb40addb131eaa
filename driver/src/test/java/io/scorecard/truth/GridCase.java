package io.scorecard.truth;

import io.scorecard.oracle.Grid;
import io.scorecard.oracle.Period;
import io.scorecard.oracle.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A question and how the grid is asked the same.
 *
 * @param narrowed the grid's filters
 * @param periods what the grid is asked for, beside the totals that a ROLLUP asks for
 */
record GridCase(Question question, boolean history, UnaryOperator<Grid> narrowed, List<Period> periods) {
    static final List<String> STATE = List.of(
            "opening_customers()",
            "closing_customers()",
            "new_customers()",
            "reactivated_customers()",
            "churned_customers()",
            "transferred_customers()",
            "active_customers()",
            "opening_mrr()",
            "closing_mrr()",
            "new_mrr()",
            "reactivation_mrr()",
            "expansion_mrr()",
            "contraction_mrr()",
            "churned_mrr()",
            "transfer_mrr()");

    static GridCase of(Question question, boolean history) {
        return new GridCase(question, history, UnaryOperator.identity(), question.periods());
    }

    GridCase narrowed(UnaryOperator<Grid> filters) {
        return new GridCase(question, history, filters, periods);
    }

    GridCase in(List<Period> only) {
        return new GridCase(question, history, narrowed, only);
    }

    String[] columns() {
        return question.measures().stream().map(Question::name).toArray(String[]::new);
    }

    List<Row> expected(Connection connection) throws SQLException {
        Grid grid = narrowed.apply(history ? Grid.of(connection).withHistory() : Grid.of(connection));
        String segment = question.segment();
        List<Row> rows = new ArrayList<>((segment == null ? grid : grid.by(segment)).rows(periods));
        if (question.rollup()) {
            List<Period> totals = new ArrayList<>(segment == null ? List.of() : periods);
            if (question.grain() != null) {
                totals.add(Period.of(question.from(), question.until()));
            }
            rows.addAll(grid.rows(totals));
        }
        return question.grain() == null ? ofInterval(rows) : rows;
    }

    /** Rows without a time key are told by the interval that was asked, whatever conditions made of it. */
    private List<Row> ofInterval(List<Row> rows) {
        Period interval = Period.of(question.from(), question.until());
        return rows.stream()
                .map(row -> new Row(new Row.Key(interval, row.key().segment()), row.values()))
                .toList();
    }

    @Override
    public String toString() {
        return (history ? "then: " : "now: ")
                + question.sql().replaceFirst("opening_customers\\(\\) AS.* FROM", ".. FROM");
    }
}
