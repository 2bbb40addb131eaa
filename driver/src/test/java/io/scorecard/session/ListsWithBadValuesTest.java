package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A value that cannot be read takes the KPIs that need it out of views that list many, and no other. Ann pays 100 from
 * January on, Bob paid 10 until the middle of February; Ann wrote a ticket in March, and of her two answers there one has
 * a score that is no number.
 */
class ListsWithBadValuesTest {

    private static final String OF_SCORE = "Source 'desk.surveys' has a value that does not fit: a value of column"
            + " 'score' (surveys.score) cannot become DOUBLE: line 3 of surveys.csv.";

    private static final String VALUES = "SELECT kpi, \"value\" FROM kpi_values WHERE segment_name IS NULL"
            + " AND month = DATE '2026-03-01' AND kpi IN ('nps', 'nps_n', 'ticket_volume', 'mrr') ORDER BY kpi";

    @TempDir
    private Path folder;

    private List<String> notes = List.of();

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\nann,big\nbob,small\n");
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to,currency\n"
                        + "a,a,ann,active,100,2026-01-01,,EUR\nb,b,bob,active,10,2026-01-01,2026-02-15,EUR\n");
        Files.writeString(
                folder.resolve("tickets.csv"),
                "ticket_id,customer_id,created_at,status,channel\nt,ann,2026-03-02,open,mail\n");
        surveys("r,ann,nps,10,2026-03-03", "s,ann,nps,n.a.,2026-03-04");
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                currency: EUR
                sources: {desk: {type: files, folder: ., canonical: true}}
                """);
    }

    private void surveys(String... answers) throws IOException {
        Files.writeString(
                folder.resolve("surveys.csv"),
                "response_id,customer_id,survey_type,score,responded_at\n" + String.join("\n", answers) + "\n");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
    }

    private String answer(String question, Object... values) throws SQLException {
        try (Connection connection = open()) {
            NotedAnswer told = NotedAnswer.by(connection, question, values);
            notes = told.notes();
            return told.rows();
        }
    }

    private void isToldOf(String kpis, String reason) {
        assertEquals(1, notes.size(), notes::toString);
        assertTrue(notes.get(0).contains("There are no values of " + kpis + " here. " + reason), notes.get(0));
    }

    @Test
    void otherKpisAreListedByMonth() throws SQLException {
        assertEquals("mrr 100.0/ticket_volume 1.0/", answer(VALUES));
        isToldOf("nps, nps_n", OF_SCORE);
    }

    /** An empty list would look as if no KPI fell. */
    @Test
    void listOfWhichNothingIsLeftFails() {
        SQLException e =
                assertThrows(SQLException.class, () -> answer(VALUES.replace("ORDER BY", "AND change < 0 ORDER BY")));
        assertTrue(e.getMessage().contains(OF_SCORE), e.getMessage());
    }

    @Test
    void parametersNameThemAsWell() throws SQLException {
        String asked = "SELECT kpi, \"value\" FROM kpi_values WHERE segment_name IS NULL AND kpi IN (?, ?)"
                + " AND month = DATE '2026-03-01'";
        assertEquals("mrr 100.0/", answer(asked, "nps", "mrr"));
        isToldOf("nps", OF_SCORE);
    }

    @Test
    void aColumnOfEachKpiStays() throws SQLException {
        assertEquals(
                "2026-02-01 0.5 null 1 null/2026-03-01 0.0 1 0 null/",
                answer("SELECT month, churn_rate, NULLIF(ticket_volume, 0), churned_customers, nps FROM kpi_monthly"
                        + " WHERE month >= DATE '2026-02-01' ORDER BY month"));
        isToldOf("nps", OF_SCORE);
    }

    @Test
    void everyPlaceOfAScorecardStays() throws IOException, SQLException {
        Files.writeString(folder.resolve("model.yaml"), """
                scorecards:
                  own: {title: Own, audience: us, objective: to see, kpis: [nps, mrr]}
                """, StandardOpenOption.APPEND);
        String asked = "SELECT kpi, \"value\" FROM scorecard WHERE month = DATE '2026-03-01' AND name = 'own'"
                + " ORDER BY \"position\"";
        assertEquals("nps null/mrr 100.0/", answer(asked));
        isToldOf("nps", OF_SCORE);
    }

    /** Every month brought 10 or 12 more, until Ann's 100 left in March. */
    @Test
    void whatWorsenedIsListedWithoutThem() throws IOException, SQLException {
        StringBuilder versions = new StringBuilder(
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to,currency\n"
                        + "a,a,ann,active,100,2024-12-01,2026-03-15,EUR\n");
        for (int month = 0; month < 14; month++) {
            versions.append("b%1$d,b%1$d,bob,active,%2$d,%3$s,,EUR\n"
                    .formatted(
                            month, 10 + month % 2 * 2, LocalDate.of(2025, 1, 10).plusMonths(month)));
        }
        Files.writeString(folder.resolve("subscriptions.csv"), versions);
        Files.writeString(folder.resolve("model.yaml"), """
                scorecards:
                  own: {title: Own, audience: us, objective: to see, kpis: [nps, mrr]}
                """, StandardOpenOption.APPEND);
        String asked = "SELECT kpi, \"value\", change, score > 3.5 FROM canary WHERE kpi IN ('nps', 'mrr')"
                + " AND segment_name IS NULL";
        assertEquals("mrr 154.0 -100.0 t/", answer(asked).replace("true", "t"));
        isToldOf("nps", OF_SCORE);
        assertEquals("154.0/", answer("SELECT \"value\" FROM canary WHERE kpi = 'mrr' AND segment_name IS NULL"));
        assertEquals(List.of(), notes);
    }

    @Test
    void aMonthWithoutTheValueHasAll() throws IOException, SQLException {
        surveys("r,ann,nps,10,2026-03-03", "s,ann,nps,n.a.,2026-02-04");
        assertEquals("mrr 100.0/nps 100.0/nps_n 1.0/ticket_volume 1.0/", answer(VALUES));
        assertEquals(List.of(), notes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT month, nps FROM kpi_monthly WHERE month >= DATE '2026-01-01'",
                "SELECT \"value\" FROM kpi_values WHERE kpi = 'nps' AND month >= DATE '2026-01-01'",
                "SELECT \"value\" FROM kpi_values WHERE kpi IN ('nps', 'nps_n') AND month >= DATE '2026-01-01'",
                "SELECT k.\"value\" FROM kpi_values AS k CROSS JOIN surveys AS s WHERE s.nps_score > 3"
                        + " AND k.kpi IN ('mrr', 'arr') AND k.month >= DATE '2026-01-01'"
            })
    void whereNothingElseIsAskedTheQuestionFails(String question) {
        String told = assertThrows(SQLException.class, () -> answer(question)).getMessage();
        assertTrue(told.contains(OF_SCORE), told);
    }

    @Test
    void aDayThatCannotBeReadMayBeTheFirst() throws IOException, SQLException {
        surveys("r,ann,nps,10,2026-03-03", "s,ann,nps,9,soon");
        String told = assertThrows(SQLException.class, () -> answer("SELECT month, mrr, nps FROM kpi_monthly"))
                .getMessage();
        assertTrue(told.contains("When the data begin is not known: 'surveys' cannot be read."), told);
        assertTrue(told.contains("line 3 of surveys.csv"), told);
        assertTrue(told.contains("month >= DATE '2026-01-01', or later."), told);
        assertEquals("mrr 100.0/ticket_volume 1.0/", answer(VALUES));
        isToldOf("nps, nps_n", "Source 'desk.surveys' has a value that does not fit: a value of column 'responded_at'");
    }

    /** Each question alone, and again; that the value went away is seen at once. */
    @Test
    void whatWasFoundOnceIsToldAgain() throws IOException, SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertEquals("mrr/ticket_volume/", kpis(statement));
            assertEquals("mrr/ticket_volume/", kpis(statement));
            assertTrue(statement.getWarnings().getMessage().contains(OF_SCORE));
            surveys("r,ann,nps,10,2026-03-03", "s,ann,nps,n.a.,2026-02-04");
            assertEquals("mrr/nps/nps_n/ticket_volume/", kpis(statement));
        }
    }

    private static String kpis(Statement statement) throws SQLException {
        StringBuilder kpis = new StringBuilder();
        try (ResultSet row = statement.executeQuery(VALUES)) {
            while (row.next()) {
                kpis.append(row.getString(1)).append('/');
            }
        }
        return kpis.toString();
    }

    @Test
    void postgreSqlIsAskedKpiByKpi() throws IOException, SQLException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS listed CASCADE");
            statement.execute("CREATE SCHEMA listed");
            statement.execute("CREATE TABLE listed.customers AS SELECT * FROM (VALUES ('ann', 'big'), ('bob', 'small'))"
                    + " AS t(customer_id, segment)");
            statement.execute("CREATE TABLE listed.subscriptions AS SELECT * FROM (VALUES ('a', 'a', 'ann', 'active',"
                    + " 100, DATE '2026-01-01', CAST(NULL AS DATE), 'EUR'), ('b', 'b', 'bob', 'active', 10,"
                    + " DATE '2026-01-01', DATE '2026-02-15', 'EUR')) AS t(subscription_item_id, subscription_id,"
                    + " customer_id, status, mrr, valid_from, valid_to, currency)");
            statement.execute(
                    "CREATE TABLE listed.tickets AS SELECT * FROM (VALUES ('t', 'ann', DATE '2026-03-02', 'open',"
                            + " 'mail')) AS t(ticket_id, customer_id, created_at, status, channel)");
            statement.execute("CREATE TABLE listed.surveys AS SELECT * FROM (VALUES ('r', 'ann', 'nps', '10',"
                    + " DATE '2026-03-03'), ('s', 'ann', 'nps', 'n.a.', DATE '2026-03-04'))"
                    + " AS t(response_id, customer_id, survey_type, score, responded_at)");
        }
        StringBuilder tables = new StringBuilder();
        for (String table : List.of("customers", "subscriptions", "tickets", "surveys")) {
            tables.append("  %1$s: {from: desk.listed.%1$s}\n".formatted(table));
        }
        Files.writeString(
                folder.resolve("model.yaml"),
                "as_of: 2026-04-01T00:00:00Z\ncurrency: EUR\nsources: {desk: {type: postgresql, host: localhost, port: "
                        + Postgres.port() + ", database: postgres, user: postgres}}\ntables:\n" + tables);
        assertEquals("mrr 100.0/ticket_volume 1.0/", answer(VALUES));
        isToldOf(
                "nps, nps_n",
                "Source 'desk' has a value that does not fit: a text of column 'score' of 'surveys' (surveys.score)");
    }
}
