package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever file of a company cannot be read: a number is the one of the whole company, or it is refused and says which
 * file it lacks.
 */
@Tag("long")
class OneBrokenFileTest {

    private static final String ASKED = "SELECT kpi, segment_value, value, numerator, denominator, n FROM kpi_values"
            + " WHERE month = DATE '2026-05-01' AND segment_name ";

    @TempDir
    private static Path folder;

    private static Path whole;
    private static Map<String, String> totals;
    private static Map<String, String> bySegment;

    @BeforeAll
    static void generate() throws IOException, SQLException {
        whole = folder.resolve("whole");
        CommandLine.over("").run("generate", "--scale", "0.02", "--out", whole.toString());
        String sample = Files.readString(Path.of("../examples/sample/model.yaml"));
        Files.writeString(
                whole.resolve("model.yaml"),
                sample.replaceFirst(
                        "(?m)^sources:\\n(  .*\\n)+", "sources:\n  shop: {type: files, folder: ., canonical: true}\n"));
        try (Connection connection = open(whole)) {
            totals = answers(connection, ASKED + "IS NULL");
            bySegment = answers(connection, ASKED + "= 'segment'");
        }
        assertTrue(totals.size() > 100 && bySegment.size() > 200, totals.size() + " and " + bySegment.size());
    }

    private static Connection open(Path model) throws SQLException {
        return DriverManager.getConnection("jdbc:scorecard:" + model.resolve("model.yaml"));
    }

    private static Map<String, String> answers(Connection connection, String question) throws SQLException {
        Map<String, String> answers = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                String values = IntStream.rangeClosed(3, 6)
                        .mapToObj(i -> number(row, i))
                        .collect(Collectors.joining(" "));
                answers.put(row.getString(1) + " " + row.getString(2), values);
            }
        }
        return answers;
    }

    /** Sums of doubles depend on the order of their rows. */
    private static String number(ResultSet row, int column) {
        try {
            BigDecimal number = row.getBigDecimal(column);
            return number == null
                    ? "NULL"
                    : number.round(new MathContext(9)).stripTrailingZeros().toPlainString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(whole)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".csv"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void numberIsTheWholeCompanysOrRefused(String broken) throws IOException, SQLException {
        Path without = Files.createDirectory(folder.resolve(broken.replace(".csv", "")));
        try (Stream<Path> files = Files.list(whole)) {
            for (Path file : files.toList()) {
                Files.copy(file, without.resolve(file.getFileName()));
            }
        }
        Files.writeString(without.resolve(broken), "1" + ",1".repeat(40) + "\n", StandardOpenOption.APPEND);
        try (Connection connection = open(without)) {
            Set<String> refused = refused(connection, broken);
            compare(connection, broken, ASKED + "IS NULL", totals, refused);
            compare(connection, broken, ASKED + "= 'segment'", bySegment, refused);
        }
    }

    /** The KPIs that the catalogue says cannot be asked, with the file. */
    private static Set<String> refused(Connection connection, String broken) throws SQLException {
        Set<String> refused = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, why_not FROM kpi_catalog WHERE NOT available")) {
            while (row.next()) {
                if (row.getString(2).contains("of " + broken)) {
                    refused.add(row.getString(1));
                }
            }
        }
        return refused;
    }

    private static void compare(
            Connection connection, String broken, String question, Map<String, String> expected, Set<String> refused)
            throws SQLException {
        Map<String, String> found;
        try {
            found = answers(connection, question);
        } catch (SQLException e) {
            assertTrue(e.getMessage().contains("of " + broken + " has"), e.getMessage());
            return;
        }
        expected.forEach((key, value) -> {
            if (refused.contains(key.split(" ")[0])) {
                assertFalse(found.containsKey(key), key);
            } else {
                assertEquals(value, found.get(key), broken + ": " + key);
            }
        });
    }
}
