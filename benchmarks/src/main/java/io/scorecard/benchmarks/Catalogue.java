package io.scorecard.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Each KPI of the catalogue by industry over 35 months, beside a statement that was written for it by hand. */
final class Catalogue {

    private static final double LIMIT = 1.2;
    private static final int ROUNDS = 15;
    private static final double SECONDS_OF_A_TURN = 0.15;
    private static final String MONTHS = " FROM kpi WHERE month >= DATE '2023-07-01'";

    private Catalogue() {}

    /** @param chosen names of KPIs, or patterns of them; none for all */
    static List<Result> run(DuckDbStore store, List<String> chosen) throws Exception {
        List<Result> results = new ArrayList<>();
        try (Connection driver = DriverManager.getConnection("jdbc:scorecard:" + store.model());
                Connection further = DriverManager.getConnection("jdbc:scorecard:" + store.furtherModel());
                Connection direct = store.direct()) {
            execute(direct, Texts.of("catalogue-total.sql"));
            for (ByHand kpi : ByHand.all()) {
                if (chosen.isEmpty() || chosen.stream().anyMatch(c -> kpi.call().matches(c + "\\(.*"))) {
                    results.add(measured(store, kpi.further() ? further : driver, direct, kpi));
                }
            }
        }
        return results;
    }

    private static Result measured(DuckDbStore store, Connection driver, Connection direct, ByHand kpi) {
        try {
            String question = kpi.by()
                    .map(by -> "SELECT " + by + " AS part, " + kpi.call() + MONTHS + " GROUP BY " + by)
                    .orElse("SELECT '*' AS part, " + kpi.call() + MONTHS);
            Map<String, @Nullable Object> ours = parts(driver, question);
            Map<String, @Nullable Object> expected = parts(direct, kpi.sql());
            mustAgree(ours, expected);
            String byHand = expected.keySet().containsAll(ours.keySet()) ? kpi.sql() : kpi.ofEveryPart();
            Race.Outcome outcome = new Race(store.meter(), SECONDS_OF_A_TURN)
                    .run(() -> Queries.read(driver, question), () -> Queries.read(direct, byHand), ROUNDS);
            System.err.println(kpi.call() + " " + outcome.cpu());
            return Result.ratio("`" + kpi.call() + "`", outcome, LIMIT);
        } catch (Exception e) {
            System.err.println(kpi.call() + " " + e.getMessage());
            return new Result("`" + kpi.call() + "`", "failed: " + e.getMessage(), "", "", false);
        }
    }

    /** A part without a row has nothing: NULL, or 0. */
    static void mustAgree(Map<String, @Nullable Object> ours, Map<String, @Nullable Object> byHand) {
        if (byHand.isEmpty()) {
            throw new IllegalStateException("nothing by hand");
        }
        byHand.forEach((part, expected) -> mustBeSame(part, expected, ours.get(part)));
        ours.forEach((part, found) -> {
            if (!byHand.containsKey(part)) {
                mustBeSame(part, null, found);
            }
        });
    }

    private static void mustBeSame(String part, @Nullable Object expected, @Nullable Object found) {
        double one = expected == null ? 0 : ((Number) expected).doubleValue();
        double other = found == null ? 0 : ((Number) found).doubleValue();
        if (Math.abs(one - other) > 1e-7 * Math.max(Math.abs(one), 1)) {
            throw new IllegalStateException(part + ": " + found + ", but by hand " + expected);
        }
    }

    static Map<String, @Nullable Object> parts(Connection connection, String sql) throws SQLException {
        Map<String, @Nullable Object> parts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                parts.put(String.valueOf(rows.getObject(1)), rows.getObject(2));
            }
        }
        return parts;
    }

    static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }
}
