package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import io.scorecard.random.Answer;
import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of {@code rules.txt} on DuckDB and on PostgreSQL; the name of a case begins with the rule's number. */
class RulesTest {
    @TempDir
    static Path folder;

    private static final List<Connection> OPEN = new ArrayList<>();

    static List<Rule> rules() throws IOException {
        return Rule.all();
    }

    @BeforeAll
    static void open() throws SQLException, IOException {
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            run(file, "CREATE SCHEMA rules; SET schema = 'rules';" + Rule.text("company.sql"));
        }
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        run(duckDb, Rule.text("company.sql"));
        Connection server = Postgres.connect();
        run(
                server,
                "DROP SCHEMA IF EXISTS rules CASCADE; CREATE SCHEMA rules; SET search_path = rules;"
                        + Rule.text("company.sql"));
        OPEN.add(model(CompanyModel.overDuckDb("rules"), "duckdb"));
        OPEN.add(duckDb);
        OPEN.add(model(CompanyModel.overPostgres("rules"), "postgresql"));
        OPEN.add(server);
    }

    @AfterAll
    static void close() throws SQLException {
        for (Connection connection : OPEN) {
            connection.close();
        }
    }

    private static Connection model(CompanyModel empty, String name) throws SQLException, IOException {
        return empty.withTables("customers", "plans", "subscriptions", "tickets", "surveys", "costs")
                .openAsOf("2026-07-01T12:00:00Z", folder, name);
    }

    private static void run(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements.split(";")) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void ruleHolds(Rule rule) throws SQLException {
        for (int i = 0; i < OPEN.size(); i += 2) {
            Connection asked = OPEN.get(i);
            if (!rule.refused().isEmpty()) {
                refused(rule, assertThrows(SQLException.class, () -> Answer.of(asked, rule.ask()), rule::toString));
                continue;
            }
            Answer expected = Answer.of(OPEN.get(i + 1), rule.hand());
            Optional<String> difference = Answer.of(asked, rule.ask()).difference(expected, false);
            assertEquals(Optional.empty(), difference, () -> rule + ": " + rule.ask());
        }
    }

    private static void refused(Rule rule, SQLException error) {
        String[] words = rule.refused().split(" ");
        assertTrue(
                error.getSQLState().matches(words[0]),
                () -> rule + ": " + error.getSQLState() + " " + error.getMessage());
        assertTrue(words.length == 1 || error.getMessage().contains(words[1]), error::getMessage);
    }
}
