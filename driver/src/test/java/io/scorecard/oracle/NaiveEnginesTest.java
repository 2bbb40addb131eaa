package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every naive KPI on two engines, and the identities that hold whatever the data. */
class NaiveEnginesTest {
    private static final Period AUTUMN = Period.of(LocalDate.of(2025, 10, 1), LocalDate.of(2025, 11, 10));
    private static final Period EVER = Period.of(LocalDate.of(2024, 1, 1), LocalDate.of(2027, 1, 1));

    @ParameterizedTest
    @ValueSource(longs = 11)
    void enginesAgreeOnEveryKpi(long seed) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Connection postgres = Postgres.connect()) {
            RandomCompany.of(seed).load(duck, Dialect.DUCKDB, "naive_" + seed);
            RandomCompany.of(seed).load(postgres, Dialect.POSTGRESQL, "naive_" + seed);
            for (String call : NaiveKpis.calls()) {
                Cells cells = Cells.of("seed " + seed + ", " + call);
                NaiveKpis left = NaiveKpis.of(duck).withHistory();
                NaiveKpis right = NaiveKpis.of(postgres).withHistory();
                cells.assertSame(left.rows(call, AUTUMN), right.rows(call, AUTUMN));
                cells.assertSame(
                        left.by("segment").rows(call, AUTUMN),
                        right.by("segment").rows(call, AUTUMN));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyBookedAmountIsAllocatedOnce(long seed) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            RandomCompany.of(seed).load(duck, Dialect.DUCKDB, "company");
            double bySegment = 0;
            for (Row row : NaiveKpis.of(duck).withHistory().by("segment").rows("support_cost()", EVER)) {
                bySegment += (Double) row.value("value");
            }
            double total = (Double)
                    NaiveKpis.of(duck).rows("support_cost()", EVER).get(0).value("value");
            try (Statement statement = duck.createStatement();
                    ResultSet booked =
                            statement.executeQuery("SELECT SUM(amount) FROM costs WHERE category = 'support'")) {
                booked.next();
                assertEquals(booked.getDouble(1), total, 1e-6, "seed " + seed);
                assertEquals(total, bySegment, 1e-6, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void retentionOfMoneyIsTheOpeningLessItsLosses(long seed) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            RandomCompany.of(seed).load(duck, Dialect.DUCKDB, "company");
            List<Row> rows =
                    Grid.of(duck).withHistory().by("region").rows(Period.months(RandomCompany.FROM, RandomCompany.TO));
            assertTrue(rows.size() > 20);
            for (Row row : rows) {
                BigDecimal kept =
                        money(row, "opening").add(money(row, "contraction")).add(money(row, "churned"));
                assertEquals(0, kept.compareTo(money(row, "kept")), () -> "seed " + seed + ", " + row);
                assertEquals(
                        0,
                        kept.add(money(row, "expansion")).compareTo(money(row, "retained")),
                        () -> "seed " + seed + ", " + row);
            }
        }
    }

    private static BigDecimal money(Row row, String part) {
        return (BigDecimal) row.value(part + "_mrr");
    }
}
