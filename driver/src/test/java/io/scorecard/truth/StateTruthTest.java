package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Cells;
import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Period;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.Row;
import io.scorecard.oracle.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every published cell of the eight small companies, by measures over {@code kpi}. */
class StateTruthTest {
    private static final List<String> COUNTS_AND_MONEY = List.of(
            "opening_customers()",
            "closing_customers()",
            "new_customers()",
            "reactivated_customers()",
            "churned_customers()",
            "transferred_customers()",
            "opening_mrr()",
            "closing_mrr()",
            "new_mrr()",
            "reactivation_mrr()",
            "expansion_mrr()",
            "contraction_mrr()",
            "churned_mrr()",
            "transfer_mrr()",
            "churn_rate()");
    private static final List<String> ALL =
            Stream.concat(COUNTS_AND_MONEY.stream(), Stream.of("nps()", "nps_n()")).toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void publishedCellsAreAnsweredFromFiles(int company) throws SQLException, IOException {
        Path truth = Truth.company(company);
        for (String table : List.of("customers", "customer_history", "subscriptions", "surveys")) {
            Files.copy(truth.resolve(table + ".csv"), folder.resolve(table + ".csv"));
        }
        assertCells(truth, CompanyModel.overFiles(), "{plan_id: plan}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void publishedCellsAreAnsweredFromPostgres(int company) throws SQLException, IOException {
        Path truth = Truth.company(company);
        String schema = "truth_" + company;
        try (Connection connection = Postgres.connect()) {
            Truth.load(truth, connection, Dialect.POSTGRESQL, schema);
        }
        assertCells(truth, CompanyModel.overPostgres(schema), "{plan_id: plan_id}");
    }

    private void assertCells(Path truth, CompanyModel empty, String plan) throws SQLException, IOException {
        CompanyModel current =
                empty.withTable("customers").withTable("subscriptions", plan).withTable("surveys");
        CompanyModel history = current.withTable("customer_history", "{segment: segment, region: region}");
        Map<Truth.Question, List<Row>> published = Truth.expected(truth);
        assertEquals(15, published.size());
        List<String> differences = new ArrayList<>();
        try (Connection now = current.open(folder, "current");
                Connection then = history.open(folder, "history")) {
            for (Map.Entry<Truth.Question, List<Row>> cells : published.entrySet()) {
                Connection asked = cells.getKey().reading().equals("history") ? then : now;
                differences.addAll(differences(cells.getKey(), cells.getValue(), asked));
            }
        }
        assertEquals(List.of(), differences.stream().limit(20).toList(), differences.size() + " differences");
    }

    /** Segments and totals by questions of their own, and both at once by ROLLUP, with the interval's total. */
    private static List<String> differences(Truth.Question cell, List<Row> published, Connection asked)
            throws SQLException {
        boolean plan = cell.reading().equals("plan");
        List<String> measures = plan ? COUNTS_AND_MONEY : ALL;
        String segment = plan ? "subscription_plan" : "segment";
        LocalDate from = bound(published.stream().map(r -> r.key().period()).toList(), true);
        LocalDate until = bound(published.stream().map(r -> r.key().period()).toList(), false);
        Question question = Question.of(measures, from, until).each(cell.grain());
        List<Row> separate = new ArrayList<>(question.by(segment).rows(asked));
        if (!plan) {
            separate.addAll(question.rows(asked));
        }
        Cells cells = Cells.of(cell.toString())
                .withMissingAsZero()
                .comparing(measures.stream().map(Question::name).toArray(String[]::new));
        List<String> found = new ArrayList<>(cells.differences(published, rounded(separate)));
        List<Row> together = question.by(segment).withTotals().rows(asked);
        List<Row> wanted = published;
        if (plan || !cell.grain().equals("interval")) {
            together = together.stream().filter(r -> !isTotal(r, plan, from, until)).toList();
        }
        found.addAll(cells.differences(wanted, rounded(together)));
        return found;
    }

    private static boolean isTotal(Row row, boolean plan, LocalDate from, LocalDate until) {
        return row.key().segment().equals(Row.ALL)
                && (plan || row.key().period().equals(Period.of(from, until)));
    }

    private static LocalDate bound(List<Period> periods, boolean first) {
        return first
                ? periods.stream().map(p -> p.start().toLocalDate()).min(LocalDate::compareTo).orElseThrow()
                : periods.stream().map(p -> p.end().toLocalDate()).max(LocalDate::compareTo).orElseThrow();
    }

    /** Published ratios have nine places. */
    private static List<Row> rounded(List<Row> rows) {
        List<Row> rounded = new ArrayList<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            for (String ratio : List.of("churn_rate", "nps")) {
                values.computeIfPresent(ratio, (n, v) -> Math.round((Double) Objects.requireNonNull(v) * 1e9) / 1e9);
            }
            rounded.add(new Row(row.key(), values));
        }
        return rounded;
    }
}
