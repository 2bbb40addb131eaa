package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer without the period that is not over says so, if it would have been in it. */
class LeftOutPeriodsTest {

    private static final String NOTE =
            "Left out as it is not over: 2026-06-01 to 2026-06-14. SET partial_periods = 'show' lists it.";

    private static List<String> notes(String asOf, String more, String question) throws SQLException {
        List<String> notes = new ArrayList<>();
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample;as_of=" + asOf + more);
                Statement statement = sample.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                rows.getObject(1);
            }
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                if (w.getMessage().startsWith("Left out")) {
                    notes.add(w.getMessage());
                }
            }
        }
        return notes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT month, mrr FROM kpi_monthly",
                "SELECT month, mrr FROM kpi_monthly ORDER BY month DESC LIMIT 2",
                "SELECT month, closing_mrr FROM mrr_movements WHERE month >= DATE '2026-04-01'",
                "SELECT AVG(closing_mrr) FROM mrr_movements",
                "SELECT month, reason, customers FROM churn_reasons",
                "SELECT period, retained FROM cohort_retention",
                "SELECT month, from_tier FROM tier_migration WHERE month BETWEEN DATE '2026-05-01' AND DATE '2026-06-30'",
                "SELECT month, value FROM kpi_values WHERE kpi = 'mrr' AND segment_name IS NULL",
                "SELECT period, value FROM mrr_by(segment, grain => 'month')",
                "SELECT month, mrr() FROM kpi GROUP BY month",
                "SELECT m.month FROM (SELECT month, mrr() AS v FROM kpi GROUP BY month) AS m WHERE EXTRACT(YEAR FROM month) = 2026"
            })
    void periodThatIsNotOverIsTold(String question) throws SQLException {
        assertEquals(List.of(NOTE), notes("2026-06-15", "", question));
        assertEquals(List.of(), notes("2026-07-01", "", question));
        assertEquals(List.of(), notes("2026-06-15", ";partial_periods=show", question));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT month, mrr FROM kpi_monthly WHERE month < DATE '2026-06-01'",
                "SELECT month, mrr FROM kpi_monthly ORDER BY month LIMIT 2",
                "SELECT month, closing_mrr FROM mrr_movements WHERE EXTRACT(YEAR FROM month) = 2025",
                "SELECT month, closing_mrr FROM mrr_movements WHERE month = DATE '2026-05-01'",
                "SELECT m.month, k.csat FROM mrr_movements AS m JOIN kpi_monthly AS k USING (month)"
                        + " WHERE m.month BETWEEN DATE '2026-01-01' AND DATE '2026-03-01'",
                "SELECT month, reason, customers FROM churn_reasons WHERE month < DATE '2026-06-01'",
                "SELECT month, value FROM kpi_values WHERE kpi = 'mrr' AND month = DATE '2026-05-01'",
                "SELECT customer_id, mrr FROM customer_360",
                "SELECT week, ticket_volume() FROM kpi GROUP BY week",
                "SELECT month, mrr() FROM kpi WHERE month >= DATE '2026-05-01' GROUP BY month",
                "SELECT mrr() FROM kpi",
                "SELECT * FROM (SELECT month, mrr() AS v FROM kpi GROUP BY month) AS m WHERE month < DATE '2026-01-01'"
            })
    void nothingIsToldOfAPeriodThatNobodyAskedFor(String question) throws SQLException {
        assertEquals(List.of(), notes("2026-06-15", "", question));
    }

    @Test
    void eachLengthOfPeriodHasItsOwn() throws SQLException {
        assertEquals(
                List.of("Left out as it is not over: 2026-04-01 to 2026-06-14. SET partial_periods = 'show' lists it."),
                notes("2026-06-15", "", "SELECT quarter, closing_mrr FROM mrr_movements('quarter')"));
        assertEquals(
                List.of("Left out as it is not over: 2026-06-15 to 2026-06-16. SET partial_periods = 'show' lists it."),
                notes("2026-06-17", "", "SELECT week, ticket_volume() FROM kpi GROUP BY week"));
    }
}
