package io.scorecard.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others have, beside what we have: of four customers who pay 100 each, one leaves in February. */
class BenchmarksTest {

    private static final String SCORECARD =
            "SELECT \"value\", benchmark, benchmark_source FROM scorecard WHERE kpi = 'churn_rate' AND is_latest";

    @TempDir
    Path folder;

    private OwnTables company;

    @BeforeEach
    void fill() throws SQLException {
        company = OwnTables.of(folder, """
                CREATE TABLE contracts AS
                  SELECT 'c' || i AS id, TIMESTAMP '2025-06-01' AS since,
                    CASE WHEN i = 4 THEN TIMESTAMP '2026-02-10' END AS until
                  FROM generate_series(1, 4) AS s(i)
                """, """
                subscriptions:
                  from: own.contracts
                  columns: {subscription_item_id: id, subscription_id: id, customer_id: id, mrr: 100, valid_from: since,
                    valid_to: until}
                """);
    }

    /** Adds to the model. */
    private void model(String more) throws IOException {
        Path file = folder.resolve("model.yaml");
        Files.writeString(file, Files.readString(file) + more);
    }

    private void published(String line) throws IOException {
        model("""
                currency: EUR
                benchmarks:
                  %s
                  rows:
                    - {kpi: churn_rate, median: 0.01, unit: ratio, source: of any, source_date: 2026-02-01}
                    - {kpi: logo_churn_rate, industry: Software, median: 0.02, unit: ratio, source: of software}
                    - {kpi: churn_rate, maturity: growth, median: 0.03, unit: ratio, source: of growth}
                    - {kpi: churn_rate, industry: Software, maturity: growth, median: 0.04, unit: ratio, source: old, source_date: 2024-12-31}
                    - {kpi: churn_rate, industry: Software, maturity: growth, median: 0.05, unit: ratio, source: new, source_date: 2025-01-01}
                    - {kpi: churn_rate, industry: Software, maturity: growth, low: 0, high: 1, unit: ratio, source: a range, source_date: 2026-01-01}
                    - {kpi: mrr, median: 250.5, unit: EUR, source: of any}
                """.formatted(line));
    }

    @Test
    void companyThatSaysNothingIsComparedWithAny() throws Exception {
        published("");
        assertEquals(List.of("0.25 0.01 of any"), company.rows(SCORECARD));
        assertEquals(List.of("300.0 250.5 of any"), company.rows(SCORECARD.replace("'churn_rate'", "'mrr'")));
    }

    @Test
    void industryComesBeforeMaturity() throws Exception {
        published("industry: Software");
        assertEquals(List.of("0.25 0.02 of software"), company.rows(SCORECARD));
    }

    @Test
    void maturityComesBeforeAny() throws Exception {
        published("maturity: growth");
        assertEquals(List.of("0.25 0.03 of growth"), company.rows(SCORECARD));
    }

    @Test
    void latestOfTheCompanysOwnKindIsShownBesideTheTotalAlone() throws Exception {
        published("industry: Software\n  maturity: growth");
        assertEquals(List.of("0.25 0.05 new"), company.rows(SCORECARD));
        assertEquals(
                List.of("null 0.05"),
                company.rows("SELECT segment_name, benchmark FROM kpi_values WHERE kpi = 'churn_rate'"
                        + " AND month = DATE '2026-02-01'"));
    }

    @Test
    void everyRowCanBeComparedByAJoin() throws Exception {
        published("");
        assertEquals(
                List.of("of software 0.23", "old 0.21", "new 0.2"),
                company.rows("SELECT b.source, ROUND(v.\"value\" - b.median, 4) FROM kpi_values AS v"
                        + " JOIN benchmarks AS b ON b.kpi = v.kpi WHERE v.kpi = 'churn_rate' AND v.segment_name IS NULL"
                        + " AND v.month = DATE '2026-02-01' AND b.industry = 'Software' AND b.median IS NOT NULL"
                        + " ORDER BY b.median"));
    }

    @Test
    void withoutAnyTheTableIsThereAndEmpty() throws Exception {
        assertEquals(List.of("0"), company.rows("SELECT COUNT(*) FROM benchmarks"));
        assertEquals(List.of(), company.rows("SELECT kpi, median, source FROM benchmarks WHERE industry = 'Software'"));
        assertEquals(List.of("0.25 null null"), company.rows(SCORECARD));
    }

    /** A file beside the database: both numbers meet in one answer. Rows that cannot be compared are listed. */
    @Test
    void fileOfBenchmarksIsMappedLikeAnyTable() throws Exception {
        Files.writeString(folder.resolve("published.csv"), """
                figure,branch,middle,shown_in,publisher,day
                churn_rate,Software,0.02,ratio,Made-up Review 1,2025-05-01
                churn_rate,Software,2,percent,Made-up Review 2,2026-01-01
                churn_rate,Software,0.01,ratio,,2026-01-01
                mrr,,100,USD,Made-up Review 3,2026-01-01
                """);
        model("""
                  benchmarks:
                    from: papers.published
                    columns: {kpi: figure, industry: branch, median: middle, unit: shown_in, source: publisher, source_date: day}
                currency: EUR
                benchmarks: {industry: Software}
                """);
        Path file = folder.resolve("model.yaml");
        Files.writeString(
                file, Files.readString(file).replace("sources:\n", "sources:\n  papers: {type: files, folder: .}\n"));
        assertEquals(List.of("0.25 0.02 Made-up Review 1"), company.rows(SCORECARD));
        assertEquals(List.of("300.0 null null"), company.rows(SCORECARD.replace("'churn_rate'", "'mrr'")));
        assertEquals(
                List.of("4 1"),
                company.rows("SELECT total_rows, affected_rows FROM data_quality WHERE table_name = 'benchmarks'"
                        + " AND finding LIKE 'without a source%'"));
    }
}
