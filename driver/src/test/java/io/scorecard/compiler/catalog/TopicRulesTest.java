package io.scorecard.compiler.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.Quoted;
import io.scorecard.model.PlainWords;
import io.scorecard.model.Topic;
import io.scorecard.oracle.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules as SQL find in a source what the same rules find word by word in Java. */
class TopicRulesTest {

    private static final long SEED = 20261126;

    private static final int AT_ONCE = 100;

    private static final String[] PIECES = {
        "slow",
        "Slow",
        "SLOWLY",
        "not",
        "never",
        "no",
        "n",
        "note",
        "too",
        "sl'ow",
        "expensive",
        "isn't",
        "Über",
        "ÉTÉ",
        " ",
        "  ",
        "\n",
        "\t",
        ", ",
        "...",
        "-",
        "/",
        "_",
        "%",
        "'",
        "<",
        ">",
        "|",
        "\\",
        "(",
        "&",
        "at&t",
        "AT & T",
        "a",
        "at",
        "c",
        "+",
        "C++",
        "#",
        "😀",
        "\u00A0",
        "\r\n"
    };

    private static final Topic TOPIC = new Topic(
            "t",
            List.of("slow", "too expensive", "at & t", "c + +", "c #"),
            List.of("not", "never too", "no", "isnt not"),
            Optional.empty(),
            Optional.empty());

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            text.append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static boolean finds(String text) {
        List<String> words = List.of(PlainWords.of(text).split(" "));
        for (int i = 0; i < words.size(); i++) {
            for (String phrase : TOPIC.phrases()) {
                if (startsAt(words, i, phrase) && !isTakenBack(words, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean startsAt(List<String> words, int i, String phrase) {
        List<String> wanted = List.of(phrase.split(" "));
        return i + wanted.size() <= words.size()
                && words.subList(i, i + wanted.size()).equals(wanted);
    }

    private static boolean isTakenBack(List<String> words, int i) {
        return TOPIC.unless().stream().anyMatch(unless -> {
            int length = unless.split(" ").length;
            return i >= length && startsAt(words, i - length, unless);
        });
    }

    private static void assertSame(Connection connection) throws SQLException {
        String texts = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> "(" + i + ", CAST(? AS VARCHAR))")
                .collect(Collectors.joining(", "));
        String sql = "SELECT words, CASE WHEN " + TopicRules.found("theme", List.of(TOPIC))
                + " THEN 1 ELSE 0 END, CASE WHEN " + TopicRules.found(List.of(TOPIC))
                + " THEN 1 ELSE 0 END FROM (SELECT i, theme, text, " + TopicRules.plainWords(List.of(TOPIC))
                + " AS words FROM (SELECT 't' AS theme, i, text FROM (VALUES " + texts
                + ") AS v (i, text)) AS a) AS b ORDER BY i";
        SplittableRandom random = new SplittableRandom(SEED);
        int found = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int round = 0; round < 40; round++) {
                List<String> said =
                        IntStream.range(0, AT_ONCE).mapToObj(i -> text(random)).toList();
                for (int i = 0; i < AT_ONCE; i++) {
                    statement.setString(i + 1, said.get(i));
                }
                try (ResultSet row = statement.executeQuery()) {
                    for (String text : said) {
                        row.next();
                        assertEquals(" " + PlainWords.of(text).replace(" ", "  ") + " ", row.getString(1), text);
                        assertEquals(finds(text) ? 1 : 0, row.getInt(2), text);
                        assertEquals(finds(text) ? 1 : 0, row.getInt(3), text);
                        found += row.getInt(2);
                    }
                }
            }
        }
        assertTrue(found > 200 && found < 3800, "mentions of " + SEED + ": " + found);
    }

    /** Kelvin's sign, a large sharp s, a letter of two and an I with a dot are no large letters that go back. */
    private static void assertFoundInLargeLetters(Connection connection) throws SQLException {
        Topic topic = new Topic(
                "t", List.of("kontor", "groß", "ǆ", "istanbul"), List.of("kein"), Optional.empty(), Optional.empty());
        String sql = "SELECT text, CASE WHEN " + TopicRules.found("theme", List.of(topic))
                + " THEN 1 ELSE 0 END, CASE WHEN " + TopicRules.found(List.of(topic))
                + " THEN 1 ELSE 0 END FROM (SELECT 't' AS theme, text, " + TopicRules.plainWords(List.of(topic))
                + " AS words FROM (VALUES ('\u212Aontor'), ('GRO\u1E9E'), ('\u01C5'), ('\u0130stanbul'),"
                + " ('\u212Aein Kontor')) AS v (text)) AS a";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                int found = row.getString(1).endsWith("ein Kontor") ? 0 : 1;
                assertEquals(found, row.getInt(2), row.getString(1));
                assertEquals(found, row.getInt(3), row.getString(1));
            }
        }
    }

