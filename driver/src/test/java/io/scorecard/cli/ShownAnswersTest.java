package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where a page shows an answer right below a question, the command line answers just that. To write the answers anew:
 * {@code -Ddocs.write=true}.
 */
class ShownAnswersTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern QUESTION_AND_ANSWER =
            Pattern.compile("(?ms)^```sql\n(?<question>(?:(?!^```).)*)^```\n\n^```text\n(?<answer>(?:(?!^```).)*)^```");

    private static Connection sample;

    @BeforeAll
    static void connect() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(DOCS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                if (QUESTION_AND_ANSWER.matcher(Files.readString(file)).find()) {
                    pages.add(file);
                }
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void answersOfThePageAreTheProgramsOwn(Path page) throws IOException, SQLException {
        String text = Files.readString(page);
        StringBuilder meant = new StringBuilder();
        int from = 0;
        for (MatchResult shown : QUESTION_AND_ANSWER.matcher(text).results().toList()) {
            meant.append(text, from, shown.start(2)).append(answer(shown.group(1)));
            from = shown.end(2);
        }
        meant.append(text.substring(from));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, meant);
        }
        assertEquals(meant.toString(), Files.readString(page));
    }

    @Test
    void tutorialTellsItsStoryFromTheScorecardAndWhatFollows() throws IOException {
        Path tutorial = DOCS.resolve("guide/tutorial.md");
        Matcher block = Pattern.compile("(?m)^```sql$").matcher(Files.readString(tutorial));
        assertTrue(pages().contains(tutorial));
        assertEquals(
                block.results().count(),
                QUESTION_AND_ANSWER
                        .matcher(Files.readString(tutorial))
                        .results()
                        .count(),
                "a question of the tutorial shows no answer");
    }

    private static String answer(String question) throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), print, print, false);
        Sql.ask(sample, question.strip().replaceAll(";$", ""), new TableFormat(), console);
        return out.toString(StandardCharsets.UTF_8);
    }
}
