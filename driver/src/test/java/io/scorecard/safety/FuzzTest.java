package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * URLs, models and questions that nearly mean something, made from those in the documentation: each is
 * answered or refused by an SQLException with an SQLSTATE, in time, and nothing fails inside.
 */
class FuzzTest {

    /** Five would do on a machine that has nothing else to do. */
    private static final int SECONDS_FOR_ONE = 60;

    private static final ExecutorService ASKER = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private static final String[] STRANGE = (""
                    + "'~~\"~~;~~--~~/*~~*/~~(~~)~~[~~]~~{~~}~~,~~.~~*~~=~~=>~~::~~||~~<>~~?~~:x~~-~~NULL~~TRUE~~0~~"
                    + "1~~-1~~1e308~~99999999999999999999~~0.1~~''~~'x'~~DATE '2026-01-01'~~"
                    + "TIMESTAMP '2026-01-01 00:00:00'~~INTERVAL '1' DAY~~CAST(~~CASE WHEN ~~ END~~SELECT ~~ FROM ~~"
                    + " WHERE ~~ GROUP BY ~~ ORDER BY ~~ HAVING ~~ OVER ()~~ UNION ALL ~~ JOIN ~~ ON ~~ AND ~~ OR ~~"
                    + " NOT ~~ IN ~~ BETWEEN ~~ LIKE ~~ IS NULL~~ LIMIT 1~~ FILTER (WHERE ~~DISTINCT ~~ROLLUP(~~"
                    + "CUBE(~~GROUPING SETS (~~WITH t AS (~~EXISTS (~~ARRAY[~~ROW(~~VALUES ~~EXPLAIN ~~SHOW ~~"
                    + "DESCRIBE ~~SET ~~U&'\\0041'~~N'~~X'00'~~\u0000~~\ud83d~~\u00e9~~\u2028~~nps()~~"
                    + "churn_rate('event')~~kpi~~month~~ts~~customers")
            .split("~~");

    private static final String[] STRANGE_YAML = (""
                    + ":~~- ~~? ~~&a ~~*a~~!!str ~~!x ~~|~~>~~{~~}~~[~~]~~,~~#~~'~~\"~~\n~~\n  ~~\t~~%~~@~~---~~...~~"
                    + "<<~~null~~true~~0~~-1~~1e999~~.nan~~${env:HOME}~~${file:x}~~..~~/~~\\~~\u0000~~type~~files~~"
                    + "postgresql~~duckdb~~sample~~host~~password~~folder~~kpis~~formula~~over~~tables~~from")
            .split("~~");

    private static final String[] STRANGE_URL = (""
                    + ";~~=~~\"~~\"\"~~#~~?~~&~~%00~~ ~~\n~~\u0000~~sample~~model~~user~~password~~time_zone~~as_of~~"
                    + "UTC~~0~~-1~~inline:~~http://~~//~~\\\\~~..~~/proc/self~~.yaml~~\u0131~~${env:HOME}~~"
                    + "schemaFactory")
            .split("~~");

    @TempDir
    static Path folder;

    @AfterAll
    static void end() {
        ASKER.shutdownNow();
    }