    @Test
    void lettersThatHaveSeveralLargeOnesAreFoundInAll() throws SQLException {
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Connection postgres = Postgres.connect()) {
            assertFoundInLargeLetters(sample);
            assertFoundInLargeLetters(postgres);
        }
    }

    @Test
    void namesWithSignsAreFoundAsPeopleWriteThem() throws SQLException {
        List<Topic> names = Stream.of("AT&T", "C++", "C#", "O'Reilly", "Disney+")
                .map(n -> new Topic(n, List.of(PlainWords.of(n)), List.of(), Optional.empty(), Optional.empty()))
                .toList();
        String sql = "SELECT text, topic, said, CASE WHEN " + TopicRules.found("topic", names)
                + " THEN 1 ELSE 0 END, CASE WHEN " + TopicRules.found(names)
                + " THEN 1 ELSE 0 END FROM (SELECT text, topic, said, " + TopicRules.plainWords(names)
                + " AS words FROM (VALUES ('We left AT&T.', 'AT&T', 1), ('at & t', 'AT&T', 1), ('AT&T''s price', 'AT&T', 0),"
                + " ('look at, T is late', 'AT&T', 0), ('at t', 'AT&T', 0), ('ATT', 'AT&T', 0), ('xat&t', 'AT&T', 0),"
                + " ('C++11 and more', 'C++', 1), ('(c++)', 'C++', 1), ('vitamin c!!', 'C++', 0), ('c+', 'C++', 0),"
                + " ('vitamin c', 'C#', 0), ('in C#, too', 'C#', 1), ('O’Reilly', 'O''Reilly', 1), ('OREILLY!', 'O''Reilly', 1),"
                + " ('o reilly', 'O''Reilly', 0), ('disney+', 'Disney+', 1), ('Disney', 'Disney+', 0))"
                + " AS v (text, topic, said)) AS a";
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Connection postgres = Postgres.connect()) {
            for (Connection connection : List.of(sample, postgres)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(sql)) {
                    while (row.next()) {
                        assertEquals(row.getInt(3), row.getInt(4), row.getString(1));
                        assertEquals(row.getInt(3), row.getInt(5), row.getString(1));
                    }
                }
            }
        }
    }

    @Test
    void manyWaysToTakeBackAreFewPatterns() throws SQLException {
        List<Topic> topics = IntStream.range(0, 70)
                .mapToObj(i ->
                        new Topic("t" + i, List.of("word" + i), List.of("no" + i), Optional.empty(), Optional.empty()))
                .toList();
        String found = TopicRules.found(topics);
        assertTrue(found.split(" ~ ").length - 1 <= 30, found);
        String sql = "SELECT found, CASE WHEN " + found + " THEN 1 ELSE 0 END FROM (VALUES (0, 'no7 word7'),"
                + " (1, 'no8 word7'), (1, 'word69'), (0, 'word70'), (1, 'no0 word0, no1 word2')) AS v (found, text)";
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Connection postgres = Postgres.connect()) {
            for (Connection connection : List.of(sample, postgres)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(sql)) {
                    while (row.next()) {
                        assertEquals(row.getInt(1), row.getInt(2));
                    }
                }
            }
        }
    }

    @Test
    void duckDbFindsWhatTheRulesSay() throws SQLException {
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample")) {
            assertSame(sample);
        }
    }

    @Test
    void postgreSqlFindsWhatTheRulesSay() throws SQLException {
        try (Connection postgres = Postgres.connect()) {
            assertSame(postgres);
        }
    }

    @Test
    void duckDbBringsLettersToSmallOnesByItself() throws SQLException {
        String sql = "SELECT LOWER(TRANSLATE(" + Quoted.text(PlainWords.FROM) + ", " + Quoted.text(PlainWords.FROM)
                + ", " + Quoted.text(PlainWords.TO) + "))";
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = sample.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            assertEquals(PlainWords.TO, row.getString(1));
        }
    }
}
