package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions that are too much: answered, or refused in time; and the next question is answered. */
class BombTest {

    private static final String REFUSED = "54000";

    @TempDir
    static Path folder;

    private static TwoSources sources;

    /** @param answer a cell, or {@link #REFUSED} */
    record Bomb(String name, String answer, String sql) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void open() throws SQLException, IOException {
        sources = TwoSources.of(
                folder,
                "bombs",
                "CREATE TABLE customers (customer_id VARCHAR(40), name VARCHAR(100), i INTEGER)",
                "INSERT INTO customers VALUES ('a', '" + "a".repeat(60) + "', 1), ('b', 'Bob', 2)",
                "CREATE TABLE tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))");
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        sources.close();
    }

    private static String times(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> text.replace("@", "" + i))
                .collect(Collectors.joining());
    }

    private static String around(int count, String before, String middle, String after) {
        return times(count, before) + middle + times(count, after);
    }

    /** Those whose answer takes its source some seconds. */
    private static final Set<String> SLOW = Set.of(
            "100 scalar subqueries", "200 subqueries", "400 unions", "100 joins", "a list of 10,000", "150 CASEs");

    static List<Bomb> bombs() {
        return all().stream().filter(b -> !SLOW.contains(b.name)).toList();
    }

    static List<Bomb> slowBombs() {
        return all().stream().filter(b -> SLOW.contains(b.name)).toList();
    }

    private static List<Bomb> all() {
        String where = "SELECT COUNT(*) FROM customers WHERE ";
        return List.of(
                new Bomb("200 parentheses", "1", "SELECT " + around(200, "(", "1", ")")),
                new Bomb("201 parentheses", REFUSED, "SELECT " + around(201, "(", "1", ")")),
                new Bomb("100,000 parentheses", REFUSED, "SELECT " + times(100_000, "(")),
                new Bomb("parentheses behind a comment", REFUSED, "SELECT -- '\n" + times(100_000, "(")),
                new Bomb("parentheses behind two slashes", "42000", "SELECT // '\n" + times(100_000, "(")),
                new Bomb(
                        "200 subqueries",
                        "1",
                        "SELECT i FROM " + around(199, "(SELECT i FROM ", "customers", ") AS t@") + " ORDER BY i"),
                new Bomb(
                        "100 scalar subqueries",
                        "1",
                        "SELECT " + around(99, "(SELECT MAX(x) FROM (SELECT ", "1", " AS x) AS t@)")),
                new Bomb("200 ANDs", "1", where + "i = 1" + times(200, " AND i <> -1")),
                new Bomb("200 ORs", "1", where + "i = 1" + times(200, " OR i = -1")),
                new Bomb("2,000 ANDs", REFUSED, where + "i = 1" + times(2_000, " AND i <> -1")),
                new Bomb("100,000 ORs", REFUSED, where + "i = 1" + times(100_000, " OR i=3")),
                new Bomb("3,000 sums", REFUSED, "SELECT 1" + times(3_000, "+1")),
                new Bomb("2,000 concatenations", REFUSED, "SELECT name" + times(2_000, "||'x'") + " FROM customers"),
                new Bomb("20,000 NOTs", REFUSED, where + times(20_000, "NOT ") + "TRUE"),
                new Bomb(
                        "150 CASEs",
                        "1",
                        "SELECT " + around(150, "CASE WHEN i = @ THEN 1 ELSE ", "0", " END") + " FROM customers"),
                new Bomb(
                        "10,000 CASEs",
                        REFUSED,
                        "SELECT " + around(10_000, "CASE WHEN i = @ THEN 1 ELSE ", "0", " END") + " FROM customers"),
                new Bomb(
                        "150 functions", "1", "SELECT " + around(150, "ABS(", "i", ")") + " FROM customers ORDER BY i"),
                new Bomb("10,000 brackets", REFUSED, "SELECT " + around(10_000, "ARRAY[", "1", "]")),
                new Bomb(
                        "400 unions",
                        "402",
                        "SELECT COUNT(*) FROM (SELECT 1 AS a UNION ALL SELECT 2" + times(400, " UNION ALL SELECT @")
                                + ") AS t"),
                new Bomb("5,000 unions", REFUSED, "SELECT 1" + times(5_000, " UNION ALL SELECT @")),
                new Bomb("a list of 10,000", "2", where + "i IN (0" + times(9_999, ", @") + ")"),
                new Bomb("a list of 20,000", REFUSED, where + "i IN (0" + times(20_000, ", @") + ")"),
                new Bomb("20,000 rows of values", REFUSED, "VALUES (0)" + times(20_000, ", (@)")),
                new Bomb("3,000 columns", REFUSED, "SELECT i" + times(3_000, ", i + @") + " FROM customers"),
                new Bomb("3,000 columns of stars", REFUSED, "SELECT *" + times(1_000, ", *") + " FROM customers"),
                new Bomb(
                        "100 joins",
                        "2",
                        "SELECT COUNT(*) FROM customers" + times(100, " JOIN customers AS t@ USING (customer_id)")),
                new Bomb(
                        "101 joins",
                        REFUSED,
                        "SELECT COUNT(*) FROM customers" + times(101, " JOIN customers AS t@ USING (customer_id)")),
                new Bomb("2,000 tables", REFUSED, "SELECT COUNT(*) FROM customers" + times(2_000, ", customers AS t@")),
                new Bomb(
                        "a WITH of a WITH",
                        REFUSED,
                        "WITH a0 AS (SELECT i FROM customers)"
                                + IntStream.range(1, 40)
                                        .mapToObj(i -> ", a%d AS (SELECT x.i FROM a%d AS x, a%d AS y)"
                                                .formatted(i, i - 1, i - 1))
                                        .collect(Collectors.joining())
                                + " SELECT COUNT(*) FROM a39"),
                new Bomb(
                        "CUBE of 20",
                        REFUSED,
                        "SELECT COUNT(*) FROM customers GROUP BY CUBE(i" + times(19, ", i + @") + ")"),
                new Bomb(
                        "CUBE times CUBE",
                        REFUSED,
                        "SELECT COUNT(*) FROM customers GROUP BY CUBE(i, name, customer_id, i + 1), CUBE(i + 2, i + 3, i + 4, i + 5, i + 6)"),
                new Bomb("a LIKE of 1,000 parts", "0", where + "name LIKE '" + times(1_000, "%a") + "b'"),
                new Bomb("a LIKE that goes back", "0", where + "name LIKE '" + times(25, "%a") + "%b'"),
                new Bomb("a million characters", "1000000", "SELECT CHAR_LENGTH('" + "x".repeat(1_000_000) + "')"),
                new Bomb("more than 1 MiB", REFUSED, "SELECT '" + "x".repeat(1 << 20) + "'"),
                new Bomb("a long name", "42601 or 42000 or 42703 or 54000", "SELECT " + "x".repeat(500_000)),
                new Bomb("a huge number", "42000", "SELECT 1e999999999"),
                new Bomb("a long number", "42000", "SELECT " + "9".repeat(1_000)),
                new Bomb("a tiny number", "42000", "SELECT 0." + "0".repeat(100_000) + "1"),
                new Bomb("half a million semicolons", "42000", ";".repeat(500_000)),
                new Bomb("half a million comments", "42000", "/**/".repeat(200_000)),
                new Bomb("200,000 names", "42704", "SHOW " + "a.".repeat(200_000) + "b"),
                new Bomb(
                        "WITH RECURSIVE",
                        "0A000",
                        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT COUNT(*) FROM t"),
                new Bomb(
                        "all days there are",
                        REFUSED,
                        "SELECT day, ticket_volume() FROM kpi WHERE day >= DATE '0001-01-01' GROUP BY day"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombIsAnsweredOrRefusedAndTheNextQuestionAnswered(Bomb bomb) throws SQLException {
        for (String name : sources.names()) {
            Connection connection = sources.connection(name);
            long start = System.nanoTime();
            String found = found(connection, bomb.sql);
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            assertTrue(List.of(bomb.answer.split(" or ")).contains(found), () -> name + ": " + found);
            assertTrue(seconds < 60, () -> name + " took seconds: " + seconds);
            assertEquals("2", TwoSources.cell(connection, "SELECT COUNT(*) FROM customers"));
        }
    }

    @ParameterizedTest
    @MethodSource("slowBombs")
    @Tag("long")
    void slowBombIsAnsweredInTime(Bomb bomb) throws SQLException {
        bombIsAnsweredOrRefusedAndTheNextQuestionAnswered(bomb);
    }

    private static String found(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(30);
            try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException refused) {
            assertTrue(refused.getMessage().length() < 5_000, "a short message");
            return refused.getSQLState();
        }
    }

    @Test
    @Tag("long")
    void tenThousandParametersAreBoundOrRefused() throws SQLException {
        for (String name : sources.names()) {
            try (PreparedStatement statement = sources.connection(name)
                    .prepareStatement("SELECT COUNT(*) FROM customers WHERE i IN (?" + times(9_999, ", ?") + ")")) {
                for (int i = 1; i <= 10_000; i++) {
                    statement.setInt(i, i);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertEquals(2, rows.getInt(1), name);
                }
            }
        }
    }

    /** What is nested may need more stack than its asker has, and DuckDB would end the JVM there. */
    @Test
    void askersWithLittleStackAreAnswered() throws Exception {
        String nested = "SELECT i FROM " + around(100, "(SELECT i FROM ", "customers", " UNION ALL SELECT @) AS t@")
                + " ORDER BY i";
        String[] found = new String[1];
        Connection connection = sources.connection(TwoSources.DUCKDB);
        Thread asker = new Thread(null, () -> found[0] = found(connection, nested), "little", 160 << 10);
        asker.start();
        asker.join();
        assertEquals("0", found[0]);
    }

    @Test
    @Tag("long")
    void manyLargeQuestionsDoNotFillTheHeap() throws SQLException {
        Runtime runtime = Runtime.getRuntime();
        Connection connection = sources.connection(TwoSources.DUCKDB);
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        for (int i = 0; i < 60; i++) {
            String number = String.format(Locale.ROOT, "%06d", i);
            String sql = "SELECT COUNT(*) FROM customers WHERE name IN ('" + number + "'"
                    + times(3_000, ", 'name number @ of " + number + "'") + ")";
            assertEquals("0", TwoSources.cell(connection, sql));
        }
        System.gc();
        long kept = runtime.totalMemory() - runtime.freeMemory() - before;
        assertTrue(kept < 200 << 20, () -> "kept MiB " + (kept >> 20));
    }

    @Test
    void refusalNamesTheLimit() {
        SQLException refused = assertThrows(
                SQLException.class,
                () -> TwoSources.cell(sources.connection(TwoSources.DUCKDB), "SELECT " + around(201, "(", "1", ")")));
        assertTrue(refused.getMessage().contains("nested deeper than 200"), refused.getMessage());
    }
}
