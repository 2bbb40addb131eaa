package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Kpi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue in SQL: what tools that send nothing but SELECT can find out, and what people type. */
class CatalogueTest extends OfThreeCustomers {

    private static Connection sample;

    @BeforeAll
    static void open() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    @Test
    void everyKpiThatIsNotHiddenIsListedOnce() throws SQLException {
        List<String> defined = CatalogueReader.builtIn().kpis().stream()
                .filter(k -> !k.hidden())
                .map(Kpi::name)
                .sorted()
                .toList();
        List<String> listed = Company.rows(sample, "SELECT name FROM kpi_catalog ORDER BY name").stream()
                .map(r -> (String) r.get(0))
                .toList();
        assertEquals(defined, listed);
    }

    @Test
    void viewThatTheModelCannotAnswerHidesNoOtherTable(@TempDir Path surveysOnly) throws Exception {
        Files.writeString(
                surveysOnly.resolve("surveys.csv"), "response_id,customer_id,survey_type,score,responded_at\n");
        Path model = Files.writeString(
                surveysOnly.resolve("model.yaml"),
                "model: answers\nsources:\n  desk: {type: files, folder: ., canonical: true}\n");
        try (Connection answers = Company.open(model)) {
            List<Object> tables = Company.rows(answers, "SHOW TABLES").stream()
                    .map(r -> r.get(0))
                    .toList();
            assertTrue(tables.contains("surveys"));
            assertFalse(tables.contains("mrr_movements"));
        }
    }

    @Test
    void tableIsFoundByTheSchemaThatToolsAreTold() throws SQLException {
        Object customers =
                Company.rows(sample, "SELECT COUNT(*) FROM customers").get(0);
        for (String question : List.of(
                "SELECT COUNT(*) FROM scorecard.customers",
                "SELECT COUNT(scorecard.customers.customer_id) FROM \"scorecard\".\"customers\"",
                "SELECT COUNT(c.customer_id) FROM sample.scorecard.customers AS c",
                "SELECT COUNT(*) FROM scorecard.plans p RIGHT JOIN scorecard.customers c ON p.plan_id = c.plan_id")) {
            assertEquals(customers, Company.rows(sample, question).get(0), question);
        }
        String measure = "SELECT segment, nps() FROM %skpi WHERE %1$skpi.month = DATE '2026-06-01' GROUP BY segment"
                + " ORDER BY segment";
        assertEquals(
                Company.rows(sample, measure.formatted("")), Company.rows(sample, measure.formatted("scorecard.")));
    }

    @Test
    void unnamedColumnIsCalledAsPostgresCallsIt() throws SQLException {
        try (Statement statement = sample.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1, 1 + 1 AS two")) {
            assertEquals("?column?", row.getMetaData().getColumnLabel(1));
            assertEquals("two", row.getMetaData().getColumnLabel(2));
        }
    }

    @Test
    void sampleCompanyHasTheDataForEveryKpi() throws SQLException {
        // two need a model that says which reasons are in the company's hands
        assertEquals(
                List.of(List.of("controllable_churn_rate"), List.of("controllable_departures")),
                Company.rows(sample, "SELECT name FROM kpi_catalog WHERE NOT available ORDER BY name"));
    }

    @Test
    void kpiWithoutItsColumnsIsNotAvailableAndSaysWhatIsMissing() throws SQLException {
        List<List<Object>> rows = Company.rows(
                three, "SELECT available, why_not FROM kpi_catalog WHERE name IN ('nps', 'churn_rate') ORDER BY name");
        assertEquals(Arrays.asList(true, null), rows.get(0));
        assertEquals(false, rows.get(1).get(0));
        assertTrue(
                rows.get(1).get(1).toString().contains("surveys."), rows.get(1).toString());
    }

    @Test
    void modelsOwnDefinitionIsMarked() throws SQLException {
        assertEquals(
                List.of(
                        List.of("churn_rate", 7, true, "model.yaml:7"),
                        List.of("mrr", 1, false, "built in"),
                        List.of("paying_share", 1, false, "model.yaml:8")),
                Company.rows(
                        three,
                        "SELECT name, version, overridden, defined_in FROM kpi_catalog"
                                + " WHERE name IN ('mrr', 'churn_rate', 'paying_share') ORDER BY 1"));
    }

