package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that no row can have is told of: else nothing is all that is seen of a misspelt name. */
class MisspeltValuesTest {

    @TempDir
    private static Path folder;

    private static Connection own;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,seats\nann,600\nbob,3\n");
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to\n"
                        + "a,a,ann,active,100,2025-01-01,\nb,b,bob,active,10,2025-01-01,2026-02-15\n");
        Files.writeString(
                folder.resolve("feedback.csv"), "feedback_id,customer_id,given_at,text\n1,ann,2026-02-03,so slow\n");
        Path model = Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-03-01T00:00:00Z
                themes: {speed: {words: [slow]}, price: {words: [dear]}}
                sources:
                  crm: {type: files, folder: ., canonical: true}
                tables:
                  customers:
                    from: crm.customers
                    columns: {segment: "CASE WHEN seats > 500 THEN 'Enterprise' WHEN seats > 100 THEN 'Middle' ELSE 'Small' END"}
                benchmarks:
                  rows:
                  - {kpi: churn_rate, industry: Software, maturity: growth, median: 0.02, unit: ratio, source: Review, source_date: 2026-01-01}
                scorecards:
                  board: {title: Board, audience: board, objective: grow, kpis: [mrr, churn_rate]}
                views:
                  churn_of_segments:
                    summary: Churn by segment.
                    grain: a month and segment
                    columns: {month: first day of the month, value: churn}
                    sql: SELECT month, "value" FROM kpi_values WHERE kpi = 'chrun_rate'
                """);
        own = DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    @AfterAll
    static void close() throws SQLException {
        own.close();
    }

    /** Only the file knows these values; ann and bob are all there are. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT mrr() FROM kpi WHERE customer_id = 'anne' | No row of kpi has customer_id 'anne'; those that there are: SELECT DISTINCT customer_id FROM kpi.
            SELECT customer_id, mrr() FROM kpi WHERE customer_id IN ('anne', 'bobby') GROUP BY customer_id | No row of kpi has customer_id 'bobby'
            SELECT mrr() FILTER (WHERE customer_id = 'anne') FROM kpi | No row of kpi has customer_id 'anne'
            SELECT status FROM subscriptions WHERE status = 'Active' | No row of subscriptions has status 'Active', there is 'active'; those that there are: SELECT DISTINCT status FROM subscriptions.
            SELECT segment FROM customers WHERE customer_id = ' ANN' | has customer_id ' ANN', there is 'ann'; those
            SELECT month, mrr() FROM kpi WHERE customer_id = 'Ann' AND month >= DATE '2025-11-01' GROUP BY month | No row of kpi has customer_id 'Ann', there is 'ann'; those
            SELECT COUNT(*), SUM(mrr) FROM subscriptions WHERE status = 'Active' | No row of subscriptions has status 'Active'
            SELECT * FROM (SELECT status AS s FROM subscriptions) AS t WHERE t.s = 'activ' | No row of subscriptions has status 'activ'
            """)
    void textThatNoRowHasIsToldWhereNothingIsFound(String question, String note) throws SQLException {
        List<String> notes = ask(question);
        assertTrue(notes.stream().anyMatch(n -> n.contains(note)), notes.toString());
    }

    /** Also where another condition leaves nothing; and the rows are those that there are. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT COUNT(*) FROM subscriptions WHERE status = 'active' AND mrr > 1000 | 0
            SELECT COUNT(*) FROM subscriptions WHERE status = 'active' | 2
            SELECT customer_id FROM subscriptions WHERE status <> 'Active' ORDER BY 1 | ann,bob
            SELECT status FROM subscriptions WHERE status = 'active' | active,active
            SELECT n FROM (VALUES (0), (7), (0)) AS t(n) WHERE EXISTS (SELECT 1 FROM subscriptions WHERE status = 'active') | 0,7,0
            SELECT n FROM (VALUES (0), (0)) AS t(n) WHERE EXISTS (SELECT 1 FROM subscriptions WHERE status = 'active') | 0,0
            SELECT CAST(NULL AS INTEGER) FROM subscriptions WHERE status = 'active' | null,null
            SELECT status FROM subscriptions WHERE status = 'active' AND mrr > 1000 | ``
            SELECT mrr - 100 FROM subscriptions WHERE customer_id = 'ann' | 0.0000
            """)
    void rowsAreAllThereAndNothingIsToldWhereTheTextIsKnown(String question, String rows) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = own.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
            assertEquals(null, statement.getWarnings());
        }
        assertEquals(
                rows == null ? "" : rows,
                String.join(",", found.stream().map(String::valueOf).toList()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT * FROM kpi_values WHERE kpi = 'chrun_rate' | There is no KPI 'chrun_rate'. Did you mean 'churn_rate'?
            SELECT * FROM kpi_values WHERE 'chrun_rate' = kpi OR month > DATE '2026-01-01' | Did you mean 'churn_rate'?
            SELECT * FROM kpi_values WHERE NOT kpi <> 'Churn_Rate' | In this column it is written 'churn_rate'.
            SELECT * FROM kpi_values WHERE kpi = 'logo_churn_rate' | In this column it is written 'churn_rate'.
            SELECT * FROM kpi_values WHERE kpi IN ('mrr', 'grrr') | There is no KPI 'grrr'.
            SELECT * FROM kpi_values WHERE kpi NOT IN ('mrrr') | Did you mean 'mrr'?
            SELECT COUNT(*) FILTER (WHERE kpi = 'mrrr') FROM kpi_values | Did you mean 'mrr'?
            SELECT v.k FROM (SELECT kpi AS k, month FROM kpi_values WHERE month > DATE '2025-06-01') AS v WHERE v.k = 'mrrr' | Did you mean 'mrr'?
            WITH v AS (SELECT DISTINCT kpi FROM kpi_values) SELECT * FROM v WHERE kpi = 'mrrr' | Did you mean 'mrr'?
            SELECT * FROM customers WHERE EXISTS (SELECT 1 FROM scorecard WHERE scorecard.name = 'bord') | There is no scorecard 'bord'. Did you mean 'board'?
            SELECT * FROM scorecard WHERE name = 'Board' | It is written 'board'.
            SELECT s.name FROM scorecard AS s JOIN kpi_values AS v ON v.kpi = s.kpi AND s.kpi = 'mrrr' | Did you mean 'mrr'?
            SELECT * FROM canary WHERE kpi = 'mrrr' | Did you mean 'mrr'?
            SELECT * FROM kpi_values WHERE segment_name = 'segmnt' | There is no segment 'segmnt'. Did you mean 'segment'?
            SELECT * FROM churn_of_segments | Did you mean 'churn_rate'?
            """)
    void nameThatDoesNotExistIsRefused(String question, String told) {
        SQLException e = assertThrows(SQLException.class, () -> ask(question));
        assertTrue(e.getMessage().contains(told), e.getMessage());
        assertEquals("42704", e.getSQLState());
    }

    @Test
    void parameterIsLookedAtWhenItIsKnown() throws SQLException {
        try (PreparedStatement one = own.prepareStatement("SELECT \"value\" FROM kpi_values WHERE kpi = ?"
                + " AND month = DATE '2026-02-01' AND segment_name IS NULL")) {
            one.setString(1, "churn_rate");
            try (ResultSet rows = one.executeQuery()) {
                rows.next();
                assertEquals(0.5, rows.getDouble(1), "bob of two");
            }
            one.setString(1, "chrun_rate");
            SQLException e = assertThrows(SQLException.class, one::executeQuery);
            assertEquals("42704", e.getSQLState());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT month, mrr() FROM kpi WHERE segment = 'Enterprize' GROUP BY month | By the model no row has segment 'Enterprize': it has 'Enterprise'.
            SELECT month, mrr() FROM kpi WHERE segment IN ('Small', 'small') GROUP BY month | By the model no row has segment 'small': it writes 'Small'.
            SELECT mrr() FILTER (WHERE segment = 'Bygones') FROM kpi WHERE month = DATE '2026-02-01' | it has Enterprise, Middle, Small.
            SELECT COUNT(*) FROM customers WHERE segment = 'Enterprize' | it has 'Enterprise'.
            SELECT month, theme_mentions() FROM kpi WHERE theme = 'sped' GROUP BY month | By the model no row has theme 'sped': it has 'speed'.
            SELECT * FROM kpi_values WHERE kpi = 'nps' | There are no values of 'nps' here. 'nps' needs columns that the model does not map: surveys.
            SELECT * FROM scorecard WHERE kpi = 'expansion_mrr' | No scorecard has 'expansion_mrr'. It is in kpi_values.
            """)
    void valueThatNoRowHasByTheModelIsToldOf(String question, String told) throws SQLException {
        assertTrue(ask(question).stream().anyMatch(w -> w.contains(told)), ask(question)::toString);
    }

    /** The last is empty for another reason, which is no mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM kpi_values WHERE kpi LIKE 'chrun%'",
                "SELECT * FROM kpi_values WHERE UPPER(kpi) = 'MRR'",
                "SELECT * FROM kpi_values WHERE segment_value = 'Enterprize' AND kpi = 'mrr'",
                "SELECT kpi FROM (VALUES ('a')) AS v(kpi) WHERE kpi = 'chrun_rate'",
                "SELECT * FROM scorecard WHERE name = 'board' AND kpi = 'arr'",
                "SELECT kpi, benchmark FROM scorecard WHERE name = 'board'"
            })
    void whatMayBeIsNotTouched(String question) throws SQLException {
        assertFalse(ask(question).stream().anyMatch(w -> w.contains("By the model")));
    }

    /** The warnings of a question, whatever it answers. */
    private static List<String> ask(String question) throws SQLException {
        try (Statement statement = own.createStatement()) {
            statement.executeQuery(question).close();
            List<String> warnings = new ArrayList<>();
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                warnings.add(w.getMessage());
            }
            return warnings;
        }
    }
}
