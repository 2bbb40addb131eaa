package io.scorecard.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What customers bear and the rest that nobody bears are what was spent: costs as booked, and the cost of time. */
final class Allocation {

    /** Each share is rounded to four places. */
    private static final double ROUNDED = 0.01;

    private final Data data;

    Allocation(Data data) {
        this.data = data;
    }

    Proof proof() {
        return new Proof(Proof.Group.DATA, "allocated costs and the rest are what was spent", this::verdict);
    }

    private Verdict verdict() throws SQLException {
        if (!isMapped("costs", "amount")) {
            return Verdict.notApplicable("the model maps no costs");
        }
        if (isMapped("costs", "currency") && isForeign()) {
            return Verdict.notApplicable("costs are booked in several currencies");
        }
        Numbers allocated = data.ask("SELECT category, SUM(amount) FROM allocated_costs GROUP BY category", 1);
        Map<String, Double> spent = spent();
        List<Finding> findings = new ArrayList<>();
        spent.forEach((category, amount) -> {
            List<@Nullable Double> found = allocated.rows().getOrDefault(List.of(category), List.of(0.0));
            if (!Numbers.same(amount, found.get(0), ROUNDED)) {
                findings.add(new Finding(
                        allocated.question(),
                        "category " + category,
                        Numbers.shown(amount),
                        Numbers.shown(found.get(0))));
            }
        });
        return Verdict.of(
                spent.size() + " categories",
                findings,
                "Costs are lost or borne twice: a ticket or customer that bears them stands twice in its table.");
    }

    private Map<String, Double> spent() throws SQLException {
        Map<String, Double> spent = new LinkedHashMap<>();
        data.ask(
                        "SELECT category, SUM(amount) FROM costs WHERE category <> 'acquisition'"
                                + " AND period_start <= CAST(as_of() AS DATE) GROUP BY category",
                        1)
                .rows()
                .forEach((category, row) -> spent.put(String.valueOf(category.get(0)), zeroed(row.get(0))));
        if (isMapped("time_entries", "minutes") && isMapped("agents", "hourly_cost")) {
            spent.merge("support", time(), Double::sum);
        }
        return spent;
    }

    private static double zeroed(@Nullable Double number) {
        return number == null ? 0 : number;
    }

    /** Added up here: a sum over a join is not answered, because it might count twice. */
    private double time() throws SQLException {
        StringBuilder question = new StringBuilder(
                "SELECT e.minutes * CAST(a.hourly_cost AS DOUBLE) / 60 AS spent FROM time_entries AS e"
                        + " JOIN agents AS a ON a.agent_id = e.agent_id");
        if (isMapped("agents", "valid_from")) {
            question.append(" AND (a.valid_from IS NULL OR a.valid_from <= e.worked_at)");
        }
        if (isMapped("agents", "valid_to")) {
            question.append(" AND (a.valid_to IS NULL OR a.valid_to > e.worked_at)");
        }
        double sum = 0;
        try (Statement statement = data.connection().createStatement();
                ResultSet rows = statement.executeQuery(question + " WHERE e.worked_at < as_of()")) {
            while (rows.next()) {
                sum += rows.getDouble(1);
            }
        }
        return sum;
    }

    private boolean isForeign() throws SQLException {
        return data.ask("SELECT DISTINCT currency, 1 FROM costs", 1).rows().keySet().stream()
                .anyMatch(k -> k.get(0) != null
                        && !data.currency().map(c -> c.equals(k.get(0))).orElse(true));
    }

    private boolean isMapped(String table, String column) throws SQLException {
        try (ResultSet columns = data.connection().getMetaData().getColumns(null, null, table, column)) {
            return columns.next();
        }
    }
}
