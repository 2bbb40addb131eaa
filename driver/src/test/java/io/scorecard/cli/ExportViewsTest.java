package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exported script, run on a database as it is, makes views with the rows that the driver answers. */
class ExportViewsTest {

    /** Names that must be quoted, a zone of the source, moments with and without one, expressions and a filter. */
    private static final List<String> DESK = List.of(
            "DROP SCHEMA IF EXISTS \"Desk Data\" CASCADE",
            "DROP SCHEMA IF EXISTS \"my \"\"views\"\"\" CASCADE",
            "CREATE SCHEMA \"Desk Data\"",
            "CREATE TABLE \"Desk Data\".\"Accounts\" (\"Id\" INTEGER, \"Full Name\" TEXT, seats INTEGER, since TIMESTAMP)",
            "INSERT INTO \"Desk Data\".\"Accounts\" VALUES (1, 'Ann''s \"shop\"', 600, TIMESTAMP '2026-01-01 00:30:00'),"
                    + " (2, NULL, 5, TIMESTAMP '2026-07-01 12:00:00'), (3, 'gone', NULL, NULL)",
            "CREATE TABLE \"Desk Data\".contracts (id TEXT, account INTEGER, price NUMERIC(10, 2), starts DATE, ends DATE)",
            "INSERT INTO \"Desk Data\".contracts VALUES ('i1', 1, 99.99, DATE '2026-01-01', NULL),"
                    + " ('i2', 2, 10, DATE '2026-02-01', DATE '2026-05-31')",
            "CREATE TABLE \"Desk Data\".calls (id TEXT, account INTEGER, opened TIMESTAMPTZ, state TEXT)",
            "INSERT INTO \"Desk Data\".calls VALUES ('t1', 1, TIMESTAMPTZ '2026-03-01 23:30:00-05', 'open'),"
                    + " ('t2', 2, TIMESTAMPTZ '2026-03-02 00:00:00+00', 'spam')");

