package io.scorecard.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code kpi_monthly} of 36 months, beside the statements that were written by hand for its KPIs, one for each, by month; those
 * that need the model with more tables by themselves. The sum is of those that answer the same; what differs is told and not
 * measured.
 */
final class Monthly {

    private static final double LIMIT = 1.2;
    private static final int ROUNDS = 3;
    private static final String NO_ARGUMENTS = "()";
    private static final double ONE_TURN = 1e-3;
    private static final String MONTHS =
            " FROM kpi_monthly WHERE month >= DATE '2023-06-01' AND month < DATE '2026-06-01'";

    private Monthly() {}

    static List<Result> run(DuckDbStore store) throws Exception {
        try (Connection driver = DriverManager.getConnection("jdbc:scorecard:" + store.model());
                Connection further = DriverManager.getConnection("jdbc:scorecard:" + store.furtherModel());
                Connection direct = store.direct()) {
            Catalogue.execute(direct, Texts.of("catalogue-monthly.sql"));
            return List.of(
                    measured(store, driver, direct, statements(false), "KPIs of kpi_monthly"),
                    measured(store, further, direct, statements(true), "further KPIs of kpi_monthly"));
        }
    }

    private static Result measured(
            DuckDbStore store, Connection driver, Connection direct, List<ByHand> kpis, String what) throws Exception {
        List<ByHand> same = same(driver, direct, kpis);
        String question = question(same);
        Race.Outcome outcome = new Race(store.meter(), ONE_TURN)
                .run(() -> Queries.read(driver, question), () -> all(direct, same), ROUNDS);
        return Result.ratio(
                same.size() + " " + what + ", 36 months, beside the sum of " + same.size()
                        + " statements by hand, DuckDB",
                outcome,
                LIMIT);
    }

    private static String question(List<ByHand> kpis) {
        return "SELECT month, " + kpis.stream().map(Monthly::name).collect(Collectors.joining(", ")) + MONTHS;
    }

    private static String name(ByHand kpi) {
        return kpi.call().substring(0, kpi.call().length() - NO_ARGUMENTS.length());
    }

    private static void all(Connection direct, List<ByHand> kpis) throws SQLException {
        for (ByHand kpi : kpis) {
            Queries.read(direct, kpi.sql());
        }
    }

    /** The KPIs whose statement by hand answers the same in each month. */
    private static List<ByHand> same(Connection driver, Connection direct, List<ByHand> kpis) throws SQLException {
        List<ByHand> same = new ArrayList<>();
        Map<String, Map<String, @Nullable Object>> ours = answers(driver, question(kpis));
        for (ByHand kpi : kpis) {
            try {
                Catalogue.mustAgree(ours.getOrDefault(name(kpi), Map.of()), Catalogue.parts(direct, kpi.sql()));
                same.add(kpi);
            } catch (IllegalStateException | SQLException e) {
                System.err.println(kpi.call() + " " + e.getMessage());
            }
        }
        return same;
    }

    /** By the name of a column, and by month. */
    private static Map<String, Map<String, @Nullable Object>> answers(Connection driver, String question)
            throws SQLException {
        Map<String, Map<String, @Nullable Object>> answers = new HashMap<>();
        try (Statement statement = driver.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                String month = String.valueOf(rows.getObject(1));
                for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                    answers.computeIfAbsent(rows.getMetaData().getColumnLabel(i), n -> new TreeMap<>())
                            .put(month, rows.getObject(i));
                }
            }
        }
        return answers;
    }

    /** @param further of the model that has more tables */
    private static List<ByHand> statements(boolean further) throws IOException {
        List<ByHand> own = ByHand.in("monthly-by-hand.sql");
        Set<String> names = own.stream().map(ByHand::call).collect(Collectors.toSet());
        List<ByHand> all = new ArrayList<>(own);
        ByHand.all().stream()
                .filter(k -> k.call().endsWith(NO_ARGUMENTS) && !k.total() && !names.contains(k.call()))
                .forEach(all::add);
        return all.stream().filter(k -> k.further() == further).toList();
    }
}