    @Test
    void rowSaysWhatAKpiIs() throws SQLException {
        assertEquals(
                List.of(Arrays.asList(
                        "customer_churn_rate, logo_churn_rate",
                        "Customer churn rate",
                        "churned_customers / opening_customers",
                        "ratio",
                        "lower",
                        "customers active at the start",
                        "opening to closing of the period",
                        "snapshot, event, stripe, midpoint, daily",
                        null)),
                Company.rows(
                        sample,
                        "SELECT aliases, title, formula, unit, better, base, date_role, options, parameters"
                                + " FROM kpi_catalog WHERE name = 'churn_rate'"));
    }

    @Test
    void flowIsDatedByItsColumn() throws SQLException {
        assertEquals(
                List.of(
                        List.of("nps", "surveys.responded_at"),
                        List.of("survey_response_rate", "surveys.sent_at"),
                        List.of("ticket_volume", "tickets.created_at")),
                Company.rows(
                        sample,
                        "SELECT name, date_role FROM kpi_catalog"
                                + " WHERE name IN ('nps', 'survey_response_rate', 'ticket_volume') ORDER BY name"));
    }

    @Test
    void catalogueIsARelationLikeAnyOther() throws SQLException {
        assertEquals(
                List.of(List.of(1L)),
                Company.rows(
                        three,
                        "SELECT COUNT(*) FROM kpi_catalog c, customers r WHERE c.name = 'mrr' AND r.customer_id = 'a'"));
        assertEquals(
                List.of(List.of("higher", 1L), List.of("lower", 1L)),
                Company.rows(
                        sample,
                        "WITH listed AS (SELECT better FROM kpi_catalog WHERE name IN ('nps', 'churn_rate'))"
                                + " SELECT better, COUNT(*) FROM listed GROUP BY better ORDER BY 1"));
    }

    @Test
    void segmentsAreTheColumnsOfKpiBesidesTime() throws SQLException {
        assertEquals(
                List.of(
                        List.of("customer_id", "customers", "customer_id", false),
                        List.of("industry", "customers", "industry", false)),
                Company.rows(
                        three,
                        "SELECT name, table_name, column_name, historical FROM kpi_segments"
                                + " WHERE table_name = 'customers' ORDER BY 1"));
        assertEquals(
                List.of(List.of("company_size"), List.of("owner_name"), List.of("segment")),
                Company.rows(sample, "SELECT name FROM kpi_segments WHERE historical ORDER BY 1"));
    }

    @Test
    void showKpisTellsWhatTheCatalogueTells() throws SQLException {
        assertEquals(
                Company.rows(
                        sample,
                        "SELECT name, title, family, summary, unit, better, available, why_not FROM kpi_catalog"),
                Company.rows(sample, "/* a tool */ show Kpis ; -- all"));
    }

