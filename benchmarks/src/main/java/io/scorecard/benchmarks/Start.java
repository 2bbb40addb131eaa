package io.scorecard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * From the start of a JVM to the first row of an answer, by the time that passes; CPU time is told beside it,
 * most of which is the JVM's own compiler, at work in the background.
 */
final class Start {

    private static final int ROUNDS = 7;
    private static final double BARE_JAR = 2.3;
    private static final double COMMAND = 1.6;

    private final Path home;
    private final DuckDbStore company;

    Start(Path home, DuckDbStore company) {
        this.home = home;
        this.company = company;
    }

    List<Result> run() throws IOException, InterruptedException {
        String classes = System.getProperty("benchmarks.classes");
        String main = FirstRow.class.getName();
        List<String> plain = List.of(
                "java",
                "-cp",
                System.getProperty("benchmarks.duckdb") + ":" + classes,
                main,
                "jdbc:duckdb:",
                Texts.of("nps.sql"),
                "ATTACH '" + company.file() + "' AS company (TYPE duckdb, READ_ONLY)",
                "USE company");
        List<String> jar = List.of(
                "java",
                "-cp",
                System.getProperty("benchmarks.jar") + ":" + classes,
                main,
                "jdbc:scorecard:" + company.model(),
                Question.NPS.sql());
        List<String> command = List.of(
                home.resolve("scorecard").toString(),
                "sql",
                "--model",
                company.model().toString(),
                Question.NPS.sql());
        List<List<String>> sides = List.of(plain, jar, command, plain);
        List<List<Took>> took = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < sides.size(); i++) {
                Took each = took(sides.get(i));
                if (round >= 0) {
                    took.get(i).add(each);
                }
            }
        }
        return List.of(
                result("start to first row, bare jar", took.get(1), took, BARE_JAR),
                result("start to first row, ./scorecard sql", took.get(2), took, COMMAND));
    }

    private record Took(double wall, double cpu) {}

    private static Result result(String what, List<Took> ours, List<List<Took>> all, double limit) {
        Spread wall = ratio(ours, all.get(0), Took::wall);
        Spread noise = ratio(all.get(3), all.get(0), Took::wall);
        String measured = wall + "; CPU " + ratio(ours, all.get(0), Took::cpu);
        return new Result(what, measured, noise.toString(), "at most " + limit, wall.median() <= limit);
    }

    private static Spread ratio(List<Took> ours, List<Took> reference, ToDoubleFunction<Took> time) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(time.applyAsDouble(ours.get(i)) / time.applyAsDouble(reference.get(i)));
        }
        return Spread.of(ratios);
    }

    /** The shell's own sum over the process and its children; Java cannot tell it of a process that has ended. */
    private static Took took(List<String> command) throws IOException, InterruptedException {
        Path answer = Files.createTempFile("first-row", ".txt");
        Path times = Files.createTempFile("first-row", ".time");
        try {
            List<String> shell = new ArrayList<>(List.of(
                    "bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\" >\"$ANSWER\" 2>&1; } 2>\"$TIMES\"", "bash"));
            shell.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(shell);
            builder.environment().put("ANSWER", answer.toString());
            builder.environment().put("TIMES", times.toString());
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + ": " + Files.readString(answer));
            }
            String[] parts = Files.readString(times).strip().split(" ");
            return new Took(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]));
        } finally {
            Files.delete(answer);
            Files.delete(times);
        }
    }
}
