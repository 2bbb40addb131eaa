package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small company, the same in DuckDB and in PostgreSQL, that can be asked in KPIs and by hand. Eight customers
 * pay from January 2025 to June 2026, some leave, one returns, one has no industry; tickets, surveys and costs
 * lie between. As of 1 July 2026, in UTC.
 *
 * @param engine that the tables are in
 * @param ours asks in KPIs
 * @param byHand asks the tables
 */
record Company(Engine engine, Connection ours, Connection byHand) {

    enum Engine {
        DUCKDB,
        POSTGRESQL
    }

    private static final List<String> TABLES = List.of(
            "CREATE TABLE customers (customer_id VARCHAR(10), industry VARCHAR(20), segment VARCHAR(20))",
            "INSERT INTO customers VALUES ('a', 'retail', 'big'), ('b', 'retail', 'small'), ('c', 'energy', 'big'),"
                    + " ('d', 'energy', 'small'), ('e', NULL, 'small'), ('f', 'health', 'big'), ('g', 'retail', 'small'),"
                    + " ('h', 'energy', 'small')",
            "CREATE TABLE subscriptions (subscription_item_id VARCHAR(10), subscription_id VARCHAR(10),"
                    + " customer_id VARCHAR(10), status VARCHAR(10), mrr DECIMAL(18, 4), valid_from TIMESTAMP,"
                    + " valid_to TIMESTAMP)",
            "INSERT INTO subscriptions VALUES"
                    + " ('a1', 'a1', 'a', 'active', 100, '2025-01-01', '2025-09-15'),"
                    + " ('a1', 'a1', 'a', 'active', 150, '2025-09-15', NULL),"
                    + " ('b1', 'b1', 'b', 'active', 40, '2025-01-10', '2026-03-10'),"
                    + " ('c1', 'c1', 'c', 'active', 300, '2025-02-01', '2026-05-01'),"
                    + " ('c1', 'c1', 'c', 'active', 200, '2026-05-01', NULL),"
                    + " ('d1', 'd1', 'd', 'active', 25, '2025-03-05', '2025-10-01'),"
                    + " ('d1', 'd1', 'd', 'active', 30, '2026-04-20', NULL),"
                    + " ('e1', 'e1', 'e', 'active', 60, '2025-06-01', NULL),"
                    + " ('f1', 'f1', 'f', 'active', 500, '2025-11-11', NULL),"
                    + " ('g1', 'g1', 'g', 'active', 20, '2026-02-02', '2026-02-20'),"
                    + " ('h1', 'h1', 'h', 'active', 70, '2026-06-05', NULL)",
            "CREATE TABLE customer_products (customer_id VARCHAR(10), product_id VARCHAR(10), valid_from TIMESTAMP,"
                    + " valid_to TIMESTAMP)",
            "INSERT INTO customer_products VALUES ('a', 'core', NULL, NULL), ('a', 'extra', '2025-08-01', '2026-03-15'),"
                    + " ('b', 'core', '2025-01-01', NULL), ('b', 'extra', '2026-02-01', NULL),"
                    + " ('c', 'extra', '2025-02-01', NULL), ('d', 'core', NULL, NULL), ('d', 'plus', '2026-04-20', NULL),"
                    + " ('f', 'core', '2026-03-12', '2026-05-09'), ('g', 'core', '2026-02-02', '2026-02-20'),"
                    + " ('h', 'core', '2026-06-05', NULL), ('h', 'extra', '2026-06-20', NULL)",
            "CREATE TABLE tickets (ticket_id INTEGER, customer_id VARCHAR(10), created_at TIMESTAMP,"
                    + " status VARCHAR(10), channel VARCHAR(10), handle_minutes DOUBLE PRECISION)",
            "INSERT INTO tickets SELECT i, CASE WHEN i % 9 = 8 THEN NULL ELSE SUBSTRING('abcdefgh', CAST(i % 9 AS INTEGER) + 1, 1)"
                    + " END, TIMESTAMP '2025-01-03 10:00:00' + i * INTERVAL '65 hours', 'open', CASE WHEN i % 3 = 0 THEN 'email'"
                    + " ELSE 'chat' END, 5 + i % 7 FROM GENERATE_SERIES(0, 200) AS s(i)",
            "CREATE TABLE surveys (response_id INTEGER, customer_id VARCHAR(10), survey_type VARCHAR(10),"
                    + " score DOUBLE PRECISION, responded_at TIMESTAMP)",
            "INSERT INTO surveys SELECT i, SUBSTRING('abcdefgh', CAST(i * 5 % 8 AS INTEGER) + 1, 1), 'nps',"
                    + " i * 7 % 11, TIMESTAMP '2025-01-05 09:00:00' + i * INTERVAL '101 hours'"
                    + " FROM GENERATE_SERIES(0, 125) AS s(i)");

    private static final String MODEL = """
            model: rules
            as_of: 2026-07-01T00:00:00Z
            currency: EUR
            %s
            """;

    private static final String MAPPED = """
            tables:
              customers: {from: data.%1$s.customers}
              subscriptions: {from: data.%1$s.subscriptions}
              customer_products: {from: data.%1$s.customer_products}
              tickets: {from: data.%1$s.tickets}
              surveys: {from: data.%1$s.surveys}
            """;

    private static int schemas;

    static Company in(Engine engine, Path folder) throws SQLException, IOException {
        return in(engine, folder, "");
    }

