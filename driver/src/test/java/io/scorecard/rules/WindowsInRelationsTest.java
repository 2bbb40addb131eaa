package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows in named relations: grouped by at once, and looked at by other windows. */
class WindowsInRelationsTest extends BothEngines {

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
                relations:
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

    @ParameterizedTest
    @EnumSource
    void windowsAreGroupedBy(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT even_contacts() FROM kpi WHERE quarter = DATE '2025-04-01'",
                        "SELECT COUNT(*) FROM " + NUMBERED + " WHERE n % 2 = 0 AND created_at >= DATE '2025-04-01'"
                                + " AND created_at < DATE '2025-07-01'");
    }

    /** The places 1 to n added up are n times n + 1, halved. */
    @ParameterizedTest
    @EnumSource
    void windowsLookAtWindows(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT added_contacts() FROM kpi WHERE quarter = DATE '2025-04-01'",
                        "SELECT SUM(n * (n + 1) / 2) FROM " + NUMBERED + " WHERE created_at >= DATE '2025-04-01'"
                                + " AND created_at < DATE '2025-07-01'");
    }

    @ParameterizedTest
    @EnumSource
    void questionsMayDoTheSame(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        company.assertSame(
                "SELECT n, COUNT(*) FROM " + NUMBERED + " GROUP BY n ORDER BY n",
                "SELECT n, COUNT(*) FROM " + NUMBERED + " GROUP BY n ORDER BY n");
        String nested =
                "SELECT MAX(added), COUNT(*) FROM (SELECT SUM(n) OVER (PARTITION BY customer_id ORDER BY created_at"
                        + " ROWS UNBOUNDED PRECEDING) AS added FROM " + NUMBERED + ") AS a";
        company.assertSame(nested, nested);
    }
}
