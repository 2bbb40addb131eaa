package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Cells;
import io.scorecard.oracle.Period;
import io.scorecard.oracle.Row;
import io.scorecard.oracle.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every published cell of the eight small companies, by measures over {@code kpi}. */
class StateTruthTest {
    private static final List<String> COUNTS_AND_MONEY = Stream.concat(
                    GridCase.STATE.stream().filter(m -> !m.startsWith("active_")), Stream.of("churn_rate()"))
            .toList();
    private static final List<String> ALL = Stream.concat(COUNTS_AND_MONEY.stream(), Stream.of("nps()", "nps_n()"))
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = 1)
    void publishedCellsAreAnsweredFromFiles(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromFiles(number, folder)) {
            assertCells(company, false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void publishedCellsAreAnsweredFromDuckDb(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromDuckDb(number, folder)) {
            assertCells(company, false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void publishedCellsAreAnsweredFromPostgres(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromPostgres(number, folder)) {
            assertCells(company, true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void publishedCellsAreAnsweredFromPostgresAndFiles(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromPostgresAndFiles(number, folder)) {
            assertCells(company, false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 7, 8})
    @Tag("long")
    void otherPublishedCellsAreAnsweredFromPostgresAndFiles(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromPostgresAndFiles(number, folder)) {
            assertCells(company, true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("long")
    void publishedCellsAreAnsweredOneBlockAtATime(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromFiles(number, folder)) {
            assertCells(company, true);
        }
    }

    /** @param apart whether segments and totals are asked apart, too, and not only at once by ROLLUP */
    private static void assertCells(TruthCompany company, boolean apart) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<Truth.Question, List<Row>> cells : company.published().entrySet()) {
            differences.addAll(differences(cells.getKey(), cells.getValue(), company.asked(cells.getKey()), apart));
        }
        assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    }

    private static List<String> differences(Truth.Question cell, List<Row> published, Connection asked, boolean apart)
            throws SQLException {
        boolean plan = cell.reading().equals("plan");
        List<String> measures = plan ? COUNTS_AND_MONEY : ALL;
        Period interval = interval(published);
        Question question = Question.of(
                        measures, interval.start().toLocalDate(), interval.end().toLocalDate())
                .each(cell.grain());
        Question bySegment = question.by(plan ? "subscription_plan" : "segment");
        Cells cells = Cells.of(cell.toString())
                .withMissingAsZero()
                .comparing(measures.stream().map(Question::name).toArray(String[]::new));
        List<Row> together = bySegment.withTotals().rows(asked).stream()
                .filter(row -> !isUnpublished(row, cell, interval))
                .toList();
        List<String> found = new ArrayList<>(cells.differences(published, TruthCompany.rounded(together)));
        if (apart) {
            List<Row> separate = new ArrayList<>(bySegment.rows(asked));
            separate.addAll(plan ? List.of() : question.rows(asked));
            found.addAll(cells.differences(published, TruthCompany.rounded(separate)));
        }
        return found;
    }

    /** Totals are published by period, and not at all where a plan is the segment. */
    private static boolean isUnpublished(Row row, Truth.Question cell, Period interval) {
        boolean whole = row.key().period().equals(interval) && !cell.grain().equals("interval");
        return row.key().segment().equals(Row.ALL) && (cell.reading().equals("plan") || whole);
    }

    static Period interval(List<Row> rows) {
        List<Period> periods = rows.stream().map(row -> row.key().period()).toList();
        LocalDate first = periods.stream()
                .map(p -> p.start().toLocalDate())
                .min(LocalDate::compareTo)
                .orElseThrow();
        LocalDate last = periods.stream()
                .map(p -> p.end().toLocalDate())
                .max(LocalDate::compareTo)
                .orElseThrow();
        return Period.of(first, last);
    }
}
