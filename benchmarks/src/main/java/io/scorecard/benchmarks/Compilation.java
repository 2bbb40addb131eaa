package io.scorecard.benchmarks;

import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.answer.Sizes;
import io.scorecard.compiler.time.Beginning;
import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import io.scorecard.session.KeptPlans;
import io.scorecard.source.Sources;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CPU time from a question's text to the source's statement in a warm JVM: without the caches, and from them. */
final class Compilation {

    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 400;

    /** A plan from the cache takes so little that some are measured together. */
    private static final int TOGETHER = 20;

    private static final double FROM_CACHE = 0.2;
    private static final Beginning FIRST_EVENT = new Beginning(LocalDate.of(2023, 1, 1), true, Optional.empty());
    private static final Instant AS_OF = Instant.parse("2026-06-01T00:00:00Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private record Text(String title, String sql, double milliseconds) {}

    private static final List<Text> TEXTS = List.of(
            new Text(
                    "one fact",
                    "SELECT industry, nps() FROM kpi WHERE quarter = DATE '2026-01-01' GROUP BY industry",
                    2),
            new Text(
                    "three facts, flows",
                    "SELECT industry, nps(), ticket_volume(), first_response_time() FROM kpi"
                            + " WHERE quarter = DATE '2026-01-01' GROUP BY industry",
                    4),
            new Text(
                    "state and answers by ROLLUP(month, segment)",
                    "SELECT month, segment, churn_rate(), mrr(), nps() FROM kpi"
                            + " WHERE month BETWEEN DATE '2025-06-01' AND DATE '2026-05-01' GROUP BY ROLLUP(month, segment)",
                    10));

    private Compilation() {}

    static List<Result> run(Path modelFile) throws InterruptedException {
        Model model = ModelReader.read(modelFile, Optional.empty());
        Moment moment = new Moment(AS_OF, true, AS_OF, ZoneOffset.UTC, false);
        List<Result> results = new ArrayList<>();
        try (Sources sources = Sources.open(model, (connection, schema, spec) -> {})) {
            Compiler compiler = new Compiler(model, sources);
            for (int i = 0; i < WARM_UP; i++) {
                TEXTS.forEach(text -> compile(compiler, text, moment));
            }
            for (Text text : TEXTS) {
                results.add(measured(compiler, text, moment));
            }
        }
        results.add(fromCache(modelFile));
        return results;
    }

    /** All questions in turn, of which each is in the cache; once a minute none is, because now has changed. */
    private static Result fromCache(Path modelFile) {
        List<Double> times = new ArrayList<>();
        try (KeptPlans plans = new KeptPlans(modelFile)) {
            for (int i = -WARM_UP; i < MEASURED; i++) {
                long began = THREADS.getCurrentThreadCpuTime();
                for (int j = 0; j < TOGETHER; j++) {
                    TEXTS.forEach(text -> plans.statement(text.sql));
                }
                double each = (THREADS.getCurrentThreadCpuTime() - began) / 1e6 / TOGETHER / TEXTS.size();
                if (i >= 0) {
                    times.add(each);
                }
            }
        }
        Spread spread = Spread.of(times);
        return new Result(
                "a plan from the cache, of these three",
                spread + " ms",
                "",
                "at most " + FROM_CACHE + " ms",
                spread.median() <= FROM_CACHE);
    }

    private static Result measured(Compiler compiler, Text text, Moment moment) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < MEASURED; i++) {
            long began = THREADS.getCurrentThreadCpuTime();
            compile(compiler, text, moment);
            times.add((THREADS.getCurrentThreadCpuTime() - began) / 1e6);
        }
        String shares;
        try (Phases phases = new Phases()) {
            for (int i = 0; i < MEASURED; i++) {
                compile(compiler, text, moment);
            }
            shares = phases.shares();
        }
        Spread spread = Spread.of(times);
        String limit = String.format(Locale.ROOT, "at most %.0f ms", text.milliseconds);
        return new Result(
                "compile " + text.title + " (" + shares + ")",
                spread + " ms",
                "",
                limit,
                spread.median() <= text.milliseconds);
    }

    private static void compile(Compiler compiler, Text text, Moment moment) {
        compiler.compile(text.sql).bind(moment, List.of(), () -> FIRST_EVENT, Sizes.SMALL);
    }
}
