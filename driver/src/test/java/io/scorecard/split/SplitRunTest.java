package io.scorecard.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a question over several sources does while it runs: values, limits, stopping, telling. */
class SplitRunTest {

    private static final String MODEL = """
            model: split
            as_of: 2026-04-01
            %s
            sources:
              crm: {type: postgresql, host: localhost, port: %d, database: postgres, user: postgres}
              twin: {type: postgresql, host: localhost, port: %d, database: split_twin, user: postgres}
              desk: {type: files}
            tables:
              customers: {from: crm.split_run.customers, columns: {customer_id: id, name: label, industry: kind}}
              tickets: {from: desk.tickets, columns: {ticket_id: ticket, customer_id: customer, created_at: at}}
              campaigns: {from: crm.split_run.items, columns: {campaign_id: id, name: name}}
              products: {from: twin.split_run.items, columns: {product_id: id, name: name}}
            """;

    @TempDir
    static Path folder;

    private static Connection connection;

    @BeforeAll
    static void open() throws IOException, SQLException {
        try (Connection server = Postgres.connect();
                Statement statement = server.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS split_run CASCADE");
            statement.execute("CREATE SCHEMA split_run");
            statement.execute("CREATE TABLE split_run.customers (id varchar, label text, kind text,"
                    + " digits numeric(38, 10), many numeric, yes boolean, born date, seen timestamp, ratio float8,"
                    + " small smallint, big bigint, padded char(5))");
            statement.execute("INSERT INTO split_run.customers VALUES"
                    + " ('1', E'\\u65e5\\u672c \\U0001F600', '', 1234567890123456789012345678.0123456789, 0.5, true,"
                    + " '9999-12-31', '2024-02-29 23:59:59.123456', 'NaN', -32768, -9223372036854775808, 'a'),"
                    + " ('2', 'Ann', 'a  ', -0.0000000001, 1, false, '0001-01-01', 'infinity', 1e-300, 1, 1, 'b'),"
                    + " ('3', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
            statement.execute("CREATE TABLE split_run.items AS SELECT 'c' || i AS id, 'crm' AS name"
                    + " FROM generate_series(1, 3) AS i");
            statement.execute("CREATE VIEW split_run.slow AS SELECT id, label, CAST(pg_sleep(60) AS text) AS slow"
                    + " FROM split_run.customers");
            statement.execute("DROP DATABASE IF EXISTS split_twin");
            statement.execute("CREATE DATABASE split_twin");
        }
        try (Connection twin = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + Postgres.port() + "/split_twin?user=postgres");
                Statement statement = twin.createStatement()) {
            statement.execute("CREATE SCHEMA split_run");
            statement.execute("CREATE TABLE split_run.items AS SELECT 'c' || i AS id, 'twin' AS name"
                    + " FROM generate_series(1, 5) AS i");
        }
        Files.writeString(
                folder.resolve("tickets.csv"),
                "ticket,customer,at,status\nt1,1,2026-03-01 10:00:00,open\nt2,2,2026-03-02 10:00:00,open\n"
                        + "t3,3,2026-03-03 10:00:00,open\nt4,1,2026-03-04 10:00:00,open\nt5,,2026-03-05 10:00:00,new\n");
        connection = open("model.yaml", "", text -> text);
    }

