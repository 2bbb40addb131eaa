package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.compiler.print.Statement;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rule 27: a plan is kept for its text, as of, zone and values. */
class QuestionPlansTest {

    private static final String QUESTION =
            "SELECT month, segment, churn_rate(), net_revenue_retention(), nps(), cost_to_support() FROM kpi"
                    + " WHERE region = 'EU' AND month >= DATE '2026-01-01' GROUP BY month, segment ORDER BY 1, 2";

    private static Workspace workspace;

    @BeforeAll
    static void open() {
        workspace = Workspaces.sample();
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    private static Statement plan(SessionSettings settings, String sql, Object... values) {
        try (Session session = workspace.open(settings)) {
            return ((PreparedQuestion) session.prepare(sql)).bind(List.of(values), Limits.NONE, new Stop());
        }
    }

    @Test
    void rule27SessionsShareAPlanAndOtherMomentsZonesAndValuesHaveTheirOwn() {
        SessionSettings later = new SessionSettings(
                Optional.of(new GivenMoment("2026-05-01")), Optional.empty(), Optional.empty(), Optional.empty());
        SessionSettings elsewhere = new SessionSettings(
                Optional.empty(), Optional.empty(), Optional.of(ZoneId.of("Asia/Tokyo")), Optional.empty());
        Statement first = plan(SessionSettings.NONE, QUESTION);
        assertSame(first, plan(SessionSettings.NONE, QUESTION));
        assertNotEquals(first.sql(), plan(later, QUESTION).sql());
        assertNotEquals(first.sql(), plan(elsewhere, QUESTION).sql());
        String bound = "SELECT mrr() FROM kpi WHERE month = ?";
        assertNotEquals(
                plan(SessionSettings.NONE, bound, LocalDate.of(2026, 1, 1)).sql(),
                plan(SessionSettings.NONE, bound, LocalDate.of(2026, 2, 1)).sql());
    }

    @Test
    void rule27BoundsThatAreAskedFirstArePartOfTheKey() {
        String latest = "SELECT mrr() FROM kpi WHERE month = (SELECT MAX(month) FROM kpi)";
        assertSame(plan(SessionSettings.NONE, latest), plan(SessionSettings.NONE, latest));
        assertEquals(
                plan(SessionSettings.NONE, "SELECT mrr() FROM kpi WHERE month = DATE '2026-06-01'")
                        .sql(),
                plan(SessionSettings.NONE, latest).sql());
        assertNotSame(plan(SessionSettings.NONE, latest), plan(SessionSettings.NONE, QUESTION));
    }

    @Test
    void valuesOfAParameterPruneWhatIsComputed() {
        String values = "SELECT month, value FROM kpi_values WHERE kpi = ? AND segment_name IS NULL";
        String nps = plan(SessionSettings.NONE, values, "nps").sql();
        assertTrue(nps.contains("surveys") && !nps.contains("subscriptions"), nps);
        String like =
                plan(SessionSettings.NONE, values.replace("= ?", "LIKE 'nps%'")).sql();
        assertTrue(like.contains("surveys") && !like.contains("subscriptions"), like);
        String either = plan(SessionSettings.NONE, values.replace("kpi = ?", "(kpi = 'nps' OR kpi = 'csat')"))
                .sql();
        assertTrue(either.contains("surveys") && !either.contains("subscriptions"), either);
    }
}
