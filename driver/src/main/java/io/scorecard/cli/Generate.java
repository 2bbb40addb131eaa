package io.scorecard.cli;

import io.scorecard.sample.Format;
import io.scorecard.sample.SampleCompany;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Writes the sample company to files, at any size. */
final class Generate implements Command {
    private static final long SEED = 42;
    private static final double LARGEST_SCALE = 10_000;

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "write the sample company to files, at any size";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard generate --scale N --out DIR [--format csv|parquet] [--seed N]

            Writes one file for each table of the sample company. The same scale and seed give the same files.

              --scale N      the size: 1 is about 480 customers and 10,000 tickets, 1000 about 10 million tickets
              --out DIR      the folder; made where it is missing, files of the same names are replaced
              --format F     csv or parquet; without it csv
              --seed N       another whole number makes another company; without it 42, the built-in one
            """;
    }

    @Override
    public List<String> options() {
        return List.of("--scale", "--out", "--format", "--seed");
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException, IOException {
        arguments.noWords();
        double scale = number(required(arguments, "--scale"), Double::parseDouble, "--scale");
        if (!(scale > 0 && scale <= LARGEST_SCALE)) {
            throw new UsageError("Option --scale wants a number above 0 and up to 10000.");
        }
        Path folder = Path.of(required(arguments, "--out"));
        Format format = format(arguments.option("--format").orElse("csv"));
        long seed = arguments
                .option("--seed")
                .map(text -> number(text, Long::parseLong, "--seed"))
                .orElse(SEED);
        ProgressBar bar = new ProgressBar(console);
        SampleCompany.export(folder, seed, scale, format, (what, done, total) -> bar.at(what, (double) done / total));
        bar.done();
        console.say("The sample company is in " + folder + ".");
    }

    private static String required(Arguments arguments, String option) {
        return arguments
                .option(option)
                .orElseThrow(() ->
                        new UsageError("Option " + option + " is missing: scorecard generate --scale N --out DIR."));
    }

    private static Format format(String name) {
        return switch (name) {
            case "csv" -> Format.CSV;
            case "parquet" -> Format.PARQUET;
            default -> throw new UsageError("There is no format '" + name + "'. Formats: csv, parquet.");
        };
    }

    private static <T extends Number> T number(String text, Function<String, T> parse, String option) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException notANumber) {
            throw new UsageError("Option " + option + " wants a number.");
        }
    }
}
