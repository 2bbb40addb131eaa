package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Reference;
import io.scorecard.functions.Type;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample company keeps what the canonical tables promise: names, types, keys, and time without overlaps. */
class SampleKeysTest {

    private static Loaded company;

    @BeforeAll
    static void load() throws SQLException {
        company = new Loaded(42, 1);
    }

    @AfterAll
    static void close() throws SQLException {
        company.close();
    }

    @Test
    void everyColumnIsACanonicalOneOfItsType() throws SQLException {
        for (String table : company.tables()) {
            CanonicalTable canonical = CanonicalTables.builtIn().find(table).orElseThrow();
            List<String> columns = company.texts("""
                SELECT column_name || ' ' || data_type FROM duckdb_columns()
                WHERE schema_name = 'sample' AND table_name = '%s'\
                """.formatted(table));
            for (String column : columns) {
                String name = column.substring(0, column.indexOf(' '));
                Column wanted = canonical
                        .column(name)
                        .or(() -> table.equals("customer_history")
                                ? CanonicalTables.builtIn().find("customers").flatMap(c -> c.column(name))
                                : Optional.empty())
                        .orElseThrow(() -> new AssertionError(table + " has no " + name));
                assertEquals(name + " " + sql(wanted.type()), column, table);
            }
        }
    }

