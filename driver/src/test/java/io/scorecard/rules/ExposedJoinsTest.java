package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source's own tables: what is unique in them is what the source keeps, or what the model says. */
class ExposedJoinsTest {

    private static final List<String> TABLES = List.of(
            "CREATE TABLE shops (shop_id INTEGER PRIMARY KEY, area INTEGER)",
            "INSERT INTO shops VALUES (1, 100), (2, 50)",
            "CREATE TABLE orders (order_id INTEGER, shop_id INTEGER, amount INTEGER)",
            "INSERT INTO orders VALUES (1, 1, 10), (2, 1, 20), (3, 2, 30), (3, 2, 40)",
            "CREATE TABLE owners (shop INTEGER, owner VARCHAR(10))",
            "INSERT INTO owners VALUES (1, 'ann'), (2, 'bob')");

    @TempDir
    private Path folder;

    private Connection model(Company.Engine engine, String keys) throws SQLException, IOException {
        String source;
        if (engine == Company.Engine.DUCKDB) {
            Path file = folder.resolve("shop.duckdb");
            try (Connection made = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                fill(made);
            }
            source = "type: duckdb, file: shop.duckdb, expose: ['*']";
        } else {
            try (Connection made = Postgres.connect()) {
                fill(
                        made,
                        "DROP SCHEMA IF EXISTS exposed CASCADE",
                        "CREATE SCHEMA exposed",
                        "SET search_path TO exposed");
                fill(made);
            }
            source = "type: postgresql, host: localhost, port: " + Postgres.port()
                    + ", database: postgres, user: postgres, pool_size: 1, expose: ['exposed.*']";
        }
        Path model = folder.resolve("model.yaml");
        Files.writeString(model, "model: shops\nsources:\n  own: {" + source + keys + "}\n");
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    private static void fill(Connection connection, String... before) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : before.length == 0 ? TABLES : List.of(before)) {
                statement.execute(sql);
            }
        }
    }

    private static String answer(Connection model, String question) throws SQLException {
        try (Statement statement = model.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static void assertRefused(Connection model, String words, String question) {
        SQLException refused = assertThrows(SQLException.class, () -> answer(model, question), question);
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void keysOfTheSourceAreKnown(Company.Engine engine) throws SQLException, IOException {
        try (Connection model = model(engine, "")) {
            assertEquals(
                    "100",
                    answer(model, "SELECT SUM(amount) FROM own.orders o JOIN own.shops s ON s.shop_id = o.shop_id"));
            assertRefused(
                    model,
                    "'SUM(area)' would take each row of 'shops' once for every row of 'orders'",
                    "SELECT SUM(area) FROM own.orders o JOIN own.shops s ON s.shop_id = o.shop_id");
            assertRefused(
                    model,
                    "keys: {owners: [column]}",
                    "SELECT SUM(amount) FROM own.orders o JOIN own.owners w ON w.shop = o.shop_id");
            assertEquals(
                    "150",
                    answer(model, "SELECT SUM(area) FROM own.shops WHERE shop_id IN (SELECT shop_id FROM own.orders)"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOfTheModelAreKnown(Company.Engine engine) throws SQLException, IOException {
        try (Connection model = model(engine, ", keys: {owners: [Shop], orders: [order_no]}")) {
            assertEquals(
                    "150", answer(model, "SELECT SUM(area) FROM own.shops s JOIN own.owners w ON w.shop = s.shop_id"));
            assertRefused(
                    model,
                    "it has no column 'order_no'",
                    "SELECT SUM(area) FROM own.shops s JOIN own.orders o ON o.shop_id = s.shop_id");
        }
    }
}