    /** @param settings more lines of the model */
    static Company in(Engine engine, Path folder, String settings) throws SQLException, IOException {
        return in(engine, folder, settings, List.of());
    }

    /** @param revenue statements that create and fill {@code revenue}, if there is to be one */
    static Company in(Engine engine, Path folder, String settings, List<String> revenue)
            throws SQLException, IOException {
        List<String> tables = new ArrayList<>(TABLES);
        tables.addAll(revenue);
        return engine == Engine.DUCKDB ? duckDb(folder, settings, tables) : postgres(folder, settings, tables);
    }

    private static Company duckDb(Path folder, String settings, List<String> tables) throws SQLException, IOException {
        Path home = Files.createTempDirectory(folder, "duckdb");
        Connection byHand = DriverManager.getConnection("jdbc:duckdb:");
        for (String sql : tables) {
            run(byHand, sql);
        }
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("crm.duckdb"))) {
            for (String sql : tables) {
                run(file, sql);
            }
        }
        return new Company(
                Engine.DUCKDB,
                open(home, settings + "sources:\n  data: {type: duckdb, file: crm.duckdb, canonical: true}"),
                byHand);
    }

    private static synchronized Company postgres(Path folder, String settings, List<String> tables)
            throws SQLException, IOException {
        Path home = Files.createTempDirectory(folder, "postgres");
        Connection byHand = Postgres.connect();
        String schema = "rules_" + ++schemas;
        run(byHand, "CREATE SCHEMA " + schema);
        run(byHand, "SET search_path TO " + schema);
        for (String sql : tables) {
            run(byHand, sql);
        }
        String source = "sources:\n  data: {type: postgresql, host: localhost, port: " + Postgres.port()
                + ", database: postgres, user: postgres, pool_size: 1}\n" + MAPPED.formatted(schema)
                + (tables.size() > TABLES.size() ? "  revenue: {from: data." + schema + ".revenue}\n" : "");
        return new Company(Engine.POSTGRESQL, open(home, settings + source), byHand);
    }

    private static Connection open(Path home, String lines) throws SQLException, IOException {
        Path model = home.resolve("model.yaml");
        Files.writeString(model, MODEL.formatted(lines));
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Both answers have the same rows in the same order. */
    void assertSame(String question, String sql) throws SQLException {
        List<List<@Nullable Object>> expected = rows(byHand, sql);
        assertFalse(expected.isEmpty(), "by hand there is no row: " + sql);
        assertEquals(text(expected), text(rows(ours, question)), engine + ": " + question);
    }

    /** Both questions have the same answer, and it has rows. */
    void assertSameAnswers(String question, String other) throws SQLException {
        List<List<@Nullable Object>> expected = rows(ours, other);
        assertFalse(expected.isEmpty(), "no row: " + other);
        assertEquals(text(expected), text(rows(ours, question)), engine + ": " + question);
    }

    /** The question asked by hand with these values, which it can be as well. */
    String likeByHand(String question, Object... values) throws SQLException {
        return text(rows(byHand, question, values));
    }

    /** The question with these values has this answer. */
    void assertAnswer(String expected, String question, Object... values) throws SQLException {
        assertEquals(expected, text(rows(ours, question, values)), engine + ": " + question);
    }

    /** The question asked by hand, which it can be as well. */
    String likeByHand(String question) throws SQLException {
        return text(rows(byHand, question));
    }

    /** The question has this answer. */
    void assertAnswer(String expected, String question) throws SQLException {
        assertEquals(expected, text(rows(ours, question)), engine + ": " + question);
    }

    private static String text(List<List<@Nullable Object>> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(r -> text.append(r).append('\n'));
        return text.toString();
    }

    void assertRefused(String sqlState, String words, String question) {
        SQLException refused = assertThrows(SQLException.class, () -> rows(ours, question), engine + ": " + question);
        assertEquals(sqlState, refused.getSQLState(), refused.getMessage());
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    List<List<@Nullable Object>> rows(String question) throws SQLException {
        return rows(ours, question);
    }

    /** Values as plain texts; numbers with twelve digits, whatever their type. */
    private static List<List<@Nullable Object>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    /** @param values one for each {@code ?}, an array for one that takes one, and a type for its NULL */
    List<List<@Nullable Object>> rows(String question, Object... values) throws SQLException {
        return rows(ours, question, values);
    }

    PreparedStatement prepared(String question) throws SQLException {
        return ours.prepareStatement(question);
    }

    private static List<List<@Nullable Object>> rows(Connection connection, String question, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Object[] elements) {
                    String type = elements instanceof Integer[] ? "integer" : "text";
                    statement.setArray(i + 1, connection.createArrayOf(type, elements));
                } else if (values[i] instanceof JDBCType type) {
                    statement.setNull(i + 1, type.getVendorTypeNumber());
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
    }

    static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                boolean interval = result.getMetaData().getColumnTypeName(i).equalsIgnoreCase("interval");
                row.add(plain(interval ? result.getString(i) : result.getObject(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Number number) {
            BigDecimal rounded = new BigDecimal(number.toString()).round(new MathContext(12));
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString().replaceAll("(?<=:\\d\\d)\\.0$", "");
    }

    List<String> warnings(String question) throws SQLException {
        List<String> warnings = new ArrayList<>();
        try (Statement statement = ours.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            assertTrue(result.getMetaData().getColumnCount() > 0);
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                warnings.add(w.getMessage());
            }
        }
        return warnings;
    }

    void close() throws SQLException {
        ours.close();
        byHand.close();
    }
}
