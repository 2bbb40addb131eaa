package io.scorecard.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.RandomCompany;
import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every KPI of the catalogue and every option of it, by its unit and its form, for random companies. */
class CatalogueInvariantsTest {

    private static final String PERIOD = "month >= DATE '2025-07-01' AND month < DATE '2025-10-01'";
    private static final String LATER = "month >= DATE '2425-07-01' AND month < DATE '2425-10-01'";
    private static final List<String> BY_SEGMENT = List.of("segment");
    private static final int AT_ONCE = 40;
    /** Sums of doubles are rounded to four places once, as shares of costs are. */
    private static final double ROUNDED = 0.001;

    @TempDir
    private Path folder;

    static Stream<Arguments> companies() {
        return Stream.of(Arguments.of(3L, Dialect.DUCKDB), Arguments.of(4L, Dialect.POSTGRESQL));
    }

    private static String moved(String table, String... columns) {
        List<String> sets = new ArrayList<>();
        for (String column : columns) {
            sets.add(column + " = CAST(" + column + " + INTERVAL '400' YEAR AS "
                    + (column.endsWith("_at") || column.startsWith("valid") ? "TIMESTAMP" : "DATE") + ")");
        }
        return "UPDATE " + table + " SET " + String.join(", ", sets);
    }

    /** In another currency, money is worth as many times more, and everything else is what it was. */
    @ParameterizedTest
    @MethodSource("companies")
    void moneyScalesAndNothingElse(long seed, Dialect engine) throws SQLException, IOException {
        List<String> changes = List.of(
                "UPDATE subscriptions SET mrr = mrr * 3",
                "UPDATE costs SET amount = amount * 3",
                "UPDATE revenue SET amount = amount * 3, cost_of_service = cost_of_service * 3");
        try (Twins twins = Twins.of(seed, engine, changes, folder)) {
            List<Measured> all = all(twins);
            List<Measured> money = all.stream().filter(Measured::isMoney).toList();
            List<Measured> rest = all.stream().filter(m -> !m.isMoney()).toList();
            assertTrue(money.size() > 30, () -> "few: " + money);
            assertEquals(
                    List.of(),
                    differences(twins, money, PERIOD, (a, b) -> Math.abs(3 * a - b) <= ROUNDED + 1e-4 * Math.abs(b)));
            assertEquals(
                    List.of(),
                    differences(twins, rest, PERIOD, (a, b) -> Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a))));
        }
    }

    /** The calendar is the same again after 400 years, so everything is. */
    @ParameterizedTest
    @MethodSource("companies")
    void fourHundredYearsLaterIsTheSame(long seed, Dialect engine) throws SQLException, IOException {
        List<String> changes = List.of(
                moved("customers", "created_at"),
                moved("subscriptions", "valid_from", "valid_to"),
                moved("tickets", "created_at", "first_response_at", "first_solved_at", "last_solved_at", "closed_at"),
                moved("surveys", "sent_at", "responded_at"),
                moved("costs", "period_start", "period_end"),
                moved("campaigns", "start_date", "end_date"),
                moved("revenue", "occurred_at"));
        try (Twins twins = Twins.of(seed, engine, changes, folder);
                Statement session = twins.after().createStatement()) {
            session.execute("SET as_of = '2427-01-01T00:00:00Z'");
            assertEquals(
                    List.of(),
                    differences(
                            twins, all(twins), LATER, (a, b) -> Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))));
        }
    }

    /** Of what counts or adds up, the segments make the whole; of what is one less, both make one. */
    @ParameterizedTest
    @MethodSource("companies")
    void partsMakeTheWhole(long seed, Dialect engine) throws SQLException, IOException {
        try (Twins twins = Twins.of(seed, engine, List.of(), folder)) {
            List<Measured> all = all(twins);
            List<Measured> sums = all.stream().filter(Measured::adds).toList();
            assertTrue(sums.size() > 30, () -> "few: " + sums);
            Map<String, Double> whole = values(twins.before(), calls(sums), List.of(), PERIOD);
            Map<String, Double> parts = new LinkedHashMap<>();
            values(twins.before(), calls(sums), BY_SEGMENT, PERIOD)
                    .forEach((cell, value) ->
                            parts.merge("[] " + cell.substring(cell.indexOf(']') + 2), value, Double::sum));
            List<String> found = new ArrayList<>();
            whole.forEach((cell, value) -> {
                Double sum = parts.getOrDefault(cell, 0.0);
                if (Math.abs(sum - value) > ROUNDED + 1e-9 * Math.abs(value)) {
                    found.add(cell + " is " + value + ", and its parts " + sum);
                }
            });
            assertEquals(List.of(), found);

            List<String> ones = new ArrayList<>();
            all.stream()
                    .filter(Measured::bySegment)
                    .forEach(m -> m.oneLess().ifPresent(other -> ones.add(m.call() + " + " + other)));
            assertTrue(ones.contains("retention_rate('event') + churn_rate('event')"), ones::toString);
            values(twins.before(), ones, List.of("month", "segment"), PERIOD)
                    .forEach((cell, value) -> assertEquals(1, value, 1e-9, cell));
        }
    }

    /** Whatever costs are allocated by, what customers bear and the rest are what was booked. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void allocatedAndRestAreAllCosts(Dialect engine) throws SQLException, IOException {
        String schema = "allocated";
        boolean embedded = engine == Dialect.DUCKDB;
        try (Connection made = embedded
                ? DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))
                : Postgres.connect()) {
            RandomCompany.of(6).load(made, engine, schema);
        }
        CompanyModel model = embedded ? CompanyModel.overDuckDb(schema) : CompanyModel.overPostgres(schema);
        String booked = "SELECT category, SUM(amount) FROM costs WHERE category <> 'acquisition' GROUP BY category";
        for (String key : List.of("handle_time", "tickets", "equal", "mrr")) {
            try (Connection connection = model.with("allocation: " + key)
                    .withTables("customers", "plans", "subscriptions", "tickets", "costs", "revenue")
                    .open(folder, "by_" + key)) {
                Map<Object, Double> costs = sums(connection, booked);
                assertTrue(costs.size() > 3, key);
                Map<Object, Double> allocated =
                        sums(connection, "SELECT category, SUM(amount) FROM allocated_costs GROUP BY category");
                assertEquals(costs.keySet(), allocated.keySet(), key);
                costs.forEach((category, sum) ->
                        assertEquals(sum, allocated.get(category), ROUNDED, () -> key + " " + category));
                String borne = "SELECT 'support', support_cost() FROM kpi WHERE month >= DATE '2024-01-01' AND"
                        + " month < DATE '2027-01-01'";
                Map<Object, Double> whole = sums(connection, borne);
                Map<Object, Double> parts = sums(
                        connection,
                        "SELECT 'support', SUM(c) FROM (SELECT customer_id, support_cost() AS c FROM kpi WHERE"
                                + " month >= DATE '2024-01-01' AND month < DATE '2027-01-01' GROUP BY customer_id) AS t");
                assertEquals(costs.get("support"), whole.get("support"), ROUNDED, key);
                assertEquals(costs.get("support"), parts.get("support"), 40 * ROUNDED, key);
            }
        }
    }

    /** The rows behind a number give it back, of every KPI and option that is made of rows; what is not says so. */
    @ParameterizedTest
    @MethodSource("companies")
    void rowsGiveEveryNumberBack(long seed, Dialect engine) throws SQLException, IOException {
        try (Twins twins = Twins.of(seed, engine, List.of(), folder)) {
            List<Measured> all = all(twins);
            List<String> parts = new ArrayList<>();
            for (Measured m : all) {
                parts.add("CAST(COALESCE(numerator(" + m.call() + "), " + m.call() + ") AS DOUBLE)");
                parts.add("CAST(denominator(" + m.call() + ") AS DOUBLE)");
            }
            Map<String, Double> numbers = values(twins.before(), parts, List.of("month"), PERIOD);
            List<String> found = new ArrayList<>();
            int recounted = 0;
            for (int i = 0; i < all.size(); i++) {
                String rows = rowsOf(twins.before(), all.get(i).call());
                if (rows.isEmpty()) {
                    continue;
                }
                recounted++;
                for (List<@Nullable Object> row : Answer.of(
                                twins.before(),
                                "SELECT month, SUM(in_numerator), SUM(in_denominator) FROM " + rows + " AS r WHERE "
                                        + PERIOD + " GROUP BY month")
                        .rows()) {
                    for (int part = 0; part < 2; part++) {
                        Double number = numbers.get("[" + row.get(0) + "] " + parts.get(2 * i + part));
                        double sum = row.get(part + 1) instanceof Number n ? n.doubleValue() : 0;
                        double expected = number == null ? 0 : number;
                        if (Math.abs(sum - expected) > ROUNDED + 1e-9 * Math.abs(expected)) {
                            found.add(rows + " " + row.get(0) + ": " + sum + " for " + expected);
                        }
                    }
                }
            }
            assertEquals(List.of(), found);
            assertTrue(recounted > 80, "few KPIs have rows: " + recounted);
        }
    }

    /** The call of kpi_rows for a measure; empty where it is no sum over rows. */
    private static String rowsOf(Connection connection, String call) throws SQLException {
        int open = call.indexOf('(');
        String arguments = call.substring(open + 1, call.length() - 1);
        String rows =
                "kpi_rows('" + call.substring(0, open) + "'" + (arguments.isEmpty() ? "" : ", " + arguments) + ")";
        try (Statement statement = connection.createStatement()) {
            statement.execute("EXPLAIN SELECT month FROM " + rows + " AS r WHERE " + PERIOD);
            return rows;
        } catch (SQLException e) {
            assertEquals("0A000", e.getSQLState(), () -> rows + ": " + e.getMessage());
            return "";
        }
    }

    private static Map<Object, Double> sums(Connection connection, String sql) throws SQLException {
        Map<Object, Double> sums = new LinkedHashMap<>();
        for (List<@Nullable Object> row : Answer.of(connection, sql).rows()) {
            sums.put(
                    Optional.ofNullable(row.get(0)).orElse(""),
                    ((Number) Optional.ofNullable(row.get(1)).orElse(0)).doubleValue());
        }
        return sums;
    }

    private static List<Measured> all(Twins twins) throws SQLException {
        List<Measured> all = Measured.askable(twins.before());
        assertTrue(all.size() > 120, () -> all.size() + ": " + all);
        return all;
    }

    private static List<String> calls(List<Measured> measures) {
        return measures.stream().map(Measured::call).toList();
    }

    /** Cells that do not agree, by segment where there are any. */
    private static List<String> differences(
            Twins twins, List<Measured> measures, String whereAfter, BiPredicate<Double, Double> agree)
            throws SQLException {
        List<String> found = new ArrayList<>();
        int some = 0;
        for (List<String> keys : List.of(List.<String>of(), BY_SEGMENT)) {
            List<String> calls = calls(measures.stream()
                    .filter(m -> m.bySegment() != keys.isEmpty())
                    .toList());
            Map<String, Double> before = values(twins.before(), calls, keys, PERIOD);
            Map<String, Double> after = values(twins.after(), calls, keys, whereAfter);
            for (Map.Entry<String, Double> cell : before.entrySet()) {
                Double a = cell.getValue();
                Double b = after.get(cell.getKey());
                some += a == 0 ? 0 : 1;
                if (b == null || !agree.test(a, b)) {
                    found.add(cell.getKey() + ": " + a + " and " + b);
                }
            }
            assertEquals(before.keySet(), after.keySet());
        }
        assertFalse(some < measures.size(), "hardly a number: " + some);
        return found;
    }

    /** Values by keys and measure, without those that are NULL; not all measures in one statement. */
    private static Map<String, Double> values(
            Connection connection, List<String> calls, List<String> keys, String where) throws SQLException {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int from = 0; from < calls.size(); from += AT_ONCE) {
            List<String> some = calls.subList(from, Math.min(from + AT_ONCE, calls.size()));
            Cells.of(connection, some, keys, where).numbers().forEach((key, numbers) -> {
                for (int i = 0; i < some.size(); i++) {
                    Double number = numbers.get(i);
                    if (number != null) {
                        values.put(key + " " + some.get(i), number);
                    }
                }
            });
        }
        return values;
    }
}
