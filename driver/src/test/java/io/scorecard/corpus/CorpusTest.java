package io.scorecard.corpus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SQLite's corpus through us, its tables shown by a source on DuckDB and by one on PostgreSQL.
 *
 * <p>SQLite finds the type of a value when it has it; where ours is another and PostgreSQL, asked straight, has ours, types
 * differ and neither is wrong. It is counted apart.
 *
 * <p>The corpus has millions of queries. {@code -Dscorecard.corpus.every=1} asks them all; without it, one in so many of
 * each file.
 */
@Tag("long")
class CorpusTest {
    private static final int EVERY = Integer.getInteger("scorecard.corpus.every", 400);
    private static final double WANTED = 0.995;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "random/select, 127",
        "random/expr, 120",
        "random/aggregates, 130",
        "random/groupby, 14",
        "index/between/10, 6",
        "index/in/10, 6",
        "index/commute/10, 34",
        "index/orderby/10, 25",
        "index/orderby_nosort/10, 40"
    })
    void answersOfTheCorpusAreOurs(String name, int files) throws IOException, SQLException {
        ask(name, files);
    }

    private void ask(String name, int files) throws IOException, SQLException {
        Tally duckDb = new Tally(name + " on DuckDB");
        Tally postgreSql = new Tally(name + " on PostgreSQL");
        for (int file = 0; file < files; file++) {
            Script script = Script.read("test/" + name + "/slt_good_" + file + ".test");
            List<Script.Query> queries = new ArrayList<>();
            for (int i = file % EVERY; i < script.queries().size(); i += EVERY) {
                queries.add(script.queries().get(i));
            }
            try (Connection straight = Postgres.connect()) {
                make(straight, script);
                try (Connection asked = onDuckDb(script, file)) {
                    queries.forEach(query -> ask(asked, straight, script, query, duckDb));
                }
                try (Connection asked = onPostgreSql(script)) {
                    queries.forEach(query -> ask(asked, straight, script, query, postgreSql));
                }
            }
        }
        System.out.println(duckDb + "\n" + postgreSql);
        assertAll(
                () -> assertEquals(0, duckDb.wrongs(), duckDb::toString),
                () -> assertEquals(0, postgreSql.wrongs(), postgreSql::toString),
                () -> assertTrue(duckDb.share() >= WANTED, duckDb::toString),
                () -> assertTrue(postgreSql.share() >= WANTED, postgreSql::toString));
    }

    private static void ask(
            Connection connection, Connection straight, Script script, Script.Query query, Tally tally) {
        String sql = named(script, query.sql());
        try {
            List<String> values = values(connection, sql, query);
            if (Values.are(values, query.expected())) {
                tally.right();
            } else if (values.equals(values(straight, query.sql(), query))) {
                tally.typed();
            } else {
                tally.wrong(sql + " gave " + values + ", not " + query.expected());
            }
        } catch (SQLException e) {
            if (isRefused(straight, query, String.valueOf(e.getSQLState()))) {
                tally.typed();
                return;
            }
            String message = String.valueOf(e.getMessage())
                    .replaceAll("\\(line.*|reference \\w+", "")
                    .replaceAll("[0-9]{3,}", "..");
            tally.error(message, sql);
        }
    }

    private static List<String> values(Connection connection, String sql, Script.Query query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(60);
            try (ResultSet result = statement.executeQuery(sql)) {
                return Values.of(result, query);
            }
        }
    }

    /** Whether PostgreSQL has the same complaint, such as a division by 0, which is NULL to SQLite. */
    private static boolean isRefused(Connection straight, Script.Query query, String state) {
        try {
            values(straight, query.sql(), query);
            return false;
        } catch (SQLException e) {
            return state.startsWith("22") && state.equals(e.getSQLState());
        }
    }

    /** Its tables are those of the source {@code data}. */
    private static String named(Script script, String sql) {
        String named = sql;
        for (String statement : script.statements()) {
            String[] words = statement.split("[\\s(]+");
            if (words[0].equals("CREATE") && words[1].matches("TABLE|VIEW")) {
                named = named.replaceAll(
                        "(?i)(\\bFROM|\\bJOIN|,)(\\s*\\(?\\s*)(" + words[2] + ")\\b(?!\\s*\\.)", "$1$2data.$3");
            }
        }
        return named;
    }

    private Connection onDuckDb(Script script, int file) throws SQLException, IOException {
        Path database = folder.resolve(script.name().replace("/", "_") + file + ".duckdb");
        try (Connection made = DriverManager.getConnection("jdbc:duckdb:" + database)) {
            run(made, script.statements());
        }
        return model(
                script.name().replace("/", "_") + "d",
                "{type: duckdb, file: " + database.getFileName() + ", expose: ['main.*']}");
    }

    private static void make(Connection straight, Script script) throws SQLException {
        run(
                straight,
                List.of("DROP SCHEMA IF EXISTS corpus CASCADE", "CREATE SCHEMA corpus", "SET search_path = corpus"));
        run(straight, script.statements());
    }

    private Connection onPostgreSql(Script script) throws SQLException, IOException {
        return model(
                script.name().replace("/", "_") + "p",
                "{type: postgresql, host: localhost, port: " + Postgres.port()
                        + ", database: postgres, user: postgres, expose: ['corpus.*']}");
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection model(String name, String source) throws IOException, SQLException {
        Path model = folder.resolve(name + ".yaml");
        Files.write(model, List.of("model: corpus", "fan_out: warn", "sources:", "  data: " + source));
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }
}
