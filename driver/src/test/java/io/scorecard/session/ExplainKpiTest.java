package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** explain_kpi: a number with all that it rests on, as a row. Of three customers one leaves in March 2026. */
class ExplainKpiTest extends OfThreeCustomers {

    @Test
    void numberHasItsParts() throws SQLException {
        assertEquals(
                List.of(List.of(1d / 3, 1d, 3d, 3L)),
                Company.rows(
                        three,
                        "SELECT \"value\", numerator, denominator, n FROM explain_kpi('churn_rate', period => '2026-03')"));
        assertEquals(
                List.of(List.of(0d, 0d)),
                Company.rows(three, "SELECT \"value\", numerator FROM explain_kpi(churn_rate, '2026-02')"));
    }

    @Test
    void numberHasItsPeriod() throws SQLException {
        assertEquals(
                List.of(Arrays.asList(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 4, 1), false)),
                Company.rows(
                                three,
                                "SELECT period_start, period_end, is_partial FROM explain_kpi('mrr', period => '2026-Q1')")
                        .stream()
                        .map(r -> Arrays.asList(
                                LocalDate.parse(r.get(0).toString()),
                                LocalDate.parse(r.get(1).toString()),
                                r.get(2)))
                        .toList());
    }

    @Test
    void numberHasItsOrigin() throws SQLException {
        assertEquals(
                List.of(List.of("crm", "departed_customers / opening_customers", 7, true, "model.yaml:7")),
                Company.rows(
                        three,
                        "SELECT source, definition, version, overridden, defined_in FROM explain_kpi('churn_rate')"));
        assertEquals(
                List.of(List.of("churned_customers / opening_customers")),
                Company.rows(three, "SELECT definition FROM explain_kpi('churn_rate', options => 'snapshot')"));
    }

    @Test
    void momentsAreTheSessions() throws SQLException {
        assertEquals(
                List.of(List.of(true, true)),
                Company.rows(
                        three,
                        "SELECT as_of = TIMESTAMP '2026-04-01 00:00:00', data_through = as_of() FROM explain_kpi('mrr')"));
    }

    @Test
    void statementGivesTheNumberAtTheSource(@TempDir Path own) throws Exception {
        String sql;
        try (Connection connection = Company.open(Company.in(own))) {
            sql = (String) Company.rows(connection, "SELECT pushed_sql FROM explain_kpi('mrr')")
                    .get(0)
                    .get(0);
        }
        try (Connection source = DriverManager.getConnection("jdbc:duckdb:")) {
            Company.run(source, "ATTACH '" + own.resolve("crm.duckdb") + "' AS crm (READ_ONLY)");
            assertEquals(0, new BigDecimal("150").compareTo((BigDecimal)
                            Company.rows(source, sql).get(0).get(0)));
        }
    }

    @Test
    void unknownKpiIsToldWhatWasMeant() {
        SQLException refused =
                assertThrows(SQLException.class, () -> Company.rows(three, "SELECT * FROM explain_kpi('churn_rat')"));
        assertEquals("42704", refused.getSQLState());
        assertTrue(refused.getMessage().contains("'churn_rate'"), refused.getMessage());
    }

    @Test
    void kpiWithoutItsColumnsSaysWhatItNeeds() {
        SQLException refused =
                assertThrows(SQLException.class, () -> Company.rows(three, "SELECT * FROM explain_kpi('nps')"));
        assertTrue(refused.getMessage().startsWith("SC-2008"), refused.getMessage());
    }
}
