package io.scorecard.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A benchmark that would be a wrong comparison, or that nobody can look up, is refused with its line. */
class BadBenchmarkTest {

    @TempDir
    Path root;

    private void assertRefused(String text, String wrong) {
        ScorecardException e = assertThrows(
                ScorecardException.class,
                () -> ModelReader.read(new ModelText("m.yaml", text, root, false), n -> Optional.empty()));
        assertEquals(ErrorCode.BAD_MODEL, e.code());
        assertTrue(e.getMessage().contains("m.yaml:4: "), e.getMessage());
        assertTrue(e.getMessage().contains(wrong), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kpi: npz, median: 40, unit: points, source: a              | 'npz' is not a KPI. Did you mean 'nps'?",
                "kpi: nps, median: 40, unit: points                         | without a source is nobody's",
                "kpi: nps, median: 40, unit: points, source: ''             | without a source is nobody's",
                "kpi: nps, unit: points, source: a                          | a benchmark needs a number",
                "kpi: nps, low: 50, high: 40, unit: points, source: a       | go upwards",
                "kpi: nps, low: 10, median: 9, unit: points, source: a      | go upwards",
                "kpi: nps, median: 40, source: a                            | 'nps' is measured in points",
                "kpi: churn_rate, median: 5, unit: percent, source: a       | Write 'unit: ratio', and the numbers in it: 0.05 is 5 per cent.",
                "kpi: cac, median: 900, unit: USD, source: a                | 'cac' is measured in EUR",
                "kpi: cac, median: 900, unit: money, source: a              | Write 'unit: EUR'",
                "kpi: nps, median: 4, unit: points, source: a, source_date: May | this is not a day",
                "kpi: nps, branch: a, median: 4, unit: points, source: a    | 'branch' is not known here"
            })
    void rowIsRefused(String row, String wrong) {
        assertRefused("currency: EUR\nbenchmarks:\n  rows:\n    - {" + row + "}", wrong);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "industry: Sofware | 'Sofware' is the industry of no benchmark. Did you mean 'Software'?",
                "maturity: grown   | 'grown' is the maturity of no benchmark. There are: growth.",
                "branch: Software  | 'branch' is not known here"
            })
    void companyIsOfTheKindsThatAreThere(String line, String wrong) {
        assertRefused("""
                benchmarks:
                  rows:
                    - {kpi: nps, industry: Software, maturity: growth, median: 4, unit: points, source: a}
                  %s
                """.formatted(line), wrong);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tables: {benchmarks: {from: desk.b}} | kpi: nps, median: 9, unit: points | Keep one of the two",
                "fan_out: warn                        | kpi: cac, median: 9, unit: EUR    | the model has no currency"
            })
    void modelAroundItFits(String more, String row, String wrong) {
        assertRefused(
                "sources: {desk: {type: files}}\n" + more + "\nbenchmarks:\n  rows: [{" + row + ", source: a}]", wrong);
    }
}
