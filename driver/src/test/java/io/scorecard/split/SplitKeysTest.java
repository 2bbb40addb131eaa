package io.scorecard.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of PostgreSQL joined with one of files by keys of many types: as PostgreSQL joins it with a table of its own. */
class SplitKeysTest {

    private static final String COLUMNS =
            " (id integer, t text, n numeric(10, 2), c char(5), f float8, d date, m timestamp, v integer)";

    @TempDir
    private static Path folder;

    private static Connection divided;
    private static Connection server;

    @BeforeAll
    static void open() throws IOException, SQLException {
        server = Postgres.connect();
        try (Statement statement = server.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS split_keys CASCADE");
            statement.execute("CREATE SCHEMA split_keys");
            statement.execute("SET search_path TO split_keys");
            statement.execute("CREATE TABLE l" + COLUMNS);
            statement.execute("CREATE TABLE r" + COLUMNS);
            statement.execute("INSERT INTO l VALUES (7, 'x7', 7, 'x7', 7, '2026-01-01', '2026-01-01', 1),"
                    + " (8, 'x08', 8.5, 'x8', 8.5, '2026-01-02', '2026-01-02 10:00', 2),"
                    + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3),"
                    + " (9, 'x9 ', 9, 'x9', -0.0, '2026-02-01', '2026-01-31 23:59:59.999999', 4)");
            statement.execute("INSERT INTO r VALUES (7, 'x7', 7, 'x7', 7, '2026-01-01', '2026-01-01', 10),"
                    + " (8, 'x8', 8.5, 'x8', 8.5, '2026-01-02', '2026-01-02 10:00', 20),"
                    + " (NULL, NULL, NULL, NULL, NULL, NULL, NULL, 30),"
                    + " (10, 'x9', 9, 'x9', 0, '2026-01-31', '2026-02-01', 40)");
        }
        Files.writeString(folder.resolve("r.csv"), """
                id,t,n,c,f,d,m,v
                7,x7,7.00,x7,7.0,2026-01-01,2026-01-01 00:00:00,10
                8,x8,8.50,x8,8.5,2026-01-02,2026-01-02 10:00:00,20
                ,,,,,,,30
                10,x9,9.00,x9,0.0,2026-01-31,2026-02-01 00:00:00,40
                """);
        Files.writeString(folder.resolve("m.yaml"), """
                model: m
                as_of: 2026-06-01
                fan_out: warn
                sources:
                  desk: {type: files, expose: [r]}
                  crm: {type: postgresql, host: localhost, port: %d, database: postgres, user: postgres, expose: ['split_keys.*']}
                """.formatted(Postgres.port()));
        divided = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("m.yaml"));
    }

    @AfterAll
    static void close() throws SQLException {
        divided.close();
        server.close();
    }

    private static void assertSame(String sql) throws SQLException {
        List<List<@Nullable Object>> expected =
                Answers.of(server, sql.replace("desk.r", "r").replace("crm.l", "l"));
        assertFalse(expected.isEmpty(), sql);
        assertEquals(texts(expected), texts(Answers.of(divided, sql)), sql);
    }

    /** Rows in some order; a file's whole numbers are wider than the table's. */
    private static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream().map(Object::toString).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "t", "n", "c", "f", "d", "m"})
    void keysOfOneType(String key) throws SQLException {
        String on = " ON l." + key + " = r." + key;
        assertSame("SELECT l.v, r.v FROM crm.l AS l JOIN desk.r AS r" + on);
        assertSame("SELECT l.v, SUM(r.v), COUNT(*) FROM crm.l AS l LEFT JOIN desk.r AS r" + on + " GROUP BY l.v");
        assertSame("SELECT l.v, r.v FROM crm.l AS l FULL JOIN desk.r AS r" + on);
        assertSame("SELECT r.v FROM desk.r AS r WHERE r." + key + " IN (SELECT l." + key + " FROM crm.l AS l)");
        assertSame("SELECT l.v FROM crm.l AS l WHERE l." + key + " NOT IN (SELECT r." + key
                + " FROM desk.r AS r WHERE r.v < 25) OR l.v = 3");
        assertSame("SELECT l.v, r.v FROM crm.l AS l JOIN desk.r AS r ON l." + key + " IS NOT DISTINCT FROM r." + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l.c = r.t", "l.t = r.c", "l.id = r.n", "l.n = r.f", "l.d = r.m", "l.m < r.d"})
    void keysOfTwoTypes(String on) throws SQLException {
        assertSame("SELECT l.v, r.v FROM crm.l AS l JOIN desk.r AS r ON " + on);
    }
}
