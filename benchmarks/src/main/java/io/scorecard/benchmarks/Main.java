package io.scorecard.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Runs the benchmarks that are named, or all of them, and prints a table. */
public final class Main {

    private static final List<String> NAMES =
            List.of("one", "three", "state", "compile", "rows", "start", "split", "monthly", "catalogue");
    private static final PrintStream PROGRESS = System.err;

    private final Set<String> wanted;
    private final List<String> kpis;
    private final Path data;
    private final List<Result> results = new ArrayList<>();

    private Main(Set<String> wanted, List<String> kpis, Path data) {
        this.wanted = wanted;
        this.kpis = kpis;
        this.data = data;
    }

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        int last = words.indexOf("catalogue") + 1;
        List<String> kpis = last == 0 ? List.of() : words.subList(last, words.size());
        Set<String> wanted = new TreeSet<>(words.isEmpty() ? NAMES : words.subList(0, words.size() - kpis.size()));
        if (!NAMES.containsAll(wanted)) {
            PROGRESS.println("There are: " + String.join(", ", NAMES));
            System.exit(2);
        }
        Path data = Files.createDirectories(Path.of(System.getProperty("benchmarks.data")));
        Main main = new Main(wanted, kpis, data);
        main.run();
        System.out.println("| what | ratio or time: median (5 to 95 %) | by hand against itself | wanted | reached |");
        System.out.println("|---|---|---|---|---|");
        main.results.forEach(r -> System.out.println(r.row()));
    }

    private boolean asked(String name) {
        return wanted.contains(name);
    }

    private void run() throws Exception {
        DuckDbStore duckDb = step("the company in DuckDB", () -> DuckDbStore.in(data, Size.COMPANY));
        if (asked("compile")) {
            results.addAll(step("compile", () -> Compilation.run(duckDb.model())));
        }
        if (asked("start")) {
            Path home = Path.of(System.getProperty("benchmarks.home"));
            results.addAll(step("start", () -> new Start(home, duckDb).run()));
        }
        if (asked("one") || asked("three") || asked("rows")) {
            questions(duckDb);
            try (Store postgreSql = step("the company in PostgreSQL", () -> PostgreSqlStore.filledFrom(duckDb))) {
                questions(postgreSql);
            }
        }
        if (asked("split")) {
            try (PostgreSqlStore customers =
                    step("the customers in PostgreSQL", () -> PostgreSqlStore.filledFrom(duckDb))) {
                attempt("divided", () -> Divided.run(duckDb, customers));
            }
        }
        if (asked("catalogue") || asked("monthly")) {
            catalogue();
        }
        if (asked("state")) {
            DuckDbStore many = step("many customers in DuckDB", () -> DuckDbStore.in(data, Size.MANY_CUSTOMERS));
            ask(many, Question.MONTHLY_STATE);
            // PostgreSQL did not end it in 45 minutes.
            ask(many, Question.PLAIN_MONTHLY_STATE);
            try (Store postgreSql = step("many customers in PostgreSQL", () -> PostgreSqlStore.filledFrom(many))) {
                ask(postgreSql, Question.MONTHLY_STATE);
            }
        }
    }

    private void catalogue() throws Exception {
        DuckDbStore all = step("the whole company in DuckDB", () -> DuckDbStore.in(data, Size.CATALOGUE));
        if (asked("monthly")) {
            attempt("kpi_monthly", () -> Monthly.run(all));
        }
        if (asked("catalogue")) {
            results.addAll(step("the catalogue", () -> Catalogue.run(all, kpis)));
        }
    }

    private void questions(Store store) {
        if (asked("one")) {
            ask(store, Question.RESPONSE_TIME);
            ask(store, Question.NPS);
        }
        if (asked("three")) {
            ask(store, Question.THREE_FACTS);
            ask(store, Question.THREE_FACTS_OF_ANY_COSTS);
        }
        if (asked("rows")) {
            attempt("rows, " + store.name(), () -> Streaming.run(store));
        }
    }

    private void ask(Store store, Question question) {
        String what = question.title() + ", " + store.name();
        attempt(what, () -> List.of(Result.ratio(what, Queries.race(store, question), question.limit())));
    }

    /** A benchmark that cannot run is a line of the table, and the others run all the same. */
    private void attempt(String what, Callable<List<Result>> work) {
        try {
            results.addAll(step(what, work));
        } catch (Exception e) {
            results.add(new Result(what, "failed: " + e.getMessage(), "", "", false));
        }
    }

    private static <T> T step(String what, Callable<T> work) throws Exception {
        PROGRESS.print(what + " ..");
        long began = System.nanoTime();
        T done = work.call();
        PROGRESS.printf(" %.0f s%n", (System.nanoTime() - began) / 1e9);
        return done;
    }
}
