package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of {@code kpi_values} by its conditions changes nothing in what is shown. */
class KpiValuesTest {

    /** A flow, a median, states, transitions, per customer, a state at a bound. */
    private static final String KPIS = "('nps', 'median_first_response_time', 'churn_rate', 'transferred_customers',"
            + " 'expansion_mrr', 'net_revenue_retention', 'health_score')";

    private static final String COLUMNS =
            "month, kpi, segment_value, \"value\", previous, year_ago, change, target, status, is_outlier, n";

    private static Workspace workspace;

    @BeforeAll
    static void open() {
        workspace = Workspaces.sample();
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    private static List<List<Object>> rows(String sql, Object... values) {
        try (Session session = workspace.open(SessionSettings.NONE);
                Answer answer = session.prepare(sql).run(List.of(values), Limits.NONE, new Stop())) {
            List<List<Object>> rows = new ArrayList<>();
            while (answer.rows().next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= answer.columns().size(); i++) {
                    row.add(rounded(answer.rows().object(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Sums of doubles depend on the order of the rows. */
    private static Object rounded(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString())
                        .setScale(9, java.math.RoundingMode.HALF_EVEN)
                        .add(BigDecimal.ZERO)
                : value;
    }

    /** One that stays, one that changes, and one that a customer may have several of. */
    @ParameterizedTest
    @ValueSource(strings = {"industry", "owner_name", "product"})
    void segmentAskedWithOthersIsTheSegmentAskedAlone(String segment) {
        String one = "SELECT " + COLUMNS + " FROM kpi_values WHERE kpi IN " + KPIS
                + " AND month >= DATE '2026-01-01' AND segment_name = '" + segment + "' ORDER BY 2, 3, 1";
        String all = "SELECT " + COLUMNS + " FROM (SELECT * FROM kpi_values WHERE kpi IN " + KPIS
                + " AND month >= DATE '2026-01-01') AS v WHERE segment_name = '" + segment + "' ORDER BY 2, 3, 1";
        List<List<Object>> alone = rows(one);
        assertTrue(alone.size() > 100, () -> "rows: " + alone.size());
        List<List<Object>> together = rows(all);
        List<List<Object>> missing = new ArrayList<>(alone);
        missing.removeAll(together);
        List<List<Object>> more = new ArrayList<>(together);
        more.removeAll(alone);
        assertEquals(List.of(), missing, () -> "instead: " + more);
        assertEquals(alone, together);
    }

    /** Alone, or with the other segments of the fact. */
    @ParameterizedTest
    @CsvSource({
        "ticket_volume, ticket_channel",
        "median_first_response_time, ticket_priority",
        "nps, survey_channel",
        "recurring_revenue, revenue_product",
        "mrr, subscription_plan",
        "churn_rate, subscription_product",
        "theme_mentions, theme"
    })
    void segmentOfAFactIsWhatItsOwnQuestionAnswers(String kpi, String segment) {
        List<List<Object>> own = rows("SELECT " + segment + ", CAST(" + kpi + "() AS DOUBLE) FROM kpi"
                + " WHERE month = DATE '2026-05-01' GROUP BY " + segment + " ORDER BY 1");
        assertFalse(own.isEmpty(), "no rows");
        String values = "SELECT segment_value, \"value\" FROM kpi_values WHERE kpi = '" + kpi
                + "' AND month = DATE '2026-05-01'";
        assertEquals(own, rows(values + " AND segment_name = '" + segment + "' ORDER BY 1"));
        assertEquals(
                own,
                rows("SELECT * FROM (" + values.replace("SELECT", "SELECT segment_name,") + ") AS v"
                                + " WHERE segment_name = '" + segment + "' ORDER BY 2")
                        .stream()
                        .map(r -> r.subList(1, 3))
                        .toList());
    }

    @Test
    void segmentOfAFactHasTheKpisThatKnowIt() {
        String kpis =
                rows("SELECT kpi FROM kpi_values WHERE segment_name = 'ticket_channel' AND month = DATE '2026-05-01'"
                                + " GROUP BY kpi")
                        .toString();
        assertTrue(kpis.contains("[ticket_volume]") && kpis.contains("[first_response_time]"), kpis);
        assertFalse(kpis.contains("[tickets_per_customer]") || kpis.contains("[mrr]"), kpis);
    }

    /** The first months, those that a year before is known of, and the month that is not over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "month = DATE '2026-05-01'",
                "month <= DATE '2023-08-01'",
                "month BETWEEN DATE '2024-06-15' AND DATE '2024-07-15'",
                "month >= DATE '2026-05-01'",
                "month < DATE '2023-09-01' AND month >= DATE '2020-01-01'",
                "month = DATE '2020-01-01'"
            })
    void monthsThatAreNotAskedChangeNothing(String condition) {
        String kpis = "kpi IN ('churn_rate', 'closing_customers', 'ticket_volume') AND segment_name IS NULL";
        String pruned = "SELECT " + COLUMNS + " FROM kpi_values WHERE " + kpis + " AND " + condition + " ORDER BY 2, 1";
        String whole = "SELECT " + COLUMNS + " FROM (SELECT * FROM kpi_values WHERE " + kpis + ") AS v WHERE "
                + condition + " ORDER BY 2, 1";
        assertEquals(rows(whole), rows(pruned));
    }

    @Test
    void monthMayBeAParameter() {
        String sql = "SELECT \"value\", previous, year_ago FROM kpi_values WHERE kpi = ? AND month = ?"
                + " AND segment_name IS NULL";
        List<List<Object>> asked = rows(sql, "closing_customers", LocalDate.of(2026, 5, 1));
        assertEquals(
                rows("SELECT closing_customers(), previous(closing_customers()), year_ago(closing_customers()) FROM kpi"
                                + " WHERE month = DATE '2026-05-01'")
                        .toString(),
                asked.toString());
        assertFalse(asked.toString().contains("null"), asked.toString());
    }
}
