package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.cli.CommandLine.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final CommandLine LINE = CommandLine.over("");

    @Test
    void withoutACommandTheCommandsAreListed() {
        Outcome outcome = LINE.run();
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().contains("demo") && outcome.out().contains("describe"), outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "sql", "kpis", "describe", "check", "test", "export", "generate", "serve"})
    void everyCommandHasHelp(String command) {
        Outcome outcome = LINE.run(command, "--help");
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().startsWith("Usage: scorecard " + command), outcome.out());
        assertEquals(outcome.out(), LINE.run("help", command).out());
    }

    @Test
    void unknownCommandListsTheKnown() {
        Outcome outcome = LINE.run("demmo");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("There is no command 'demmo'. Commands: demo, sql"), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model", "--model=shop.yaml"})
    void optionOfACommandThatHasNoneIsToldWhereToLook(String option) {
        Outcome outcome = LINE.run("demo", option);
        assertEquals(2, outcome.status());
        assertEquals(
                "scorecard: There is no option --model here. This command has none. See scorecard demo --help.\n",
                outcome.err());
        assertTrue(LINE.run("demo", "--help").out().contains("scorecard check MODEL"));
    }

    @Test
    void pathThatIsNoneIsRefused() {
        Outcome outcome = LINE.run("sql", "--model", "a\0b.yaml", "SELECT 1");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("is no path"), outcome.err());
    }

    @Test
    void kpiNameIsNotSql() {
        assertEquals(2, LINE.run("describe", "nps; DROP TABLE x").status());
    }

    @Test
    void versionIsTold() {
        assertTrue(LINE.run("--version").out().startsWith("scorecard "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql SELECT/1/AS/x", "kpis --help", "--version"})
    void outputThatCannotBeWrittenIsAFailure(String line) {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), full, new PrintStream(err, true), false);
        List<String> words =
                Stream.of(line.split(" ")).map(w -> w.replace('/', ' ')).toList();
        assertEquals(1, new Main(a -> DriverManager.getConnection("jdbc:duckdb:")).run(words, console));
        assertTrue(err.toString().contains("Cannot write"), err.toString());
    }
}
