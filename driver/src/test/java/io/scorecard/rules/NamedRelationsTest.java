package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What stands in named relations: windows, grouped by at once and looked at by others; subqueries; days computed. */
class NamedRelationsTest extends BothEngines {

    private static final String NUMBERED =
            "(SELECT customer_id, created_at, ROW_NUMBER() OVER (PARTITION BY customer_id"
                    + " ORDER BY created_at) AS n FROM tickets WHERE customer_id IS NOT NULL) AS t";

    @Override
    String settings() {
        return """
                kpis:
                  even_contacts:
                    over: counted_contacts where half = 0
                    formula: SUM(contacts)
                    unit: count
                    better: lower
                  added_contacts:
                    over: added_numbers
                    formula: SUM(added)
                    unit: count
                    better: lower
                  answered_contacts:
                    over: contacts_of_answering
                    formula: COUNT(*)
                    unit: count
                    better: lower
                  due_contacts:
                    over: contacts_by_due
                    formula: COUNT(*)
                    unit: count
                    better: lower
                relations:
                  contacts_of_answering:
                    grain: a ticket of a customer who answered a survey
                    date: created_at
                    customer: customer_id
                    needs: [tickets.customer_id]
                    sql: |
                      SELECT t.customer_id, t.created_at FROM tickets AS t
                      WHERE EXISTS (SELECT 1 FROM surveys AS s WHERE s.customer_id = t.customer_id)
                  contacts_by_due:
                    grain: a ticket by the day that it was to be done, a day for each seven minutes
                    date: due_on
                    customer: customer_id
                    needs: [tickets.customer_id]
                    sql: |
                      SELECT customer_id, add_days(day_of(created_at), handle_minutes / 7) AS due_on FROM tickets
                  counted_contacts:
                    grain: a contact by its place among those of its customer
                    date: first_at
                    customer: customer_id
                    needs: [tickets.customer_id]
                    sql: |
                      SELECT customer_id, n, MOD(n, 2) AS half, COUNT(*) AS contacts, MIN(created_at) AS first_at
                      FROM (SELECT customer_id, created_at, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY created_at)
                        AS n FROM tickets WHERE customer_id IS NOT NULL) AS t
                      GROUP BY customer_id, n
                  added_numbers:
                    grain: a contact with the places of all before it, added up
                    date: created_at
                    customer: customer_id
                    needs: [tickets.customer_id]
                    sql: |
                      SELECT customer_id, created_at, SUM(n) OVER (PARTITION BY customer_id ORDER BY created_at
                        ROWS UNBOUNDED PRECEDING) AS added
                      FROM (SELECT customer_id, created_at, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY created_at)
                        AS n FROM tickets WHERE customer_id IS NOT NULL) AS t
                """;
    }

    @Test
    void windowsAreGroupedBy() throws SQLException {
        assertSame(
                "SELECT even_contacts() FROM kpi WHERE quarter = DATE '2025-04-01'",
                "SELECT COUNT(*) FROM " + NUMBERED + " WHERE n % 2 = 0 AND created_at >= DATE '2025-04-01'"
                        + " AND created_at < DATE '2025-07-01'");
    }

    /** The places 1 to n added up are n times n + 1, halved. */
    @Test
    void windowsLookAtWindows() throws SQLException {
        assertSame(
                "SELECT added_contacts() FROM kpi WHERE quarter = DATE '2025-04-01'",
                "SELECT SUM(n * (n + 1) / 2) FROM " + NUMBERED + " WHERE created_at >= DATE '2025-04-01'"
                        + " AND created_at < DATE '2025-07-01'");
    }

    @Test
    void questionsMayDoTheSame() throws SQLException {
        assertSame(
                "SELECT n, COUNT(*) FROM " + NUMBERED + " GROUP BY n ORDER BY n",
                "SELECT n, COUNT(*) FROM " + NUMBERED + " GROUP BY n ORDER BY n");
        String nested =
                "SELECT MAX(added), COUNT(*) FROM (SELECT SUM(n) OVER (PARTITION BY customer_id ORDER BY created_at"
                        + " ROWS UNBOUNDED PRECEDING) AS added FROM " + NUMBERED + ") AS a";
        assertSame(nested, nested);
    }

    @Test
    void subqueriesLookAtTheRowAroundThem() throws SQLException {
        assertSame(
                "SELECT answered_contacts() FROM kpi WHERE quarter = DATE '2025-04-01'",
                "SELECT COUNT(*) FROM tickets WHERE customer_id IN (SELECT customer_id FROM surveys)"
                        + " AND created_at >= DATE '2025-04-01' AND created_at < DATE '2025-07-01'");
    }

    /** Six days and a half after Monday is Sunday. */
    @Test
    void partOfADayLeadsIntoNone() throws SQLException {
        assertSame(
                "SELECT month, due_contacts() FROM kpi WHERE quarter = DATE '2025-04-01' GROUP BY month ORDER BY 1",
                "SELECT CAST(date_trunc('month', due_on) AS DATE) AS m, COUNT(*) FROM (SELECT CAST(created_at AS DATE)"
                        + " + CAST(FLOOR(handle_minutes / 7.0) AS INTEGER) AS due_on FROM tickets) AS t WHERE due_on >="
                        + " DATE '2025-04-01' AND due_on < DATE '2025-07-01' GROUP BY 1 ORDER BY 1");
    }
}