    private static Connection open(String file, String setting, java.util.function.UnaryOperator<String> change)
            throws IOException, SQLException {
        Path model = folder.resolve(file);
        Files.writeString(model, change.apply(MODEL.formatted(setting, Postgres.port(), Postgres.port())));
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    /** With one more column of the customers, of the model's own. */
    private static Connection withColumn(String name, String sql) throws IOException, SQLException {
        return open(
                name + ".yaml", "", t -> t.replace("industry: kind}", "industry: kind, " + name + ": " + sql + "}"));
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<@Nullable Object> brought(String column) throws SQLException, IOException {
        try (Connection own = withColumn("own_" + column, column)) {
            List<@Nullable Object> values = new ArrayList<>();
            Answers.of(
                            own,
                            "SELECT own_" + column
                                    + " FROM tickets JOIN customers USING (customer_id) WHERE ticket_id <> 't4'"
                                    + " ORDER BY ticket_id")
                    .forEach(row -> values.add(row.get(0)));
            return values;
        }
    }

    @Test
    void valuesArriveAsTheyAre() throws SQLException, IOException {
        assertEquals(Arrays.asList("\u65e5\u672c \ud83d\ude00", "Ann", null), brought("label"));
        assertEquals(Arrays.asList("", "a  ", null), brought("kind"));
        assertEquals(
                Arrays.asList(
                        new BigDecimal("1234567890123456789012345678.0123456789"),
                        new BigDecimal("-1E-10").setScale(10),
                        null),
                brought("digits"));
        assertEquals(Arrays.asList(true, false, null), brought("yes"));
        assertEquals(
                Arrays.asList(java.sql.Date.valueOf("9999-12-31"), java.sql.Date.valueOf("0001-01-01"), null),
                brought("born"));
        assertEquals(Arrays.asList(Double.NaN, 1e-300, null), brought("ratio"));
        assertEquals(Arrays.asList(-32768, 1, null), brought("small"));
        assertEquals(Arrays.asList(Long.MIN_VALUE, 1L, null), brought("big"));
    }

    @Test
    void infiniteMomentIsRefusedAsItIsFromOneSource() throws SQLException, IOException {
        try (Connection own = withColumn("own_seen", "seen")) {
            SQLException e = assertThrows(
                    SQLException.class,
                    () -> Answers.of(own, "SELECT own_seen FROM tickets JOIN customers USING (customer_id)"));
            assertTrue(e.getMessage().startsWith("SC-4005") && e.getMessage().contains("crm"), e.getMessage());
        }
    }

    @Test
    void tablesOfOneNameInTwoDatabasesAreTwo() throws SQLException {
        assertEquals(
                List.of(List.of(3L, 5L)),
                Answers.of(connection, "SELECT (SELECT COUNT(*) FROM campaigns), (SELECT COUNT(*) FROM products)"));
        assertEquals(
                List.of(List.of("crm", 3L), List.of("twin", 5L)),
                Answers.of(
                        connection,
                        "SELECT name, COUNT(*) FROM (SELECT campaign_id AS id, name FROM campaigns UNION ALL"
                                + " SELECT product_id, name FROM products) AS items GROUP BY name ORDER BY name"));
        assertEquals(
                List.of(List.of(2L)),
                Answers.of(
                        connection,
                        "SELECT COUNT(*) FROM products LEFT JOIN campaigns ON campaign_id = product_id"
                                + " WHERE campaign_id IS NULL"));
    }

    @Test
    void rowsBeyondTheLimitAreRefusedAndSumsAreNot() throws SQLException, IOException {
        try (Connection limited = open("limited.yaml", "max_staged_rows: 2", t -> t)) {
            SQLException e = assertThrows(
                    SQLException.class,
                    () -> Answers.of(limited, "SELECT COUNT(*) FROM tickets JOIN customers USING (customer_id)"));
            assertTrue(e.getMessage().startsWith("SC-4008"), e.getMessage());
            assertEquals("54000", e.getSQLState());
            assertTrue(e.getMessage().contains("crm") && e.getMessage().contains("max_staged_rows"), e.getMessage());
            assertEquals(
                    List.of(List.of(2L)),
                    Answers.of(
                            limited,
                            "SELECT COUNT(*) FROM tickets JOIN customers USING (customer_id) WHERE name LIKE '\u65e5%'"));
        }
    }

    @Test
    void failureOfTheLastStatementIsToldAsItIs() {
        SQLException e = assertThrows(
                SQLException.class,
                () -> Answers.of(
                        connection,
                        "SELECT CAST(name || ticket_id AS INTEGER) FROM tickets JOIN customers USING (customer_id)"));
        assertTrue(e.getMessage().startsWith("SC-4005"), e.getMessage());
    }

    @Test
    void parametersReachTheirOwnStatements() throws SQLException {
        String sql = "SELECT ticket_id FROM tickets JOIN customers USING (customer_id)"
                + " WHERE ticket_id <> ? AND name = ? AND created_at < ? ORDER BY 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String name : List.of("Ann", "\u65e5\u672c \ud83d\ude00", "nobody")) {
                statement.setString(1, "t4");
                statement.setString(2, name);
                statement.setDate(3, java.sql.Date.valueOf("2026-03-31"));
                List<String> found = new ArrayList<>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
                assertEquals(name.equals("nobody") ? List.of() : List.of(name.equals("Ann") ? "t2" : "t1"), found);
            }
        }
    }

