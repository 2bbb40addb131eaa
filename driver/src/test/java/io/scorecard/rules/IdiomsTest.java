package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of PostgreSQL that our parser or the engines read otherwise. */
class IdiomsTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT customer_id, mode() WITHIN GROUP (ORDER BY channel), mode() WITHIN GROUP (ORDER BY channel DESC),"
                        + " mode() WITHIN GROUP (ORDER BY handle_minutes) FILTER (WHERE channel = 'chat') FROM tickets GROUP BY customer_id"
                        + " ORDER BY 1 NULLS LAST",
                "SELECT mode() WITHIN GROUP (ORDER BY length(industry)), mode() WITHIN GROUP (ORDER BY segment) FROM customers",
                "SELECT x, SUM(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW), COUNT(*) OVER (ORDER BY x GROUPS 1 PRECEDING),"
                        + " SUM(x) OVER (ORDER BY x GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),"
                        + " SUM(x) OVER (PARTITION BY x > 1 ORDER BY x DESC GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING),"
                        + " SUM(x) OVER (w GROUPS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM (VALUES (1), (1), (2), (3), (3)) AS t(x)"
                        + " WINDOW w AS (ORDER BY x) ORDER BY 1",
                // Over a table the source itself counts groups; without one it is a database of ours.
                "SELECT SUM(handle_minutes) OVER (ORDER BY created_at::date GROUPS BETWEEN 1 FOLLOWING AND 2 FOLLOWING),"
                        + " COUNT(*) OVER (ORDER BY channel GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE GROUP) FROM tickets ORDER BY 1, 2",
                "SELECT customer_id, COUNT(*) FROM customers NATURAL JOIN (SELECT customer_id, ticket_id FROM tickets) AS t"
                        + " GROUP BY customer_id ORDER BY customer_id",
                "SELECT customer_id, segment, COUNT(ticket_id) FROM customers NATURAL LEFT JOIN (SELECT customer_id, ticket_id FROM tickets) AS t"
                        + " WHERE customer_id > 'b' GROUP BY 1, 2 HAVING MIN(customer_id) < 'g' ORDER BY 1",
                "SELECT DISTINCT ON (c.customer_id) * FROM customers AS c JOIN tickets AS t ON t.customer_id = c.customer_id"
                        + " ORDER BY c.customer_id, t.created_at DESC",
                "SELECT DISTINCT ON (customer_id) * FROM customers JOIN (SELECT customer_id, created_at FROM tickets) AS t USING (customer_id)"
                        + " ORDER BY customer_id, created_at",
                "SELECT DISTINCT ON (c.segment) c.*, t.ticket_id FROM customers AS c JOIN tickets AS t ON t.customer_id = c.customer_id"
                        + " ORDER BY c.segment, t.created_at DESC",
                "SELECT segment, handle_minutes FROM customers JOIN tickets USING (customer_id) ORDER BY customer_id, upper(customer_id), created_at",
                "SELECT COUNT(*) FROM customers JOIN tickets USING (customer_id) GROUP BY customer_id ORDER BY customer_id DESC",
                "SELECT array_to_string(array_agg(DISTINCT channel ORDER BY channel), ', ') FROM tickets",
                "SELECT (array_agg(customer_id ORDER BY customer_id DESC))[1], (array_agg(customer_id))[-1], (array_agg(customer_id))[0],"
                        + " (ARRAY['a', 'b'])[2], (ARRAY['a', 'b'])[3] FROM customers",
                "SELECT segment, (array_agg(industry ORDER BY industry))[COUNT(DISTINCT industry)] FROM customers GROUP BY segment ORDER BY 1",
                "SELECT d::date FROM generate_series('2026-01-01'::date, '2026-01-05'::date, '1 day') AS d",
                "SELECT s.m, COUNT(t.ticket_id) FROM generate_series('2025-01-01'::timestamp, '2025-03-01', '1 month') AS s(m)"
                        + " LEFT JOIN tickets AS t ON DATE_TRUNC('month', t.created_at) = s.m GROUP BY s.m ORDER BY s.m",
            })
    void likePostgres(String sql) throws SQLException {
        // The tables of PostgreSQL have columns that ours do not show, and the other way round.
        String columns = "SELECT customer_id, industry, segment FROM customers";
        String tickets = "SELECT ticket_id, customer_id, created_at, status, channel, handle_minutes FROM tickets";
        assertLikePostgres(
                sql.contains(" * ") || sql.contains("c.*")
                        ? sql.replace("customers AS c", "(" + columns + ") AS c")
                                .replace("tickets AS t", "(" + tickets + ") AS t")
                                .replace("FROM customers JOIN", "FROM (" + columns + ") AS c JOIN")
                        : sql);
    }

    @Test
    void kpiKnowsNoHours() {
        assertRefused("0A000", "FROM tickets", "SELECT date_trunc('hour', ts), nps() FROM kpi GROUP BY 1");
    }

    @Test
    void anOffsetOfGroupsStandsAlone() throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            String printed = company(engine)
                    .rows(
                            "EXPLAIN SELECT COUNT(*) OVER (ORDER BY channel GROUPS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM tickets")
                    .toString();
            assertTrue(printed.contains("GROUPS BETWEEN 1 PRECEDING AND 2 FOLLOWING"), printed);
        }
    }

    @Test
    void anArrayOfASubqueryIsAnAggregate() {
        assertRefused("0A000", "array_agg(x ORDER BY x)", "SELECT ARRAY(SELECT customer_id FROM customers ORDER BY 1)");
    }

    @Test
    void rowsOfSeveralTablesAreCountedBeforeTheJoin() throws SQLException {
        String advised = "FROM (SELECT customer_id, COUNT(*) AS figure FROM tickets GROUP BY customer_id) AS tickets"
                + " JOIN customers USING (customer_id) JOIN (SELECT DISTINCT customer_id FROM surveys) AS surveys USING (customer_id)";
        assertRefused(
                "0A000",
                "SELECT .., SUM(figure) " + advised,
                "SELECT segment, COUNT(*) FROM customers JOIN tickets USING (customer_id) JOIN surveys USING (customer_id) GROUP BY segment");
        assertSame(
                "SELECT segment, SUM(figure) " + advised + " GROUP BY segment ORDER BY segment",
                "SELECT segment, COUNT(*) FROM tickets JOIN customers USING (customer_id) WHERE customer_id IN"
                        + " (SELECT customer_id FROM surveys) GROUP BY segment ORDER BY segment");
    }

    @Test
    void aColumnThatOneSideOfAJoinLacks() {
        assertRefused(
                "42703",
                "'industry' is not a column of tickets",
                "SELECT COUNT(*) FROM customers JOIN tickets USING (industry)");
    }

    @Test
    void onlyOnePartAsksNoPeriod() throws SQLException {
        String whole = "No period was asked: this is 2026-06-01 to 2026-06-30.";
        String part = "A part of the question asks no period, and is of 2026-06-01 to 2026-06-30.";
        for (Company.Engine engine : Company.Engine.values()) {
            Company company = company(engine);
            assertEquals(
                    List.of(whole),
                    company.warnings("SELECT MAX(n) FROM (SELECT segment, nps() AS n FROM kpi GROUP BY segment) AS t"));
            assertEquals(
                    List.of(part),
                    company.warnings("SELECT nps(), (SELECT nps() FROM kpi) FROM kpi WHERE month = DATE '2026-03-01'"));
        }
    }
}
