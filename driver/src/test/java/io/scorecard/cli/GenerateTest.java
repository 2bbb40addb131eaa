package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.cli.CommandLine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateTest {
    private static final CommandLine LINE = CommandLine.over("");

    @TempDir
    Path folder;

    @Test
    void tablesBecomeFilesAndTheSameSeedTheSameFiles() throws Exception {
        Path once = folder.resolve("once");
        Path again = folder.resolve("again");
        Outcome outcome = LINE.run("generate", "--scale", "0.02", "--out", once.toString());
        assertEquals(0, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("100 % "), outcome.err());
        LINE.run("generate", "--scale", "0.02", "--seed", "42", "--out", again.toString());
        assertEquals(-1, Files.mismatch(once.resolve("customers.csv"), again.resolve("customers.csv")));
    }

    @ParameterizedTest
    @CsvSource({"--scale, 0", "--scale, NaN", "--scale, many", "--seed, x", "--format, xlsx"})
    void badValueIsRefusedByName(String option, String value) {
        String[] line = option.equals("--scale")
                ? new String[] {"generate", "--out", folder.toString(), option, value}
                : new String[] {"generate", "--scale", "1", "--out", folder.toString(), option, value};
        Outcome outcome = LINE.run(line);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains(option.equals("--format") ? "csv, parquet" : option), outcome.err());
    }
}
