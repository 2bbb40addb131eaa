package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer who stands twice counts twice by segment; whoever reads such an answer is told, and nobody else. */
class RepeatedCustomersTest {

    private static final String BY_SEGMENT =
            "SELECT segment, mrr() FROM kpi WHERE month = DATE '2026-03-01' GROUP BY segment";

    private static final String TOLD =
            "A customer stands more than once in 'customers': what is counted by segment or joined"
                    + " with it counts each time. scorecard check and data_quality tell more.";

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        customers("ann,big", "ann,small", "bob,small", ",none", ",none");
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to\n"
                        + "a,a,ann,active,100,2026-01-01,\nb,b,bob,active,10,2026-01-01,\n");
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                sources: {desk: {type: files, folder: ., canonical: true}}
                """);
    }

    private void customers(String... rows) throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\n" + String.join("\n", rows) + "\n");
    }

    /** How often it is told beside an answer. */
    private int told(String question) throws SQLException {
        int told = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
                Statement statement = connection.createStatement()) {
            for (int again = 0; again < 2; again++) {
                try (ResultSet row = statement.executeQuery(question)) {
                    row.next();
                }
                for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                    told += w.getMessage().equals(TOLD) ? 1 : 0;
                }
            }
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BY_SEGMENT,
                "SELECT mrr() FROM kpi WHERE month = DATE '2026-03-01' AND segment = 'small'",
                "SELECT * FROM kpi_values WHERE kpi = 'mrr'",
                "SELECT c.segment, COUNT(*) FROM subscriptions AS s JOIN customers AS c ON c.customer_id = s.customer_id GROUP BY c.segment",
                "SELECT COUNT(*) FROM customers"
            })
    void eachAnswerOverCustomersTells(String question) throws SQLException {
        assertEquals(2, told(question));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT mrr() FROM kpi WHERE month = DATE '2026-03-01'", "SELECT COUNT(*) FROM subscriptions"})
    void anAnswerWithoutThemDoesNot(String question) throws SQLException {
        assertEquals(0, told(question));
    }

    @Test
    void whereEachStandsOnceNothingIsTold() throws IOException, SQLException {
        customers("ann,big", "bob,small", ",none", ",none");
        assertEquals(0, told(BY_SEGMENT));
    }

    @Test
    void postgreSqlIsAskedAsWell() throws IOException, SQLException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS repeated CASCADE");
            statement.execute("CREATE SCHEMA repeated");
            statement.execute(
                    "CREATE TABLE repeated.customers AS SELECT * FROM (VALUES ('ann', 'big'), ('ann', 'small'),"
                            + " ('bob', 'small')) AS t(customer_id, segment)");
            statement.execute(
                    "CREATE TABLE repeated.subscriptions AS SELECT * FROM (VALUES ('a', 'a', 'ann', 'active', 100,"
                            + " DATE '2026-01-01', CAST(NULL AS DATE))) AS t(subscription_item_id, subscription_id, customer_id,"
                            + " status, mrr, valid_from, valid_to)");
        }
        Files.writeString(
                folder.resolve("model.yaml"),
                "as_of: 2026-04-01T00:00:00Z\nsources: {desk: {type: postgresql, host: localhost, port: "
                        + Postgres.port()
                        + ", database: postgres, user: postgres}}\ntables:\n  customers: {from: desk.repeated.customers}\n"
                        + "  subscriptions: {from: desk.repeated.subscriptions}\n");
        assertEquals(2, told(BY_SEGMENT));
        assertEquals(0, told("SELECT mrr() FROM kpi WHERE month = DATE '2026-03-01'"));
    }
}