    private static String running() throws SQLException {
        try (Connection server = Postgres.connect()) {
            return String.valueOf(Answers.of(
                            server,
                            "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%split_run%slow%'"
                                    + " AND pid <> pg_backend_pid()")
                    .get(0)
                    .get(0));
        }
    }

    private static void await(String count) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (!running().equals(count)) {
                Thread.sleep(20);
            }
        });
    }

    private static Connection slow() throws IOException, SQLException {
        return open(
                "slow.yaml",
                "",
                t -> t.replace("split_run.customers", "split_run.slow").replace("industry: kind", "own_slow: slow"));
    }

    private static final String SLOW =
            "SELECT COUNT(*) FROM tickets JOIN customers USING (customer_id) WHERE own_slow IS NOT NULL";

    @Test
    void cancelReachesTheSourceThatIsAtWork() throws SQLException, IOException {
        try (Connection slow = slow();
                Statement statement = slow.createStatement()) {
            CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(() -> {
                try {
                    return statement.executeQuery(SLOW).next();
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            });
            await("1");
            statement.cancel();
            CompletionException e = assertThrows(CompletionException.class, asked::join);
            assertEquals("57014", ((SQLException) e.getCause()).getSQLState());
            await("0");
            assertEquals(List.of(List.of(5L)), Answers.of(slow, "SELECT COUNT(*) FROM tickets"));
        }
    }

    @Test
    void timeoutIsOfTheWholeQuestion() throws SQLException, IOException {
        try (Connection slow = slow();
                Statement statement = slow.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery(SLOW));
            assertTrue(e.getMessage().startsWith("SC-2013"), e.getMessage());
            await("0");
        }
    }

    @Test
    void explainTellsWhatIsBroughtFromWhere() throws SQLException {
        String sql = "EXPLAIN SELECT industry, COUNT(*) FROM tickets JOIN customers USING (customer_id)"
                + " WHERE name = 'Ann' GROUP BY industry";
        List<String> sources = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (List<@Nullable Object> row : Answers.of(connection, sql)) {
            if ("source".equals(row.get(0))) {
                sources.add(String.valueOf(row.get(1)));
            }
            text.append(row.get(1)).append('\n');
        }
        assertEquals(
                List.of(
                        "crm (postgresql), into staged_1 (industry VARCHAR, customer_id VARCHAR, e0 BIGINT)",
                        "embedded (duckdb), bringing it together"),
                sources);
        assertTrue(text.indexOf("\"label\" = 'Ann'") < text.indexOf("\"desk\".\"tickets\""), text.toString());
    }

    @Test
    void explainAnalyzeCountsWhatWasBrought() throws SQLException {
        List<List<@Nullable Object>> rows = Answers.of(
                connection,
                "EXPLAIN ANALYZE SELECT industry, COUNT(*) FROM tickets JOIN customers USING (customer_id)"
                        + " GROUP BY industry");
        assertEquals(3, rows.size());
        assertEquals(Arrays.asList("plan", null, null, null), rows.get(0).subList(0, 4));
        assertEquals(
                Arrays.asList("staged_1", "crm", 3L, 3 * 8 + 3L + 0 + 3 + 1),
                rows.get(1).subList(0, 4));
        assertEquals(
                Arrays.asList("answer", "embedded", 3L, 8 + 8 + 8 + 0 + 3 + 1L),
                rows.get(2).subList(0, 4));
        rows.forEach(r -> assertTrue((Double) r.get(4) >= 0, r.toString()));
    }
}
