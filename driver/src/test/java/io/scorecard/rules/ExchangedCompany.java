package io.scorecard.rules;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random company whose customers pay in several currencies, the same in each engine: customers with up to three
 * items, each a chain of versions with gaps, in euros, dollars, pounds or without a currency; rates with gaps. It
 * reports in euros, as of 1 July 2026.
 */
final class ExchangedCompany {

    private static final List<String> CREATED = List.of(
            "CREATE TABLE customers (customer_id VARCHAR(10), segment VARCHAR(10), region VARCHAR(10))",
            "CREATE TABLE customer_history (customer_id VARCHAR(10), region VARCHAR(10), valid_from TIMESTAMP,"
                    + " valid_to TIMESTAMP)",
            "CREATE TABLE subscriptions (subscription_item_id VARCHAR(10), subscription_id VARCHAR(10),"
                    + " customer_id VARCHAR(10), plan_id VARCHAR(10), currency VARCHAR(3), mrr DECIMAL(18, 4),"
                    + " valid_from TIMESTAMP, valid_to TIMESTAMP)",
            "CREATE TABLE revenue (revenue_id INTEGER, customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                    + " amount DECIMAL(18, 4), currency VARCHAR(3), revenue_type VARCHAR(10))",
            "CREATE TABLE fx_rates (rate_date DATE, from_currency VARCHAR(3), to_currency VARCHAR(3),"
                    + " rate DECIMAL(18, 6))");

    private static final List<String> TABLES =
            List.of("customers", "customer_history", "subscriptions", "revenue", "fx_rates");
    private static final List<String> CURRENCIES = List.of("'EUR'", "'USD'", "'usd'", "'GBP'", "NULL");
    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static int schemas;

    private final Random random;
    private final int decimals;
    private final List<String> statements = new ArrayList<>(CREATED);

    /** @param decimals of rates; with two, amounts of whole cents stay exact */
    private ExchangedCompany(long seed, int decimals) {
        this.random = new Random(seed);
        this.decimals = decimals;
        rates();
        for (int customer = 0; customer < 40; customer++) {
            customer("c" + customer);
        }
        for (int line = 0; line < 150; line++) {
            add(
                    "revenue",
                    line + ", 'c" + random.nextInt(40) + "', " + moment(random.nextInt(540)) + ", " + amount(-40, 200)
                            + ", " + currency() + ", '" + (random.nextBoolean() ? "recurring" : "usage") + "'");
        }
    }

    static Company in(Company.Engine engine, Path folder, long seed, int decimals) throws SQLException, IOException {
        List<String> statements = new ExchangedCompany(seed, decimals).statements;
        Path home = Files.createTempDirectory(folder, "exchanged");
        if (engine == Company.Engine.DUCKDB) {
            try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("crm.duckdb"))) {
                run(file, statements);
            }
            Connection byHand = DriverManager.getConnection("jdbc:duckdb:");
            run(byHand, statements);
            return new Company(
                    engine,
                    open(home, "sources:\n  data: {type: duckdb, file: crm.duckdb, canonical: true}\n"),
                    byHand);
        }
        Connection byHand = Postgres.connect();
        String schema = "exchanged_" + nextSchema();
        run(byHand, List.of("CREATE SCHEMA " + schema, "SET search_path TO " + schema));
        run(byHand, statements);
        StringBuilder model = new StringBuilder("sources:\n  data: {type: postgresql, host: localhost, port: "
                + Postgres.port() + ", database: postgres, user: postgres, pool_size: 1}\ntables:\n");
        TABLES.forEach(t -> model.append("  ")
                .append(t)
                .append(": {from: data.")
                .append(schema)
                .append('.')
                .append(t)
                .append("}\n"));
        return new Company(engine, open(home, model.toString()), byHand);
    }

    private static synchronized int nextSchema() {
        return ++schemas;
    }

    private static Connection open(Path home, String lines) throws SQLException, IOException {
        Path model = home.resolve("model.yaml");
        Files.writeString(model, "model: exchanged\nas_of: 2026-07-01T00:00:00Z\ncurrency: EUR\n" + lines);
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void rates() {
        for (String currency : List.of("USD", "GBP")) {
            LocalDate day = LocalDate.of(2024, 12, 1);
            while (day.isBefore(LocalDate.of(2026, 7, 1))) {
                add(
                        "fx_rates",
                        "'" + day + "', '" + currency + "', 'EUR', "
                                + BigDecimal.valueOf(0.5 + random.nextDouble())
                                        .setScale(decimals, java.math.RoundingMode.HALF_UP));
                add("fx_rates", "'" + day + "', 'EUR', '" + currency + "', 77");
                day = day.plusDays(1 + random.nextInt(40));
            }
        }
    }

    private void customer(String customer) {
        add("customers", "'" + customer + "', '" + (random.nextBoolean() ? "big" : "small") + "', NULL");
        int moves = 30 + random.nextInt(500);
        add("customer_history", "'" + customer + "', '" + region() + "', '2024-01-01', " + moment(moves));
        add("customer_history", "'" + customer + "', '" + region() + "', " + moment(moves) + ", NULL");
        int items = 1 + random.nextInt(3);
        for (int item = 0; item < items; item++) {
            String name = "'" + customer + "-" + item + "'";
            String currency = currency();
            int day = random.nextInt(200);
            int versions = 1 + random.nextInt(4);
            for (int version = 0; version < versions; version++) {
                int until = day + 1 + random.nextInt(150);
                boolean last = version == versions - 1 && random.nextBoolean();
                add(
                        "subscriptions",
                        name + ", " + name + ", '" + customer + "', 'p" + random.nextInt(3) + "', " + currency + ", "
                                + amount(1, 90) + ", " + moment(day) + ", " + (last ? "NULL" : moment(until)));
                day = until + (random.nextInt(3) == 0 ? random.nextInt(90) : 0);
            }
        }
    }

    private void add(String table, String values) {
        statements.add("INSERT INTO " + table + " VALUES (" + values + ")");
    }

    private String region() {
        return List.of("EU", "US", "AP").get(random.nextInt(3));
    }

    private String currency() {
        return CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    }

    /** Whole cents. */
    private BigDecimal amount(int from, int until) {
        return BigDecimal.valueOf(from * 100L + random.nextInt((until - from) * 100), 2);
    }

    /** Often the first instant of a month, where an end belongs to the period that starts there. */
    private String moment(int day) {
        LocalDate date = START.plusDays(day);
        return random.nextInt(4) == 0
                ? "TIMESTAMP '" + date.withDayOfMonth(1) + " 00:00:00'"
                : "TIMESTAMP '" + date + " 13:30:00'";
    }
}
