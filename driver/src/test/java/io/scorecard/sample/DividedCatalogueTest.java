package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.View;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole catalogue over the sample company, who pays what in PostgreSQL and what they do in files: the answers are those
 * of one source.
 */
class DividedCatalogueTest {

    private static final Set<String> IN_FILES = Set.of(
            "tickets",
            "ticket_events",
            "time_entries",
            "agents",
            "surveys",
            "feedback",
            "costs",
            "usage_events",
            "attributions",
            "campaigns",
            "business_hours",
            "holidays",
            "seats",
            "interactions",
            "events",
            "deals",
            "kpi_targets");

    /** Those that a question must give an argument. */
    private static final Set<String> WITH_ARGUMENTS = Set.of("adoption_rate", "mrr_at");

    /** What is spent to win customers belongs to none, so these have no segment. */
    private static final Set<String> WHOLE = Set.of(
            "attributed_cac", "attributed_ltv_cac", "attributed_payback_months", "cac", "ltv_cac", "payback_months");

    /** So many KPIs are asked in one question; what differs is told by its column. */
    private static final int TOGETHER = 12;

    /** What has all KPIs, which have been asked already, is asked for some. */
    private static final Map<String, String> WIDE = Map.of(
            "kpi_monthly", "SELECT month, mrr, nps, churn_rate, cost_to_support, is_partial FROM kpi_monthly",
            "kpi_values", "SELECT * FROM kpi_values WHERE kpi IN ('csat', 'mrr') AND month >= DATE '2026-04-01'",
            "canary", "SELECT * FROM canary WHERE kpi IN ('csat', 'churn_rate')",
            "scorecard", "SELECT * FROM scorecard WHERE name = 'board' AND month >= DATE '2026-04-01'");

    @TempDir
    private static Path folder;

    private static Connection whole;
    private static Connection divided;

    @BeforeAll
    static void open() throws SQLException, IOException {
        try (Loaded company = new Loaded(42, 1)) {
            divided = InPostgres.connect(company, folder, IN_FILES);
        }
        whole = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        whole.close();
        divided.close();
    }

    /** By segment and as a whole. */
    @Test
    void everyKpi() throws SQLException {
        String available = "SELECT name FROM kpi_catalog WHERE available ORDER BY name";
        List<String> kpis = new ArrayList<>();
        Loaded.rows(whole, available).forEach(r -> kpis.add(r.get(0)));
        assertEquals(Loaded.rows(whole, available), Loaded.rows(divided, available));
        assertTrue(kpis.removeAll(WITH_ARGUMENTS));
        assertTrue(kpis.removeAll(WHOLE));
        Set<String> different = new TreeSet<>(
                differences("SELECT " + String.join("(), ", WHOLE) + "() FROM kpi WHERE month = DATE '2026-04-01'"));
        for (int i = 0; i < kpis.size(); i += TOGETHER) {
            String measures = String.join("(), ", kpis.subList(i, Math.min(kpis.size(), i + TOGETHER))) + "()";
            different.addAll(differences("SELECT segment, " + measures
                    + " FROM kpi WHERE month = DATE '2026-04-01' GROUP BY ROLLUP(segment)"));
        }
        assertEquals(Set.of(), different);
    }

    @Test
    void everyView() throws SQLException {
        Set<String> different = new TreeSet<>();
        for (View view : CatalogueReader.builtIn().views()) {
            different.addAll(differences(WIDE.getOrDefault(view.name(), "SELECT * FROM " + view.name())));
        }
        assertEquals(Set.of(), different);
    }

    private static List<String> differences(String sql) {
        List<String> found = new ArrayList<>();
        try {
            found.addAll(Loaded.differences(sorted(whole, sql), sorted(divided, sql)));
        } catch (SQLException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        found.replaceAll(d -> sql + ": " + d);
        return found;
    }

    private static List<List<String>> sorted(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>(Loaded.rows(connection, sql));
        rows.sort(Comparator.comparing(List::toString));
        return rows;
    }
}