    private static final String TABLES = """
            tables:
              customers:
                from: desk."Desk Data"."Accounts"
                columns:
                  customer_id: '"Id"'
                  name: '"Full Name"'
                  created_at: since
                  segment: "CASE WHEN seats > 500 THEN 'enterprise' ELSE 'smb' END"
              subscriptions:
                from: desk."Desk Data".contracts
                inclusive_ends: true
                columns: {subscription_item_id: id, subscription_id: id, customer_id: account, mrr: price,
                  valid_from: starts, valid_to: ends, status: "'active'"}
              tickets:
                from: desk."Desk Data".calls
                where: state <> 'spam'
                columns: {ticket_id: id, customer_id: account, created_at: opened, status: state}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws SQLException {
        try (Connection postgres = Postgres.connect()) {
            run(postgres, DESK);
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Path model(String sources, String tables) throws IOException {
        return Files.writeString(
                folder.resolve("model.yaml"),
                "model: acme\nas_of: 2026-08-01T00:00:00Z\nsources:\n" + sources + tables);
    }

    private static String desk() {
        return "  desk: {type: postgresql, host: localhost, port: " + Postgres.port()
                + ", database: postgres, user: postgres, pool_size: 1, time_zone: Europe/Berlin}\n";
    }

    /** Rows by their first column, cells as values that both drivers have. */
    private static List<List<@Nullable Object>> rows(Connection connection, String table) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2")) {
            int columns = rows.getMetaData().getColumnCount();
            List<@Nullable Object> names = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            all.add(names);
            while (rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    boolean zoned = rows.getMetaData().getColumnTypeName(i).equals("timestamptz");
                    row.add(plain(rows.getObject(i), zoned));
                }
                all.add(row);
            }
        }
        return all;
    }

    private static @Nullable Object plain(@Nullable Object value, boolean zoned) {
        if (value instanceof Timestamp moment) {
            return zoned ? LocalDateTime.ofInstant(moment.toInstant(), ZoneOffset.UTC) : moment.toLocalDateTime();
        }
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : value == null ? null : value.toString().replaceAll(":00$", "");
    }

    private static List<List<@Nullable Object>> ours(Path model, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model)) {
            return rows(connection, table);
        }
    }

    private static List<List<@Nullable Object>> texts(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> texts = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> cells = new ArrayList<>();
            row.forEach(c ->
                    cells.add(c == null ? null : c.toString().replace('T', ' ').replaceAll("\\.0$", "")));
            texts.add(cells);
        }
        return texts;
    }

    @Test
    void viewsOfPostgreSqlHaveTheRowsOfTheDriver() throws IOException, SQLException {
        Path model = model(desk(), TABLES);
        Path script = folder.resolve("views.sql");
        CommandLine.Outcome told = CommandLine.asUser(
                "export", "--as", "views", model.toString(), "--out", script.toString(), "--schema", "my \"views\"");
        assertEquals(0, told.status(), told.err());
        assertTrue(told.out().startsWith("3 views for desk are in "), told.out());
        try (Connection postgres = Postgres.connect()) {
            run(postgres, List.of(Files.readString(script)));
            // Again: what is there already is replaced.
            run(postgres, List.of(Files.readString(script)));
            // Whatever zone their reader is in.
            run(postgres, List.of("SET TIME ZONE 'America/New_York'"));
            for (String table : List.of("customers", "subscriptions", "tickets")) {
                List<List<@Nullable Object>> views = texts(rows(postgres, "\"my \"\"views\"\"\"." + table));
                assertEquals(texts(ours(model, table)), views, table);
                assertTrue(views.size() > 1, table);
            }
            assertEquals(
                    List.of("t1", "1", "2026-03-02 04:30"),
                    texts(rows(postgres, "\"my \"\"views\"\"\".tickets")).get(1).subList(0, 3),
                    "by hand: spam is left out, half past eleven at -05 is half past four at UTC");
            try (Statement statement = postgres.createStatement();
                    ResultSet comment = statement.executeQuery(
                            "SELECT COUNT(*) FROM pg_description AS d JOIN pg_class AS c ON c.oid = d.objoid"
                                    + " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'my \"views\"'"
                                    + " AND d.objsubid > 0 AND c.relname = 'subscriptions'")) {
                comment.next();
                assertTrue(comment.getInt(1) >= 5, "comments of columns: " + comment.getInt(1));
            }
        }
    }

    @Test
    void viewsOverFilesHaveTheRowsOfTheDriver() throws IOException, SQLException {
        Files.writeString(
                folder.resolve("accounts.csv"),
                "id;name;joined\n1;\"Ann; \"\"the\"\" first\";2026-01-01 10:00:00\n2;n/a;2026-02-30\n");
        Path model = model(
                "  crm: {type: files, folder: ., nulls: {accounts: [n/a]}, types: {accounts: {joined: VARCHAR}}}\n",
                "tables:\n  customers: {from: crm.accounts, columns: {customer_id: id, tier: joined}}\n");
        CommandLine.Outcome told = CommandLine.asUser("export", "--as=views", "--model", model.toString());
        assertEquals(0, told.status(), told.err());
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            run(duckdb, List.of(told.out()));
            List<List<@Nullable Object>> views = texts(rows(duckdb, "scorecard.customers"));
            assertEquals(texts(ours(model, "customers")), views);
            assertTrue(views.get(1).contains("Ann; \"the\" first"), () -> views.toString());
        }
    }

    @Test
    void eachSourceHasItsScript() throws IOException {
        Files.writeString(folder.resolve("surveys.csv"), "response_id,survey_type,score\nr1,nps,9\n");
        Path model = model(desk() + "  crm: {type: files, folder: ., canonical: true}\n", TABLES);
        CommandLine.Outcome unsaid = CommandLine.asUser("export", "--as", "views", model.toString());
        assertEquals(2, unsaid.status());
        assertTrue(unsaid.err().contains("--source with one of desk, duckdb"), unsaid.err());
        String files = CommandLine.asUser("export", "--as", "views", model.toString(), "--source", "duckdb")
                .out();
        assertTrue(files.contains("\"scorecard\".\"surveys\"") && !files.contains("\"customers\""), files);
        String desk = CommandLine.asUser("export", "--as", "views", model.toString(), "--source", "desk")
                .out();
        assertTrue(desk.contains("\"scorecard\".\"customers\"") && !desk.contains("\"surveys\""), desk);
        assertEquals(
                2,
                CommandLine.asUser("export", "--as", "views", model.toString(), "--source", "crn")
                        .status());
        assertEquals(2, CommandLine.asUser("export", model.toString()).status());
        assertEquals(2, CommandLine.asUser("export", "--as", "views").status());
    }

    @Test
    void companyInsideTheProgramHasNoViews() throws IOException {
        CommandLine.Outcome told = CommandLine.asUser(
                "export",
                "--as",
                "views",
                model("  s: {type: sample, canonical: true}\n", "").toString());
        assertEquals(1, told.status());
        assertTrue(told.err().contains("scorecard generate writes it to files"), told.err());
        assertEquals("", told.out());
    }
}
