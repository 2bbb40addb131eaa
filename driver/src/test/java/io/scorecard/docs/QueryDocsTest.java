package io.scorecard.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every statement that the documentation shows is asked of the sample company and answered with rows. A block that
 * cannot be says why: {@code sql skip: the reason}.
 */
class QueryDocsTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```sql([^\n]*)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static Connection sample;

    /** A statement of a block, and the line on which the block begins. */
    private record Shown(Path page, int line, String statement) {
        String name() {
            return page.getFileName() + ":" + line + " " + statement.replaceAll("\\s+", " ");
        }
    }

    @BeforeAll
    static void connect() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    @TestFactory
    Stream<DynamicTest> statementsAreAnswered() {
        return Pages.all().stream()
                .flatMap(page -> shown(page).stream())
                .map(shown -> dynamicTest(shown.name(), () -> ask(shown)));
    }

    @Test
    void guideShowsStatements() {
        List<Shown> guide = shown(Pages.REPOSITORY.resolve("docs/guide/first-kpi.md"));
        assertTrue(guide.size() >= 5, () -> "found " + guide);
    }

    private static void ask(Shown shown) throws SQLException {
        try (Statement statement = sample.createStatement();
                ResultSet rows = statement.executeQuery(shown.statement())) {
            assertTrue(rows.next(), "no rows: " + shown.name());
            while (rows.next()) {
                rows.getObject(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(shown.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<Shown> shown(Path page) {
        String text = Pages.text(page);
        List<Shown> all = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            String mark = block.group(1).strip();
            if (mark.isEmpty()) {
                Stream.of(block.group(2).split(";[ \t]*\n"))
                        .map(String::strip)
                        .filter(statement -> !statement.isEmpty())
                        .forEach(statement -> all.add(new Shown(page, line, statement)));
            } else {
                assertTrue(mark.matches("skip: .+"), page.getFileName() + ":" + line + ": write 'sql skip: reason'");
                assertFalse(block.group(2).isBlank(), page.getFileName() + ":" + line + ": the block is empty");
            }
        }
        return all;
    }
}
