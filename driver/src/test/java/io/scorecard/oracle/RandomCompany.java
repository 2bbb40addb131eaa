package io.scorecard.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A small company that is the same for the same seed and holds every case in which a plausible reading is wrong.
 *
 * <p>Columns have the names of the canonical model ({@code kpis.md} 2). Left out on purpose is what the rules do not
 * decide: two answers of a respondent at one instant, a ticket of the same customer at the very instant of a solution
 * or exactly seven days after it, NULL prices. Immutable once made.
 */
public final class RandomCompany {
    /** The interval in which most events lie and periods are worth asking. */
    public static final LocalDate FROM = LocalDate.of(2025, 3, 1);

    /** The exclusive end of that interval; events go on after it. */
    public static final LocalDate TO = LocalDate.of(2026, 3, 1);

    /** An instant after every event of every company. */
    public static final LocalDateTime AS_OF = LocalDateTime.of(2027, 1, 1, 0, 0);

    static final LocalDateTime BEGIN = LocalDateTime.of(2024, 9, 1, 0, 0);
    static final LocalDateTime END = LocalDateTime.of(2026, 7, 1, 0, 0);
    static final int CUSTOMERS = 40;

    private final long seed;
    private final List<Table> tables;

    private RandomCompany(long seed, List<Table> tables) {
        this.seed = seed;
        this.tables = tables;
    }

    /** The company of that seed; each table has chance of its own, so that one can change without the others. */
    public static RandomCompany of(long seed) {
        return of(seed, RandomSubscriptions.of(Dice.of(seed * 31 + 2)));
    }

    /**
     * The company of that seed, whose {@code subscriptions} have quantity, unit_amount, billing_interval and
     * billing_interval_count instead of mrr; {@link Grid} then reckons the monthly money.
     */
    public static RandomCompany priced(long seed) {
        return of(seed, RandomSubscriptions.priced(Dice.of(seed * 31 + 2)));
    }

    private static RandomCompany of(long seed, Table subscriptions) {
        return new RandomCompany(
                seed,
                List.of(
                        RandomCustomers.customers(Dice.of(seed * 31)),
                        RandomCustomers.history(Dice.of(seed * 31 + 1)),
                        RandomSubscriptions.plans(),
                        subscriptions,
                        RandomTickets.of(Dice.of(seed * 31 + 3)),
                        RandomSurveys.of(Dice.of(seed * 31 + 4)),
                        RandomMoney.costs(Dice.of(seed * 31 + 5)),
                        RandomMoney.campaigns(),
                        RandomMoney.revenue(Dice.of(seed * 31 + 6))));
    }

    public long seed() {
        return seed;
    }

    /** Every table, in memory. */
    public List<Table> tables() {
        return tables;
    }

    /** The table of that name. */
    public Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    /** Makes the tables in a new schema, in place of one of that name, and leaves it the connection's current one. */
    public void load(Connection connection, Dialect dialect, String schema) throws SQLException {
        dialect.makeSchema(connection, schema);
        for (Table table : tables) {
            table.load(connection);
        }
    }

    /** Writes one file for each table, {@code customers.csv} and so on, with a header; NULL is empty. */
    public void writeCsv(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Table table : tables) {
            Files.writeString(folder.resolve(table.name() + ".csv"), table.csv());
        }
    }
}