    private static List<String> pages() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            for (Path page :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                texts.add(Files.readString(page));
            }
        }
        texts.add(Files.readString(Path.of("../README.md")));
        return texts;
    }

    private static List<String> blocks(String kind) throws IOException {
        List<String> blocks = new ArrayList<>();
        Pattern block = Pattern.compile("```" + kind + "\\n(.*?)```", Pattern.DOTALL);
        for (String page : pages()) {
            Matcher matcher = block.matcher(page);
            while (matcher.find()) {
                blocks.add(matcher.group(1));
            }
        }
        return blocks;
    }

    private static List<String> questions() throws IOException {
        List<String> questions = new ArrayList<>();
        for (String block : blocks("sql")) {
            for (String question : block.split(";")) {
                if (!question.isBlank()) {
                    questions.add(question.strip());
                }
            }
        }
        ValueMatrixTest.cases().forEach(c -> questions.add(c.substring(0, c.lastIndexOf("->"))));
        assertTrue(questions.size() > 50, "questions " + questions.size());
        return questions;
    }

    private static List<String> models() throws IOException {
        List<String> models = blocks("yaml");
        models.add(Files.readString(Path.of("../examples/sample/model.yaml")));
        assertTrue(models.size() > 5, "models " + models.size());
        return models;
    }

    private static List<String> urls() {
        return List.of(
                "jdbc:scorecard:sample",
                "jdbc:scorecard:sample;time_zone=Europe/Berlin;as_of=2026-04-01T00:00:00Z",
                "jdbc:scorecard:sample;user=ann;password=\"a;b\"\"c\";query_timeout=30;max_rows=10;fetch_size=5",
                "jdbc:scorecard:;model=\"a;b.yaml\";partial_periods=show;currency=EUR;log_level=off",
                "jdbc:scorecard:C:\\models\\a.yaml;data_through=2026-03-31T22:00:00+02:00",
                "jdbc:scorecard:/srv/models/a.yaml");
    }

    @FunctionalInterface
    private interface Attempt {
        void with(String text) throws SQLException, IOException;
    }

    /** Tries as many texts as there are, or as there is time for. */
    private static void fuzz(Mutations mutations, long seed, int most, int seconds, Attempt attempt) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<String> failures = new ArrayList<>();
        int tried = 0;
        while (tried < most && System.nanoTime() < end && failures.size() < 25) {
            tried++;
            String text = mutations.next();
            String failure = failure(text, attempt);
            if (failure != null) {
                failures.add(
                        "seed " + seed + ", text " + tried + ": " + failure + "\n    " + text.replace("\n", "\n    "));
            }
        }
        System.out.println("Fuzz: texts tried " + tried);
        assertEquals(List.of(), failures, () -> String.join("\n", failures));
    }

    private static String failure(String text, Attempt attempt) {
        Future<String> result = ASKER.submit(() -> {
            try {
                attempt.with(text);
                return null;
            } catch (SQLException refused) {
                boolean plain =
                        refused.getSQLState() != null && refused.getErrorCode() != 9999 && refused.getErrorCode() > 0;
                return plain ? null : refused + at(refused);
            } catch (Throwable other) {
                return "threw " + other + at(other);
            }
        });
        try {
            return result.get(SECONDS_FOR_ONE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "takes longer than seconds: " + SECONDS_FOR_ONE;
        } catch (InterruptedException | ExecutionException e) {
            return fail(e);
        }
    }

    private static String at(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(4, frames.length); i++) {
            text.append("\n        ").append(frames[i]);
        }
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith("io.scorecard")) {
                return text.append("\n        ").append(frame).toString();
            }
        }
        return text.toString();
    }

    private static void ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(5);
            statement.setMaxRows(200);
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            rows.getString(i);
                        }
                    }
                }
            }
        }
    }

    private static void open(String text) throws SQLException, IOException {
        Path file = Files.writeString(folder.resolve("fuzz.yaml"), text);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT name, available FROM kpi_catalog");
        }
    }

    private static void connect(String url) throws SQLException {
        Connection connection = DriverManager.getDriver("jdbc:scorecard:sample").connect(url, null);
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void anyUrlConnectsOrIsRefused() {
        fuzz(new Mutations(urls(), STRANGE_URL, 1), 1, 2_000, 4, FuzzTest::connect);
    }

    @Test
    void anyModelOpensOrIsRefused() throws IOException {
        fuzz(new Mutations(models(), STRANGE_YAML, 2), 2, 500, 6, FuzzTest::open);
    }

    @Test
    void anyQuestionIsAnsweredOrRefused() throws SQLException, IOException {
        ask("SELECT nps() FROM kpi");
        fuzz(new Mutations(questions(), STRANGE, 3), 3, 300, 8, FuzzTest::ask);
    }

    @Test
    @Tag("long")
    void minutesOfAll() throws IOException, SQLException {
        long seed = Long.getLong("scorecard.seed", System.nanoTime());
        int seconds = Integer.getInteger("scorecard.fuzzSeconds", 120);
        fuzz(new Mutations(urls(), STRANGE_URL, seed), seed, Integer.MAX_VALUE, seconds / 4, FuzzTest::connect);
        fuzz(new Mutations(models(), STRANGE_YAML, seed), seed, Integer.MAX_VALUE, seconds / 2, FuzzTest::open);
        ask("SELECT nps() FROM kpi");
        fuzz(new Mutations(questions(), STRANGE, seed), seed, Integer.MAX_VALUE, seconds * 2, FuzzTest::ask);
    }
}
