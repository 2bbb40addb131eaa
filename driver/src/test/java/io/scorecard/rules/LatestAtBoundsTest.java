package io.scorecard.rules;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What holds until the next one is the same at one bound, for which the last before it is looked for, and at several. Two
 * of one instant are told apart by the next key, of which NULL is the last; and nothing from the bound on counts.
 */
class LatestAtBoundsTest extends BothEngines {

    @Override
    List<String> revenue() {
        return List.of("INSERT INTO surveys (response_id, customer_id, survey_type, score, responded_at) VALUES"
                + " (9001, 'a', 'nps', 1, '2026-03-01'), (9002, 'a', 'nps', 10, '2026-02-27 10:00:00'),"
                + " (9003, 'b', 'nps', 2, '2026-02-28 10:00:00'), (9004, 'b', 'nps', 9, '2026-02-28 10:00:00'),"
                + " (NULL, 'c', 'nps', 7, '2026-02-28 11:00:00'), (9005, 'c', 'nps', 3, '2026-02-28 11:00:00'),"
                + " (9006, 'd', 'nps', 4, '2026-02-28 23:59:59'), (9007, 'd', 'nps', 5, '2026-04-30 23:59:59'),"
                + " (9008, 'e', 'nps', 6, '2027-01-01')");
    }

    @Override
    String settings() {
        return """
                kpis:
                  latest_score: {over: latest_scores, at: closing, formula: SUM(score), unit: index, better: higher}
                  known_since: {over: first_scores where first_at < as_of(), at: closing, formula: COUNT(*), unit: count,
                    better: higher}
                relations:
                  latest_scores:
                    grain: a customer's latest answer before a bound
                    customer: customer_id
                    at_bound: true
                    sql: |
                      SELECT customer_id, score
                      FROM (
                        SELECT customer_id, nps_score AS score, responded_at,
                          LEAD(responded_at) OVER (PARTITION BY customer_id ORDER BY responded_at, response_id) AS next_at
                        FROM surveys
                        WHERE nps_score IS NOT NULL AND responded_at < last_bound()
                      ) AS answers
                      WHERE responded_at < :bound AND (next_at IS NULL OR next_at >= :bound) AND score > 0
                  first_scores:
                    grain: a customer who has answered before a bound
                    customer: customer_id
                    at_bound: true
                    sql: |
                      SELECT customer_id, first_at
                      FROM (
                        SELECT customer_id, MIN(responded_at) AS first_at
                        FROM surveys
                        WHERE responded_at < last_bound() AND responded_at >= add_days(first_bound(), -60)
                        GROUP BY customer_id
                      ) AS firsts
                      WHERE first_at < :bound AND first_at >= add_days(:bound, -60)
                """;
    }

    private static String latest(String bound) {
        String before = "responded_at < TIMESTAMP '" + bound + "' AND score IS NOT NULL";
        return "(SELECT SUM(s.score) FROM surveys AS s WHERE s.score > 0 AND s." + before
                + " AND NOT EXISTS (SELECT 1 FROM surveys AS l WHERE l.customer_id = s.customer_id AND l." + before
                + " AND (l.responded_at > s.responded_at OR l.responded_at = s.responded_at"
                + " AND COALESCE(l.response_id, 99999) > COALESCE(s.response_id, 99999))))";
    }

    @Test
    void theLastAnswerBeforeOneBound() throws SQLException {
        for (String[] month : new String[][] {
            {"2026-02-01", "2026-03-01"},
            {"2026-03-01", "2026-04-01"},
            {"2026-04-01", "2026-05-01"},
            {"2025-12-01", "2026-01-01"}
        }) {
            assertSame(
                    "SELECT latest_score() FROM kpi WHERE month = DATE '" + month[0] + "'",
                    "SELECT " + latest(month[1]));
        }
    }

    @Test
    void theLastAnswerBeforeEachOfSeveral() throws SQLException {
        assertSame(
                "SELECT month, latest_score() FROM kpi WHERE month >= DATE '2026-02-01' AND month < DATE '2026-05-01'"
                        + " GROUP BY month ORDER BY month",
                "SELECT DATE '2026-02-01', " + latest("2026-03-01") + " UNION ALL SELECT DATE '2026-03-01', "
                        + latest("2026-04-01") + " UNION ALL SELECT DATE '2026-04-01', " + latest("2026-05-01")
                        + " ORDER BY 1");
    }

    @Test
    void whatIsReadUpToTheLastBoundBeginsBeforeIt() throws SQLException {
        assertSame(
                "SELECT known_since() FROM kpi WHERE month = DATE '2026-02-01'",
                "SELECT COUNT(DISTINCT customer_id) FROM surveys WHERE responded_at < TIMESTAMP '2026-03-01'"
                        + " AND responded_at >= TIMESTAMP '2025-12-31'");
    }
}
