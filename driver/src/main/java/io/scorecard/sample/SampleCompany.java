package io.scorecard.sample;

import io.scorecard.source.QuietDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.SplittableRandom;
import org.duckdb.DuckDBDriver;

/**
 * Makes the sample company: canonical tables whose numbers tell the story of {@link Story}.
 *
 * <p>The same seed and scale give the same rows on every machine. Scale 1 is about 480 customers and
 * 10,000 tickets; rows grow with the scale, memory does not: each customer is told and forgotten.
 */
public final class SampleCompany {

    private SampleCompany() {}

    /**
     * Creates the tables in a schema and fills them.
     *
     * @param duckdb a connection of DuckDB; instants are written in UTC
     * @param scale above 0
     */
    public static void load(Connection duckdb, String schema, long seed, double scale, Progress progress)
            throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
        }
        Timeline timeline = new Timeline();
        SplittableRandom random = new SplittableRandom(seed);
        int total = Math.max(1, (int) Math.round(Story.CUSTOMERS_AT_SCALE_ONE * scale));
        Customers customers = new Customers(timeline, random, seed, total);
        Lives lives = new Lives(timeline, random);
        Staff staff = new Staff(timeline, scale);
        Totals totals = new Totals();
        Fixtures.write(duckdb, schema, timeline);
        Desk.write(duckdb, schema);
        staff.write(duckdb, schema);
        try (CustomerTables profiles = new CustomerTables(duckdb, schema, timeline);
                Subscriptions subscriptions = new Subscriptions(duckdb, schema, timeline);
                Billing billing = new Billing(duckdb, schema, timeline);
                Contacts contacts = new Contacts(duckdb, schema, timeline, seed);
                Deals deals = new Deals(duckdb, schema, timeline, seed);
                Seats seats = new Seats(duckdb, schema, timeline);
                Surveys surveys = new Surveys(duckdb, schema, timeline, random, contacts, seed);
                Tickets tickets = new Tickets(duckdb, schema, timeline, random, staff, surveys, totals, seed);
                Usage usage = new Usage(duckdb, schema, timeline, random);
                Books books = new Books(duckdb, schema, timeline, random)) {
            while (customers.hasNext()) {
                Customer customer = customers.next();
                Life life = lives.of(customer);
                totals.customer(customer, life);
                profiles.write(customer, life);
                Life raised = PriceRises.of(life, timeline);
                subscriptions.write(customer, raised);
                billing.write(customer, life);
                tickets.write(customer, life);
                surveys.write(customer, life);
                usage.write(customer, life);
                books.write(customer, life);
                contacts.write(customer, life);
                deals.write(customer, life);
                seats.write(customer, raised);
                if (customer.number() % 500 == 499) {
                    progress.at("customers", customer.number() + 1, total);
                }
            }
            books.write(totals);
        }
        progress.at("customers", total, total);
    }

    /**
     * Writes each table to a file of its name in a folder, which is created where it is missing;
     * files of the same names are replaced.
     */
    public static void export(Path folder, long seed, double scale, Format format, Progress progress)
            throws SQLException, IOException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, ".sample");
        try {
            try (Connection duckdb = open(work.resolve("work.duckdb"))) {
                try (Statement statement = duckdb.createStatement()) {
                    statement.execute("SET memory_limit = '1GB'");
                }
                load(duckdb, "sample", seed, scale, progress);
                Export.tables(duckdb, "sample", folder, format, progress);
            }
        } finally {
            Export.delete(work);
        }
    }

    /** On disk, so that what does not fit into memory is written, too. */
    private static Connection open(Path file) throws SQLException {
        return QuietDriver.of(DuckDBDriver::new).connect("jdbc:duckdb:" + file, new Properties());
    }
}
