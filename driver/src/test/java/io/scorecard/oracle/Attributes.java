package io.scorecard.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The SQL that looks up a customer's attribute at an instant: always a scalar subquery, so that two rows for one
 * instant stop the test instead of doubling money.
 *
 * @param changing the attributes that have a history, empty where the current ones are asked
 * @param plans whether plans have names of their own
 * @param priced whether versions have a price for an interval in place of their monthly money
 */
record Attributes(Set<String> changing, boolean plans, boolean priced) {
    /**
     * Price x quantity x factor in whole ten-thousandths: twice the dividend and once the divisor over twice the
     * divisor, less the remainder, is the quotient rounded half up on every engine, without a double on the way. The
     * factors are 365/12, 52/12, 1 and 1/12; none of the amounts is negative.
     */
    private static final String MONTHLY = """
            (SELECT CAST((n - MOD(n, d)) / d AS BIGINT) * CAST(0.0001 AS DECIMAL(10, 4))
              FROM (SELECT 2 * CAST(v.quantity * v.unit_amount * 10000 AS BIGINT)
                  * CASE v.billing_interval WHEN 'day' THEN 365 WHEN 'week' THEN 52 WHEN 'month' THEN 12 ELSE 1 END
                  + 12 * v.billing_interval_count AS n, 2 * 12 * v.billing_interval_count AS d) AS price)""";

    static Attributes of(Grid grid) throws SQLException {
        return of(grid.connection(), grid.history());
    }

    static Attributes of(Connection connection, boolean history) throws SQLException {
        Set<String> changing = history ? columns(connection, "customer_history") : Set.of();
        return new Attributes(
                changing,
                !columns(connection, "plans").isEmpty(),
                !columns(connection, "subscriptions").contains("mrr"));
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = current_schema() AND table_name = '" + table + "'")) {
            while (rows.next()) {
                columns.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    /** The state's left limit: an instant before the bound ({@code semantics.md} 8). */
    String atBound(String attribute, String customer, String bound) {
        return lookup(attribute, customer, "h.valid_from < " + bound, "h.valid_to >= " + bound);
    }

    /** Just after an instant at which something happened ({@code semantics.md} 11). */
    String justAfter(String attribute, String customer, String instant) {
        return lookup(attribute, customer, "h.valid_from <= " + instant, "h.valid_to > " + instant);
    }

    private String lookup(String attribute, String customer, String begun, String notEnded) {
        if (!changing.contains(attribute)) {
            return "(SELECT c." + attribute + " FROM customers c WHERE c.customer_id = " + customer + ")";
        }
        return "(SELECT h." + attribute + " FROM customer_history h WHERE h.customer_id = " + customer + " AND " + begun
                + " AND (h.valid_to IS NULL OR " + notEnded + "))";
    }

    /** The name of a version's plan, or its id where no plan of that id is known. */
    String plan() {
        return plans ? "COALESCE((SELECT n.name FROM plans n WHERE n.plan_id = v.plan_id), v.plan_id)" : "v.plan_id";
    }

    /** A version's money a month, rounded once to four places. */
    String mrr() {
        return priced ? MONTHLY : "ROUND(CAST(v.mrr AS DECIMAL(38, 4)), 4)";
    }
}
