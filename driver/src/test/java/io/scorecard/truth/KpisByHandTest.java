package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Cells;
import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.NaiveKpis;
import io.scorecard.oracle.Period;
import io.scorecard.oracle.RandomCompany;
import io.scorecard.oracle.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every KPI of the catalogue equals hand-written SQL, in total and by a segment that changes. */
class KpisByHandTest {
    private static final List<Period> PERIODS = List.of(
            Period.of(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 7, 1)),
            Period.of(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 11, 10)),
            Period.of(LocalDate.of(2025, 3, 1), LocalDate.of(2026, 3, 1)));

    private static final List<String> COSTS = List.of(
            "support_cost()",
            "cost_to_support()",
            "cost_per_ticket()",
            "retention_cost()",
            "retention_cost('per_customer')",
            "retention_cost('full')");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1})
    void kpisEqualHandWrittenSql(long seed) throws SQLException, IOException {
        RandomCompany company = RandomCompany.of(seed);
        List<String> differences = new ArrayList<>();
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            company.load(file, Dialect.DUCKDB, "company");
        }
        try (Connection naive = DriverManager.getConnection("jdbc:duckdb:");
                Connection asked = model(CompanyModel.overDuckDb("company")).open(folder, "model")) {
            company.load(naive, Dialect.DUCKDB, "company");
            for (Period period : PERIODS) {
                for (String segment : new String[] {null, "segment"}) {
                    NaiveKpis all = NaiveKpis.of(naive).withHistory();
                    NaiveKpis hand = segment == null ? all : all.by(segment);
                    for (String call : NaiveKpis.calls()) {
                        differences.addAll(differences(hand, asked, call, period, segment));
                    }
                }
            }
        }
        assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    }

    private static CompanyModel model(CompanyModel empty) {
        return empty.with("ces_direction: ease")
                .with("scales: {ces: [1, 7]}")
                .withTable("customer_history", "{segment: segment, region: region}")
                .withTables("customers", "plans", "subscriptions", "surveys", "tickets", "costs", "campaigns", "revenue");
    }

    /** Shared costs are rounded once, to four places; by hand they are not, and are divided before they are shown. */
    private static List<Row> toCents(List<Row> rows) {
        List<Row> rounded = new ArrayList<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> value = new LinkedHashMap<>();
            value.put(
                    "value",
                    row.value("value") instanceof Number number ? Math.round(number.doubleValue() * 100) / 100.0 : null);
            rounded.add(new Row(row.key(), value));
        }
        return rounded;
    }

    private static List<String> differences(
            NaiveKpis hand, Connection asked, String call, Period period, @Nullable String segment)
            throws SQLException {
        Question question = Question.of(
                        List.of(call), period.start().toLocalDate(), period.end().toLocalDate())
                .by(segment);
        List<Row> answered = new ArrayList<>();
        try {
            for (Row row : question.rows(asked)) {
                Map<String, @Nullable Object> value = new LinkedHashMap<>();
                value.put("value", row.value(Question.name(call)));
                answered.add(new Row(row.key(), value));
            }
        } catch (SQLException e) {
            return List.of(call + ": " + e.getMessage().lines().findFirst().orElse(""));
        }
        Cells cells = Cells.of(call).withMissingAsZero().comparing("value");
        return COSTS.contains(call)
                ? cells.differences(toCents(hand.rows(call, period)), toCents(answered))
                : cells.differences(hand.rows(call, period), answered);
    }
}