    @Test
    void showTablesTellsWhatTheModelMaps() throws SQLException {
        assertEquals(
                new TreeSet<>(List.of(
                        "customers",
                        "subscriptions",
                        "kpi",
                        "kpi_catalog",
                        "kpi_fields",
                        "kpi_segments",
                        "kpi_monthly",
                        "kpi_values",
                        "mrr_movements",
                        "benchmarks",
                        "canary",
                        "scorecard",
                        "scorecards",
                        "model_findings",
                        "churn_reasons",
                        "cohort_retention",
                        "customer_360",
                        "data_quality")),
                Company.rows(three, "SHOW TABLES;").stream()
                        .map(r -> (String) r.get(0))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void describeKpiTellsHowItIsComputed() throws SQLException {
        String asked = "DESCRIBE KPI Logo_Churn_Rate";
        assertEquals(List.of("churn_rate"), Company.told(sample, asked, "name"));
        assertEquals(List.of("churned_customers"), Company.told(sample, asked, "numerator"));
        assertEquals(List.of("opening_customers"), Company.told(sample, asked, "denominator"));
        assertEquals(List.of("yes"), Company.told(sample, asked, "available"));
        assertTrue(Company.told(sample, asked, "option 'event'").toString().contains("departed_customers"));
        assertTrue(Company.told(sample, asked, "example").toString().contains("gives 0.05"));
        assertEquals(List.of("no"), Company.told(three, "describe kpi nps", "available"));
    }

    @Test
    void formulaThatIsASumHasNoNumerator() throws SQLException {
        assertEquals(
                List.of("opening_customers + entered_customers"),
                Company.told(sample, "DESCRIBE KPI active_customers", "formula"));
        assertEquals(List.of(), Company.told(sample, "DESCRIBE KPI active_customers", "numerator"));
    }

    @Test
    void describeTellsTheColumnsOfATable() throws SQLException {
        assertEquals(
                List.of(
                        List.of("customer_id", "VARCHAR", "no", "key of the account"),
                        List.of("industry", "VARCHAR", "yes", "branch of business")),
                Company.rows(three, "DESC \"CUSTOMERS\""));
        assertEquals(Company.rows(three, "DESCRIBE scorecard.kpi"), Company.rows(three, "describe table kpi"));
        assertEquals(Company.rows(three, "DESCRIBE kpi"), Company.rows(three, "SHOW COLUMNS FROM scorecard.kpi"));
        assertEquals(List.of("BOOLEAN"), Company.told(three, "DESCRIBE kpi_catalog", "available"));
    }

    @Test
    void viewForDashboardsIsDescribedLikeATable() throws SQLException {
        assertEquals(List.of("DATE"), Company.told(three, "DESCRIBE kpi_monthly", "month"));
        assertEquals(List.of("DOUBLE"), Company.told(three, "DESCRIBE kpi_monthly", "churn_rate"));
        assertEquals(List.of(), Company.told(three, "DESCRIBE kpi_monthly", "nps"));
        assertEquals(
                1, Company.told(three, "DESCRIBE mrr_movements", "churned_mrr").size());
    }

    @Test
    void wrongNameIsToldWhatWasMeant() {
        assertRefused("42704", "'churn_rate'", "DESCRIBE KPI chrun_rate");
        assertRefused("42P01", "'customers'", "DESCRIBE custmers");
        assertRefused("42P01", "There is no table 'custmers'. Did you mean 'customers'?", "SHOW COLUMNS FROM custmers");
        assertRefused("42601", "FROM and the name of a table are missing", "SHOW COLUMNS");
        assertRefused("42704", "'kpis'", "SHOW kpsi");
        assertRefused("42601", "Line 2, column 3", "DESCRIBE KPI mrr\n  nps");
        assertRefused("42601", "is missing", "SHOW");
    }

    private static void assertRefused(String state, String said, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Company.rows(three, sql));
        assertEquals(state, refused.getSQLState(), refused.getMessage());
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }

    @Test
    void toolsFindTheCatalogueAmongTheTables() throws SQLException {
        try (ResultSet tables = three.getMetaData().getTables(null, null, "kpi\\_catalog", null)) {
            assertTrue(tables.next());
            assertEquals("VIEW", tables.getString("TABLE_TYPE"));
            assertFalse(tables.getString("REMARKS").isEmpty());
            assertFalse(tables.next());
        }
        try (ResultSet column = three.getMetaData().getColumns(null, null, "kpi\\_catalog", "why\\_not")) {
            assertTrue(column.next());
            assertEquals("VARCHAR", column.getString("TYPE_NAME"));
            assertFalse(column.getString("REMARKS").isEmpty());
        }
    }

    /** A tool that shows columns shows what a KPI, and a segment by its name, means. */
    @Test
    void columnsOfKpisAndSegmentsHaveRemarks() throws SQLException {
        for (String table : List.of("kpi\\_fields", "kpi\\_monthly", "customer\\_history")) {
            try (ResultSet columns = sample.getMetaData().getColumns(null, null, table, null)) {
                while (columns.next()) {
                    String name = columns.getString("COLUMN_NAME");
                    assertFalse(columns.getString("REMARKS").isEmpty(), table + "." + name);
                }
            }
        }
        assertEquals(
                List.of(List.of("name of the plan")),
                Company.rows(sample, "SELECT meaning FROM kpi_segments WHERE name = 'subscription_plan'"));
    }

    @Test
    void functionsAreToldUnderEveryName() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet functions = sample.getMetaData().getFunctions(null, null, "%churn\\_rate%")) {
            while (functions.next()) {
                names.add(functions.getString("FUNCTION_NAME") + " " + functions.getInt("FUNCTION_TYPE"));
            }
        }
        assertTrue(
                names.containsAll(List.of("churn_rate 1", "logo_churn_rate 1", "churn_rate_by 2")), names.toString());
    }
}
