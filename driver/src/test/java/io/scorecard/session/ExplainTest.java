package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EXPLAIN: what a question becomes, without running it. */
class ExplainTest {

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        connection = Company.open(Company.in(folder));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<Object> stage(String question, String stage) throws SQLException {
        return Company.told(connection, "EXPLAIN " + question, stage);
    }

    @Test
    void periodsAreTold() throws SQLException {
        String months = "SELECT month, mrr() FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month";
        assertEquals(List.of("3 from 2026-01-01 to 2026-03-31"), stage(months, "periods"));
        assertEquals(
                List.of("1 from 2026-01-01 to 2026-01-31"),
                stage("SELECT mrr() FROM kpi WHERE month = DATE '2026-01-01'", "periods"));
        assertEquals(
                List.of("2 from 2026-01-01 to 2026-02-10, 1 of them partial, by 1 segment"),
                stage(
                        "SELECT month, industry, mrr() FROM kpi WHERE day BETWEEN DATE '2026-01-01' AND DATE '2026-02-10'"
                                + " GROUP BY month, industry",
                        "periods"));
    }

    @Test
    void everyGroupingSetHasItsPeriods() throws SQLException {
        assertEquals(
                List.of("3 from 2026-01-01 to 2026-03-31", "1 from 2026-01-01 to 2026-03-31"),
                stage(
                        "SELECT month, mrr() FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY ROLLUP(month)",
                        "periods"));
    }

    @Test
    void branchesAreTold() throws SQLException {
        assertEquals(
                List.of("balance: customers at the opening", "balance: recurring revenue at the closing"),
                stage("SELECT opening_customers(), mrr() FROM kpi", "branch"));
    }

    @Test
    void defaultPeriodIsAWarning() throws SQLException {
        assertTrue(stage("SELECT mrr()", "warning").toString().contains("2026-03-01 to 2026-03-31"));
    }

    @Test
    void sourceIsTold() throws SQLException {
        assertEquals(1, stage("SELECT COUNT(*) FROM customers", "source").size());
        assertTrue(stage("SELECT COUNT(*) FROM customers", "source").toString().contains("duckdb"));
    }

    @Test
    void statementOfTheExplanationGivesTheAnswer() throws SQLException {
        String question = "SELECT month, industry, mrr() FROM kpi WHERE month >= DATE '2026-01-01'"
                + " GROUP BY month, industry ORDER BY month, industry";
        String sql = stage(question, "sql").stream().map(String::valueOf).collect(Collectors.joining("\n"));
        List<List<Object>> answer = Company.rows(connection, question);
        assertEquals(6, answer.size());
        connection.close();
        try (Connection source = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = source.createStatement()) {
            statement.execute("ATTACH '" + folder.resolve("crm.duckdb") + "' AS crm (READ_ONLY)");
            try (ResultSet rows = statement.executeQuery(sql)) {
                for (List<Object> expected : answer) {
                    assertTrue(rows.next());
                    assertEquals(expected.get(0).toString(), rows.getString(1).substring(0, 10));
                    assertEquals(expected.get(1), rows.getString(2));
                    assertEquals(
                            0,
                            rows.getBigDecimal(3)
                                    .compareTo(new java.math.BigDecimal(
                                            expected.get(2).toString())));
                }
            }
        }
    }

    @Test
    void statementIsIndented() throws SQLException {
        List<Object> lines = stage("SELECT industry, COUNT(*) FROM customers GROUP BY industry", "sql");
        assertTrue(lines.size() > 2, lines.toString());
        assertTrue(lines.stream().anyMatch(l -> l.toString().startsWith("FROM ")), lines.toString());
    }

    @Test
    void parametersCount() throws SQLException {
        try (PreparedStatement explained = connection.prepareStatement(
                "EXPLAIN PLAN FOR SELECT month, mrr() FROM kpi WHERE month >= ? GROUP BY month")) {
            explained.setDate(1, Date.valueOf("2026-02-01"));
            try (ResultSet rows = explained.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString("stage").equals("periods")) {
                        assertEquals("2 from 2026-02-01 to 2026-03-31", rows.getString("detail"));
                        return;
                    }
                }
            }
        }
        throw new AssertionError("no periods");
    }

    @Test
    void faultIsFoundWhereItStands() {
        SQLException fault = assertThrows(SQLException.class, () -> stage("\n  SELECT FROM WHERE", "sql"));
        assertEquals("42601", fault.getSQLState());
        assertTrue(fault.getMessage().contains("Line 2"), fault.getMessage());
    }

    @Test
    void explainTellsEverythingSoItHasNoVerbose() {
        SQLException refused = assertThrows(SQLException.class, () -> stage("VERBOSE SELECT 1", "sql"));
        assertTrue(refused.getMessage().contains("VERBOSE"), refused.getMessage());
    }

    @Test
    void analyzeRunsTheQuestionAndCountsItsRows() throws SQLException {
        List<List<@Nullable Object>> rows = Company.rows(
                connection, "EXPLAIN ANALYZE SELECT customer_id, industry FROM customers ORDER BY customer_id");
        assertEquals(2, rows.size());
        assertEquals("plan", rows.get(0).get(0));
        // a retail, b retail, c energy
        assertEquals(List.of("answer", "embedded", 3L, 21L), rows.get(1).subList(0, 4));
    }
}