    private static String sql(Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case INSTANT -> "TIMESTAMP";
            case DAY -> "DATE";
            case MONEY -> "DECIMAL(38,4)";
            case COUNT -> "BIGINT";
            case SHARE -> "DOUBLE";
            case FLAG -> "BOOLEAN";
        };
    }

    @Test
    void keysAreUnique() throws SQLException {
        for (String table : company.tables()) {
            List<String> key =
                    CanonicalTables.builtIn().find(table).orElseThrow().key();
            if (!key.isEmpty()) {
                String columns = String.join(", ", key);
                assertEquals(
                        0, company.number("SELECT COUNT(*) - COUNT(DISTINCT (" + columns + ")) FROM " + table), table);
            }
        }
    }

    @Test
    void referencesLeadSomewhere() throws SQLException {
        int checked = 0;
        for (String table : company.tables()) {
            for (Reference reference :
                    CanonicalTables.builtIn().find(table).orElseThrow().references()) {
                String target = reference.table();
                List<String> columns =
                        company.texts("SELECT column_name FROM duckdb_columns() WHERE schema_name = 'sample'"
                                + " AND table_name = '" + table + "'");
                if (company.tables().contains(target) && columns.contains(reference.column())) {
                    String key = CanonicalTables.builtIn()
                            .find(target)
                            .orElseThrow()
                            .key()
                            .get(0);
                    assertEquals(
                            0,
                            company.number(
                                    "SELECT COUNT(*) FROM %s WHERE %s IS NOT NULL AND %s NOT IN (SELECT %s FROM %s)"
                                            .formatted(table, reference.column(), reference.column(), key, target)),
                            table + "." + reference.column());
                    checked++;
                }
            }
        }
        assertTrue(checked > 15, checked + " references");
    }

    @Test
    void someTicketsAndSurveysHaveNoCustomer() throws SQLException {
        double tickets = company.number("SELECT COUNT(*) FROM tickets WHERE customer_id IS NULL");
        double surveys = company.number("SELECT COUNT(*) FROM surveys WHERE customer_id IS NULL");
        assertTrue(tickets > 20 && surveys > 5, () -> tickets + " and " + surveys);
    }

    @Test
    void historyIsCompleteAndEndsInThePresent() throws SQLException {
        assertEquals(0, company.number("""
            SELECT COUNT(*) FROM customers c WHERE NOT EXISTS (
                SELECT 1 FROM customer_history h
                WHERE h.customer_id = c.customer_id AND h.valid_to IS NULL AND h.owner_name = c.owner_name
                    AND h.segment = c.segment AND h.company_size = c.company_size)\
            """));
        assertEquals(0, company.number("""
            SELECT COUNT(*) FROM customers c JOIN (
                SELECT customer_id, MIN(valid_from) AS since FROM customer_history GROUP BY 1) USING (customer_id)
            WHERE since > c.created_at OR since > (
                SELECT MIN(valid_from) FROM subscriptions s WHERE s.customer_id = c.customer_id)\
            """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer_history PARTITION customer_id", "subscriptions PARTITION subscription_item_id"})
    void versionsDoNotOverlap(String parts) throws SQLException {
        String table = parts.split(" PARTITION ")[0];
        String key = parts.split(" PARTITION ")[1];
        assertEquals(0, company.number("""
            SELECT COUNT(*) FROM (
                SELECT valid_from, valid_to, LEAD(valid_from) OVER (PARTITION BY %s ORDER BY valid_from) AS next
                FROM %s)
            WHERE valid_to <= valid_from OR next < COALESCE(valid_to, 'infinity')\
            """.formatted(key, table)));
    }

    @Test
    void monthlyRevenueIsPriceTimesSeatsLessDiscount() throws SQLException {
        assertEquals(0, company.number("""
            SELECT COUNT(*) FROM subscriptions
            WHERE mrr <> CASE WHEN status NOT IN ('active', 'past_due') THEN 0 ELSE round(
                quantity * unit_amount::DECIMAL(18,4) * (100 - COALESCE(discount_percent, 0))::DECIMAL(5,0) / 100
                / CASE billing_interval WHEN 'year' THEN 12 ELSE 1 END, 4) END\
            """));
    }

    @Test
    void ticketsAgreeWithTheirEvents() throws SQLException {
        assertEquals(0, company.number("""
            WITH told AS (
                SELECT ticket_id,
                    MIN(occurred_at) FILTER (event_type = 'comment' AND actor_role = 'agent') AS first_response_at,
                    COUNT(*) FILTER (event_type = 'comment' AND actor_role = 'agent') AS replies,
                    COUNT(*) FILTER (event_type = 'comment' AND actor_role = 'end_user') AS answers,
                    MIN(occurred_at) FILTER (value = 'solved') AS first_solved_at,
                    COUNT(*) FILTER (value = 'open') AS reopened
                FROM ticket_events WHERE is_public GROUP BY 1)
            SELECT COUNT(*) FROM tickets t LEFT JOIN told USING (ticket_id)
            WHERE t.first_response_at IS DISTINCT FROM told.first_response_at
                OR t.agent_reply_count <> COALESCE(replies, 0) OR t.customer_reply_count <> COALESCE(answers, 0)
                OR t.first_solved_at IS DISTINCT FROM told.first_solved_at
                OR t.reopen_count <> COALESCE(reopened, 0)\
            """));
    }

    @Test
    void nothingIsKnownAfterTheEnd() throws SQLException {
        for (String column : List.of(
                "tickets.created_at",
                "tickets.first_response_at",
                "tickets.last_solved_at",
                "tickets.closed_at",
                "surveys.sent_at",
                "surveys.responded_at",
                "subscriptions.valid_from",
                "subscriptions.valid_to",
                "revenue.occurred_at",
                "revenue.paid_at",
                "usage_events.occurred_at",
                "feedback.given_at",
                "customer_history.valid_from",
                "ticket_events.occurred_at",
                "time_entries.worked_at",
                "deals.closed_at",
                "interactions.occurred_at",
                "subscriptions.cancel_requested_at")) {
            String[] parts = column.split("\\.");
            assertEquals(
                    0,
                    company.number("SELECT COUNT(*) FROM " + parts[0] + " WHERE " + parts[1]
                            + " >= TIMESTAMP '2026-06-30 22:00:00'"),
                    column);
        }
    }

    @Test
    void awkwardCasesAreThere() throws SQLException {
        List<String> missing = company.texts("""
            SELECT what FROM (VALUES
                ('start on a bound', (SELECT COUNT(*) FROM subscriptions
                        WHERE berlin(valid_from) = date_trunc('month', berlin(valid_from)))),
                ('annual plan', (SELECT COUNT(*) FROM subscriptions WHERE billing_interval = 'year')),
                ('discount', (SELECT COUNT(*) FROM subscriptions
                        WHERE discount_percent > 0 AND discount_end IS NOT NULL)),
                ('trial', (SELECT COUNT(*) FROM subscriptions WHERE status = 'trialing')),
                ('pause', (SELECT COUNT(*) FROM subscriptions WHERE status = 'paused')),
                ('late payment', (SELECT COUNT(*) FROM subscriptions WHERE status = 'past_due')),
                ('notice of an end ahead', (SELECT COUNT(*) FROM subscriptions WHERE cancel_at > '2026-07-01')),
                ('second subscription', (SELECT COUNT(*) FROM subscriptions WHERE product_id <> 'PR-CORE')),
                ('refund', (SELECT COUNT(*) FROM revenue
                        WHERE revenue_type = 'refund' AND amount < 0)),
                ('unanswered invitation', (SELECT COUNT(*) FROM surveys
                        WHERE score IS NULL AND responded_at IS NULL)),
                ('unanswered ticket', (SELECT COUNT(*) FROM tickets
                        WHERE first_response_at IS NULL AND NOT is_deleted)),
                ('deleted ticket', (SELECT COUNT(*) FROM tickets WHERE is_deleted)),
                ('competitor', (SELECT COUNT(*) FROM surveys WHERE comment LIKE '%Bluepeak%')),
                ('night of March 2025', (SELECT COUNT(*) FROM tickets
                        WHERE created_at BETWEEN '2025-03-29 23:00' AND '2025-03-30 03:00')),
                ('night of October 2025', (SELECT COUNT(*) FROM tickets
                        WHERE created_at BETWEEN '2025-10-25 22:00' AND '2025-10-26 02:00')),
                ('night of March 2026', (SELECT COUNT(*) FROM tickets
                        WHERE created_at BETWEEN '2026-03-28 23:00' AND '2026-03-29 03:00')),
                ('change of segment', (SELECT COUNT(*) - COUNT(DISTINCT customer_id) FROM customer_history)),
                ('time entry', (SELECT COUNT(*) FROM time_entries))) AS t (what, n)
            WHERE n = 0\
            """);
        assertEquals(List.of(), missing);
    }
}
