package io.scorecard.cli;

import io.scorecard.proof.Proof;
import io.scorecard.proof.Proofs;
import io.scorecard.proof.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Asks a model's worked examples, and whether what must hold between numbers holds for its own data. */
final class Trial implements Command {

    private final Door door;

    Trial(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String summary() {
        return "test the definitions of a model, and its numbers against each other";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard test [MODEL] [--data DIR] [--only PART] [--format table|json]

            Asks the worked examples of the model's own definitions, each over the rows that stand in the example;
            then asks the model's own data what must hold whatever they are:
            the bridges of customers and of MRR close; churn and retention make 1; gross retention is at most net
            retention and at most 1; parts by each segment add to the total; a number is the same asked alone, with
            others, as a total and in the views; the rows behind a number give it back; what customers bear and the
            rest are what was spent. Only the KPIs that the model can answer are asked, for its default period.

              MODEL          the model to test, also as --model; without it the built-in sample company
              --data DIR     the folder that the model's data files lie in; without it the model's own
              --only PART    built-in (examples of the built-in definitions, which no model changes; a minute), own
                             (examples of the model's), or data; without it own and data, and of the sample all
              --format F     table (a line for each check, then the counts) or json; without it table

            Exit status 0: nothing failed; 1: something did, and the lines above say what was asked, what should have
            been answered and what was, and what that means.
            """;
    }

    @Override
    public List<String> options() {
        return List.of("--model", "--data", "--only", "--format");
    }

    /** A check and how it ended. */
    record Tried(Proof proof, Verdict verdict) {}

    @Override
    public void run(Arguments arguments, Console console) throws SQLException, IOException {
        Optional<String> only = arguments.option("--only");
        List<String> parts =
                Arrays.stream(Proof.Group.values()).map(Trial::part).toList();
        only.filter(part -> !parts.contains(part)).ifPresent(part -> {
            throw new UsageError("There is no part '" + part + "'. Parts: " + String.join(", ", parts) + ".");
        });
        TrialReport report = TrialReport.named(arguments.option("--format").orElse("table"), console);
        Optional<Path> model = arguments.model();
        Proofs proofs =
                Proofs.of(model, arguments.option("--data").map(Path::of).map(Path::toAbsolutePath));
        Predicate<Proof.Group> wanted =
                group -> only.map(part(group)::equals).orElse(group != Proof.Group.BUILT_IN || model.isEmpty());
        List<Tried> tried = new ArrayList<>();
        for (Proof.Group group : List.of(Proof.Group.BUILT_IN, Proof.Group.OWN)) {
            if (wanted.test(group)) {
                tried.addAll(examples(proofs, group, console));
            }
        }
        if (wanted.test(Proof.Group.DATA)) {
            try (Connection connection = door.open(model, arguments)) {
                tried.addAll(tried(proofs.data(connection), console));
            }
        }
        report.print(tried);
        long failed = tried.stream().filter(t -> t.verdict().failed()).count();
        if (failed > 0) {
            throw new SQLException(failed + (failed == 1 ? " check" : " checks") + " of " + tried.size() + " failed.");
        }
    }

    /** As {@code --only} names it: built-in, own, data. */
    private static String part(Proof.Group group) {
        return group.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Tried> examples(Proofs proofs, Proof.Group group, Console console) throws IOException {
        Path folder = Files.createTempDirectory("scorecard-examples");
        try {
            return tried(proofs.examples(group, folder), console);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                // A file that another process still has open is the system's to clear away.
                file.toFile().delete();
            }
        }
    }

    private static List<Tried> tried(List<Proof> proofs, Console console) throws IOException {
        List<Tried> tried = new ArrayList<>();
        ProgressBar bar = new ProgressBar(console);
        for (Proof proof : proofs) {
            bar.at(proof.group().title(), (double) tried.size() / proofs.size());
            tried.add(new Tried(proof, proof.verdict()));
        }
        bar.done();
        return tried;
    }
}
