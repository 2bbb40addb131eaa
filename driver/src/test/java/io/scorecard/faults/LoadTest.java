package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many ask at once: each gets what one who asks alone gets. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class LoadTest {

    private static final List<String> KPIS = List.of(
            "SELECT segment, nps() FROM kpi GROUP BY segment ORDER BY segment",
            "SELECT month, churn_rate() FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month ORDER BY month",
            "SELECT industry, cost_to_support() FROM kpi GROUP BY industry ORDER BY industry",
            "SELECT mrr(), net_revenue_retention() FROM kpi WHERE month = DATE '2026-05-01'",
            "SELECT region, csat(), clv() FROM kpi GROUP BY region ORDER BY region");

    @TempDir
    Path folder;

    @Test
    void eightThreadsAskFiveKpis() throws Exception {
        load("jdbc:scorecard:sample", KPIS, 8, 5);
    }

    @Test
    @Tag("long")
    void sixtyFourThreadsAskFiveHundredTimes() throws Exception {
        load("jdbc:scorecard:sample", KPIS, 64, 500);
    }

    /** More threads than the source has sessions: they wait for each other. */
    @Test
    void thirtyTwoThreadsShareAPoolOfFour() throws Exception {
        Store.POSTGRESQL.fill(folder);
        Path model = Store.POSTGRESQL.model(folder, ", pool_size: 4");
        List<String> questions = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            questions.add("SELECT CHAR_LENGTH(name), COUNT(*) FROM customers WHERE MOD(CHAR_LENGTH(name), " + i
                    + ") = 0 GROUP BY CHAR_LENGTH(name) ORDER BY 1");
        }
        load("jdbc:scorecard:" + model, questions, 32, 20);
    }

    private static void load(String url, List<String> questions, int threads, int times) throws Exception {
        Map<String, String> alone = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (String question : questions) {
                alone.put(question, answer(connection, question));
            }
        }
        assertEquals(questions.size(), alone.values().stream().distinct().count(), "answers that can be told apart");
        long start = System.nanoTime();
        ExecutorService askers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                SplittableRandom random = new SplittableRandom(i);
                all.add(askers.submit(() -> ask(url, questions, alone, times, random)));
            }
            int answered = 0;
            for (Future<Integer> one : all) {
                answered += one.get();
            }
            assertEquals(threads * times, answered);
        } finally {
            askers.shutdownNow();
        }
        assertTrue(askers.awaitTermination(10, TimeUnit.SECONDS));
        System.out.printf(
                "load: %d threads x %d questions, 0 wrong, %.1f a second%n",
                threads, times, threads * times * 1e9 / (System.nanoTime() - start));
    }

    private static int ask(
            String url, List<String> questions, Map<String, String> alone, int times, SplittableRandom random)
            throws SQLException {
        int answered = 0;
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int i = 0; i < times; i++) {
                String question = questions.get(random.nextInt(questions.size()));
                assertEquals(alone.get(question), answer(connection, question), question);
                answered++;
            }
        }
        return answered;
    }

    static String answer(Connection connection, String question) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    text.append(rows.getString(i)).append(i == columns ? '\n' : '\t');
                }
            }
        }
        return text.toString();
    }
}
