package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same seed makes the same company; a larger scale makes a larger one. */
class SampleRowsTest {

    @Test
    void sameSeedGivesTheSameRowsInEveryZoneAndLanguage() throws SQLException {
        Map<String, String> here = digests(7);
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(here, digests(7));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void anotherSeedGivesOtherRows() throws SQLException {
        Map<String, String> one = digests(7);
        Map<String, String> other = digests(8);
        for (String table : List.of("customers", "subscriptions", "tickets", "surveys", "revenue", "usage_events")) {
            assertNotEquals(one.get(table), other.get(table), table);
        }
    }

    private static Map<String, String> digests(long seed) throws SQLException {
        try (Loaded company = new Loaded(seed, .1)) {
            return company.digests();
        }
    }

    @Test
    void scaleOneHasAboutTenThousandTickets() throws SQLException {
        try (Loaded company = new Loaded(42, 1)) {
            assertEquals(10_000, company.number("SELECT COUNT(*) FROM tickets"), 1_000);
            assertEquals(480, company.number("SELECT COUNT(*) FROM customers"));
        }
    }

    @Test
    void rowsGrowWithTheScale() throws SQLException {
        try (Loaded small = new Loaded(42, .5);
                Loaded large = new Loaded(42, 2)) {
            Map<String, Double> few = small.sizes();
            Map<String, Double> many = large.sizes();
            Set<String> fixed = Set.of(
                    "agents",
                    "business_hours",
                    "campaigns",
                    "costs",
                    "events",
                    "holidays",
                    "kpi_targets",
                    "plans",
                    "products");
            for (String table : few.keySet()) {
                if (!fixed.contains(table)) {
                    assertEquals(4, many.get(table) / few.get(table), .8, table);
                }
            }
        }
    }

    @Test
    void smallestCompanyHasOneCustomer() throws SQLException {
        try (Loaded company = new Loaded(1, .0001)) {
            assertEquals(1, company.number("SELECT COUNT(*) FROM customers"));
        }
    }

    @Test
    void progressEndsAtTheTotal() throws SQLException {
        List<Long> done = new ArrayList<>();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            SampleCompany.load(duckdb, "sample", 1, .5, (what, made, total) -> {
                assertEquals(240, total);
                done.add(made);
            });
        }
        assertEquals(240, done.get(done.size() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void exportWritesEveryTableAndNothingElse(Format format, @TempDir Path folder) throws Exception {
        SampleCompany.export(folder, 42, .1, format, Progress.SILENT);
        try (Loaded company = new Loaded(42, .1);
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                var files = Files.list(folder)) {
            Map<String, Double> sizes = company.sizes();
            assertEquals(sizes.size(), files.count());
            for (String table : sizes.keySet()) {
                Path file = folder.resolve(table + "." + format.ending());
                try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM '" + file + "'")) {
                    rows.next();
                    assertEquals(sizes.get(table), rows.getDouble(1), table);
                }
            }
            assertTrue(sizes.get("tickets") > 0);
        }
    }
}
