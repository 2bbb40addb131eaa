package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be read as its column's type is told by its file, its line, and what the model calls its column. */
class UnreadableValuesTest {

    private static final String TABLES = """
            currency: EUR
            as_of: 2026-04-01
            tables:
              customers: {from: desk.accounts, columns: {customer_id: id}}
              subscriptions:
                from: desk.contracts
                columns: {subscription_id: id, subscription_item_id: id, customer_id: account, mrr: monthly_price,
                  valid_from: starts_on, valid_to: ends_on}
              tickets:
                from: desk.cases
                columns: {ticket_id: id, customer_id: account, created_at: opened, status: state,
                  handle_minutes: "CAST(REPLACE(minutes, ',', '.') AS DOUBLE)"}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("accounts.csv"), "id,industry\na1,health\na2,retail\n");
        Files.writeString(folder.resolve("contracts.csv"), """
                id,account,monthly_price,starts_on,ends_on
                c1,a1,100.00,2025-01-02,
                c2,a2,canary,2025-02-03,
                """);
        Files.writeString(folder.resolve("cases.csv"), """
                id,account,opened,state,minutes
                t1,a1,2026-03-02,closed,"1,5"
                t2,a2,2026-02-30,open,"canary"
                """);
    }

    private String told(String source, String question) throws IOException, SQLException {
        Path model = Files.writeString(folder.resolve("model.yaml"), "sources: {desk: " + source + "}\n" + TABLES);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement()) {
            SQLException e = assertThrows(SQLException.class, () -> {
                try (ResultSet rows = statement.executeQuery(question)) {
                    while (rows.next()) {}
                }
            });
            assertFalse(e.getMessage().contains("canary"), e.getMessage());
            assertFalse(e.getMessage().contains(folder.toString()), e.getMessage());
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM customers")) {
                row.next();
                assertEquals(2, row.getInt(1), "the next question is answered");
            }
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT SUM(mrr) FROM subscriptions      | [22P02] | a value of column 'monthly_price' (subscriptions.mrr) cannot become DECIMAL(38, 4): line 3 of contracts.csv. Fix the file, name the text under 'nulls' of the source where it means that nothing is known, or map the column with a CASE.
            SELECT mrr_at(DATE '2026-02-01') FROM kpi | [22P02] | (subscriptions.mrr) cannot become DECIMAL(38, 4): line 3 of contracts.csv.
            SELECT ticket_volume() FROM kpi         | [22008] | a value of column 'opened' (tickets.created_at) cannot become TIMESTAMP(6): line 3 of cases.csv.
            SELECT AVG(handle_minutes) FROM tickets | [22P02] | a value of column 'minutes' (tickets.handle_minutes) cannot become DOUBLE: cases.csv.
            SELECT COUNT(*) FROM customers WHERE industry > 5 | [22P02] | cannot become INTEGER: line 2 of accounts.csv. Compare texts with texts; fix the file
            """)
    void valueThatAMappingCasts(String question, String state, String words) throws IOException, SQLException {
        String told = told("{type: files, folder: .}", question);
        assertTrue(told.contains(state) && told.contains(words), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT SUM(mrr) FROM subscriptions | [22P02] | a value of column 'monthly_price' (subscriptions.mrr) cannot become DECIMAL: line 3 of contracts.csv. Fix the file, name the text under 'nulls' of the source where it means that nothing is known, or declare VARCHAR under 'types' and map the column with a CASE.
            SELECT ticket_volume() FROM kpi    | [22008] | a value of column 'opened' (tickets.created_at) cannot become DATE: line 3 of cases.csv.
            """)
    void valueOfADeclaredType(String question, String state, String words) throws IOException, SQLException {
        String told = told(
                "{type: files, folder: ., types: {contracts: {monthly_price: 'DECIMAL(10, 2)'}, cases: {opened: DATE}}}",
                question);
        assertTrue(told.contains(state) && told.contains(words), told);
    }

    /** As German accounts write; 1,234 may be more than a thousand, and then nothing is advised that makes it little more than one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234,50 | or map the column with CAST(REPLACE(REPLACE(monthly_price, '.', ''), ',', '.') AS DECIMAL(18, 4)): its comma is a decimal one.
            12,5     | or map the column with CAST(REPLACE(REPLACE(monthly_price, '.', ''), ',', '.') AS DECIMAL(18, 4)): its comma is a decimal one.
            1,234    | or map the column with a CASE.
            """)
    void numberWithADecimalCommaIsAdvisedToBeReadAsOne(String price, String advice) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("contracts.csv"),
                "id,account,monthly_price,starts_on,ends_on\nc1,a1,\"" + price + "\",2025-01-02,\n");
        String told = told("{type: files, folder: .}", "SELECT SUM(mrr) FROM subscriptions");
        assertTrue(told.endsWith(advice), told);
    }

    /** A cell of two lines stands before it. */
    @Test
    void lineIsThatOfAnEditor() throws IOException, SQLException {
        Files.writeString(folder.resolve("contracts.csv"), """
                id,account,monthly_price,starts_on,ends_on
                "c1
                and more",a1,100.00,2025-01-02,
                c2,a2,canary,2025-02-03,
                """);
        for (String types : List.of("", ", types: {contracts: {monthly_price: DOUBLE}}")) {
            String told = told("{type: files, folder: ." + types + "}", "SELECT SUM(mrr) FROM subscriptions");
            assertTrue(told.contains(": line 4 of contracts.csv."), told);
        }
    }

    /** A single text among dates makes texts of them all; the dates before it are not what has to be fixed. */
    @ParameterizedTest
    @CsvSource({"31.02.2026", "open", "2026"})
    void textAmongDatesIsToldAndNotTheDateBeforeIt(String text) throws IOException, SQLException {
        Files.writeString(folder.resolve("contracts.csv"), """
                id;account;monthly_price;starts_on;ends_on
                c1;a1;100.00;02.01.2026;

                c2;a2;100.00;03.01.2026;20.03.2026
                c3;a2;100.00;%s;
                c4;a2;100.00;04.01.2026;
                """.formatted(text));
        for (String dates : List.of("", ", dates: {contracts: dmy}")) {
            String told = told("{type: files, folder: ." + dates + "}", "SELECT COUNT(valid_from) FROM subscriptions");
            assertTrue(told.contains("column 'starts_on' (subscriptions.valid_from) cannot become"), told);
            assertTrue(told.contains(": line 5 of contracts.csv."), told);
        }
    }

    @Test
    void wordThatMeansNothingIsNamedOnceAndReadAsNothing() throws IOException, SQLException {
        Path model = Files.writeString(
                folder.resolve("model.yaml"),
                "sources: {desk: {type: files, folder: ., nulls: {contracts: [canary]}}}\n" + TABLES);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SUM(mrr), COUNT(*) FROM subscriptions")) {
            row.next();
            assertEquals("100.0000 2", row.getString(1) + " " + row.getString(2));
        }
    }

    /** PostgreSQL names neither table nor column; what the statement casts does. */
    @Test
    void castInPostgreSqlIsToldByItsColumn() throws IOException, SQLException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS accounts, contracts, cases");
            statement.execute("CREATE TABLE accounts AS SELECT * FROM (VALUES ('a1', 'health'), ('a2', 'retail'))"
                    + " AS t(id, industry)");
            statement.execute("CREATE TABLE contracts AS SELECT * FROM (VALUES ('c1', 'a1', 'canary', '2026-02-30',"
                    + " CAST(NULL AS VARCHAR))) AS t(id, account, monthly_price, starts_on, ends_on)");
            statement.execute("CREATE TABLE cases AS SELECT * FROM (VALUES ('t1', 'a1', DATE '2026-03-03', 'open',"
                    + " 'canary')) AS t(id, account, opened, state, minutes)");
        }
        String source = "{type: postgresql, host: localhost, port: " + Postgres.port()
                + ", database: postgres, user: postgres}";
        String told = told(source, "SELECT SUM(mrr) FROM subscriptions");
        assertTrue(
                told.startsWith("SC-4005 [22P02] Source 'desk' has a value that does not fit: a text of column"
                        + " 'monthly_price' of 'contracts' (subscriptions.mrr) is not of the type that it is cast to."),
                told);
        told = told(source, "SELECT AVG(handle_minutes) FROM tickets");
        assertTrue(told.contains("a text of column 'minutes' of 'cases' (tickets.handle_minutes) is not"), told);
        told = told(source, "SELECT MIN(valid_from), MAX(valid_to) FROM subscriptions");
        assertTrue(
                told.contains("[22008]")
                        && told.contains("a text of one of the columns 'starts_on' of 'contracts'"
                                + " (subscriptions.valid_from), 'ends_on' of 'contracts' (subscriptions.valid_to)"
                                + " is a date or time out of range."),
                told);
    }
}
