package io.scorecard.random;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.RandomCompany;
import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A company as it is, and once more with something changed, each open for questions through us. */
record Twins(Connection before, Connection after) implements AutoCloseable {

    static Twins of(long seed, Dialect engine, List<String> changes, Path folder) throws SQLException, IOException {
        RandomCompany company = RandomCompany.of(seed);
        boolean embedded = engine == Dialect.DUCKDB;
        String name = "twin_" + seed;
        try (Connection made = embedded
                        ? DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))
                        : Postgres.connect();
                Statement statement = made.createStatement()) {
            company.load(made, engine, name);
            company.load(made, engine, name + "_changed");
            for (String change : changes) {
                statement.execute(change);
            }
        }
        return new Twins(open(embedded, name, folder), open(embedded, name + "_changed", folder));
    }

    private static Connection open(boolean embedded, String schema, Path folder) throws SQLException, IOException {
        CompanyModel model = embedded ? CompanyModel.overDuckDb(schema) : CompanyModel.overPostgres(schema);
        return model.with("ces_direction: ease")
                .with("scales: {ces: [1, 7]}")
                .withTables(
                        "customers", "plans", "subscriptions", "surveys", "tickets", "costs", "campaigns", "revenue")
                .open(folder, schema);
    }

    @Override
    public void close() throws SQLException {
        before.close();
        after.close();
    }
}
