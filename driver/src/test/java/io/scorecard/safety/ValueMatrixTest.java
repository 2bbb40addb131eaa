package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is easily computed wrong: the same on DuckDB and PostgreSQL, whatever zone and language the JVM has.
 * The expectations are the SQL standard's and PostgreSQL's, worked out by hand; {@code !22012} is an error of
 * that SQLSTATE, {@code or} separates what is allowed.
 */
class ValueMatrixTest {

    @TempDir
    static Path folder;

    private static TwoSources sources;

    /** Rows of {@code customers}: two that have everything, one that has nothing. */
    private static final String CASES = """
            whole numbers
            SELECT AVG(i), SUM(i), COUNT(i), MIN(i), MAX(i) FROM customers -> 1.5|3|2|1|2
            SELECT STDDEV_POP(i), VAR_POP(i), VAR_SAMP(i), STDDEV_SAMP(i) FROM customers -> 0.5|0.25|0.5|0.7071067811865476
            SELECT AVG(si), SUM(si) FROM customers -> 1.5|3
            SELECT 7 / 2, -7 / 2, MOD(-7, 2), 7 / -2 FROM customers WHERE i = 1 -> 3|-3|-1|-3
            SELECT i / 2, -i / 2, (i / 2) * 2 FROM customers WHERE i IS NOT NULL ORDER BY i -> 0|0|0;1|-1|2
            SELECT COUNT(*) FROM customers WHERE i / 2 = 0 -> 1
            SELECT SUM(i) / COUNT(*), SUM(i) / 2, AVG(i / 2) FROM customers -> 1|1|0.5
            SELECT AVG(DISTINCT i), SUM(DISTINCT i), COUNT(DISTINCT industry) FROM customers -> 1.5|3|1
            SELECT AVG(i) OVER (), SUM(i) OVER (ORDER BY i) FROM customers WHERE i = 2 -> 2.0|2
            SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY i) FROM customers -> 1.5
            SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY i DESC) FROM customers -> 1.75
            SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY i * 3) FROM customers -> 4.5
            SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY i) FROM customers -> 1
            division by zero
            SELECT i / 0 FROM customers -> !22012
            SELECT x / 0 FROM customers -> !22012
            SELECT d / 0 FROM customers -> !22012
            SELECT MOD(i, 0) FROM customers -> !22012
            SELECT i / NULLIF(0, 0) FROM customers WHERE i = 1 -> NULL
            SELECT SQRT(-i) FROM customers WHERE i = 1 -> !2201F
            SELECT LN(i - i) FROM customers WHERE i = 1 -> !2201E
            SELECT name ~ '(a' FROM customers WHERE i = 1 -> !2201B
            SELECT name ~ '*a' FROM customers WHERE i = 1 -> !2201B
            sums and numbers beyond 64 bits
            SELECT SUM(b) FROM customers -> 18446744073709551614
            SELECT b + 1 FROM customers WHERE i = 1 -> !22003
            SELECT i + 2147483647 FROM customers WHERE i = 1 -> !22003
            SELECT CAST(b AS INTEGER) FROM customers WHERE i = 1 -> !22003
            SELECT 9223372036854775807 + 0, -9223372036854775808 FROM customers WHERE i = 1 -> 9223372036854775807|-9223372036854775808
            38 digits
            SELECT d FROM customers WHERE i = 1 -> 1234567890123456789012345678901234.5678
            SELECT d + 1 FROM customers WHERE i = 1 -> 1234567890123456789012345678901235.5678 or !22003
            SELECT SUM(d) FROM customers -> 1234567890123456789012345678901234.5679 or !22003
            SELECT 99999999999999999999999999999999999999 FROM customers WHERE i = 1 -> 99999999999999999999999999999999999999
            SELECT 999999999999999999999999999999999999999 FROM customers WHERE i = 1 -> !42000
            SELECT d * 10 FROM customers WHERE i = 2 -> 0.0010
            SELECT d / 4 FROM customers WHERE i = 2 -> 2.5E-5
            SELECT 7.0 / 2, i / 2.0 FROM customers WHERE i = 1 -> 3.5|0.5
            SELECT 0.1 + 0.2, CAST(0.1 AS DOUBLE) + CAST(0.2 AS DOUBLE) FROM customers WHERE i = 1 -> 0.3|0.30000000000000004
            SELECT CAST(2.5 AS INTEGER), CAST(-2.5 AS INTEGER), CAST(1.25 AS DECIMAL(5, 1)) FROM customers WHERE i = 1 -> 3|-3|1.3
            SELECT ROUND(2.5), ROUND(-2.5), ROUND(CAST(2.5 AS DOUBLE)), ROUND(CAST(3.5 AS DOUBLE)) FROM customers WHERE i = 1 -> 3|-3|2.0|4.0
            NaN and infinities
            SELECT MAX(y), SUM(y) FROM (SELECT x AS y FROM customers UNION ALL SELECT CAST('NaN' AS DOUBLE) FROM customers) AS t -> NaN|NaN
            SELECT CAST('NaN' AS DOUBLE) = CAST('NaN' AS DOUBLE), CAST('NaN' AS DOUBLE) > 1e308 FROM customers WHERE i = 1 -> true|true
            SELECT CAST('Infinity' AS DOUBLE), CAST('-Infinity' AS DOUBLE), CAST('NaN' AS DOUBLE) FROM customers WHERE i = 1 -> Infinity|-Infinity|NaN
            SELECT CAST(CAST('NaN' AS DOUBLE) AS INTEGER) FROM customers WHERE i = 1 -> !22003
            SELECT CAST(CAST('Infinity' AS DOUBLE) AS BIGINT) FROM customers WHERE i = 1 -> !22003
            NULL and nothing
            SELECT SUM(i), AVG(i), COUNT(*), MAX(name), STDDEV_SAMP(i) FROM customers WHERE 1 = 0 -> NULL|NULL|0|NULL|NULL
            SELECT industry, SUM(i) FROM customers WHERE 1 = 0 GROUP BY industry ->
            SELECT STDDEV_SAMP(i), VAR_SAMP(i), VAR_POP(i) FROM customers WHERE i = 1 -> NULL|NULL|0.0
            SELECT industry, COUNT(*), COUNT(industry) FROM customers GROUP BY industry ORDER BY industry -> retail|2|2;NULL|1|0
            SELECT i FROM customers ORDER BY i -> 1;2;NULL
            SELECT i FROM customers ORDER BY i DESC -> NULL;2;1 or 2;1;NULL
            SELECT COUNT(*) FROM customers WHERE i NOT IN (1, NULL) -> 0
            SELECT COUNT(*) FROM customers WHERE i NOT IN (SELECT si FROM customers) -> 0
            SELECT NULL = NULL, NULL IS NOT DISTINCT FROM NULL, 1 IN (NULL, 1), 2 IN (NULL, 1) FROM customers WHERE i = 1 -> NULL|true|true|NULL
            SELECT yes AND NULL, yes OR NULL FROM customers WHERE i = 1 -> NULL|true
            SELECT SUM(i) FILTER (WHERE i > 5), COUNT(i) FILTER (WHERE i > 5) FROM customers -> NULL|0
            SELECT CASE WHEN NULL THEN 1 ELSE 2 END, COALESCE(NULL, i) FROM customers WHERE i = 1 -> 2|1
            SELECT GREATEST(i, NULL), NULLIF(i, 1) FROM customers WHERE i = 1 -> 1|NULL
            texts, blanks and nothing
            SELECT '' IS NULL, NULLIF('', ''), NULL || 'a', '' || 'a' FROM customers WHERE i = 1 -> false|NULL|NULL|a
            SELECT COUNT(*) FROM customers WHERE name = '' -> 1
            SELECT COUNT(*) FROM customers WHERE name IS NULL -> 0
            SELECT COUNT(*) FROM customers WHERE name = 'Bob' -> 0
            SELECT COUNT(*) FROM customers WHERE name = 'Bob ' -> 1
            SELECT 'a' = 'a ', CHAR_LENGTH('a '), 'a ' || 'b' FROM customers WHERE i = 1 -> false|2|a b
            SELECT code, code || '|', CHAR_LENGTH(code), code = 'ab' FROM customers WHERE i = 1 -> ab|ab\\p|2|true
            SELECT COUNT(DISTINCT code) FROM customers -> 1
            SELECT CAST('abcdef' AS VARCHAR(3)), CAST('abcdef' AS CHAR(3)), CAST('a' AS CHAR(3)) || '.' FROM customers WHERE i = 1 -> abc|abc|a.
            SELECT CAST(name AS VARCHAR(2)), CAST(12345 AS VARCHAR(2)) FROM customers WHERE i = 1 -> An|12
            SELECT CASE WHEN i = 1 THEN 'a' ELSE 'abc' END || '.' FROM customers WHERE i IS NOT NULL ORDER BY i -> a.;abc.
            SELECT 'a%' LIKE 'a\\%', 'ab' LIKE 'a\\%', 'a\\b' LIKE 'a\\\\b', 'a%' LIKE 'a!%' ESCAPE '!' FROM customers WHERE i = 1 -> true|false|true|true
            SELECT name LIKE 'a%', name ILIKE 'a%', name LIKE '_nn' FROM customers WHERE i = 1 -> false|true|true
            SELECT TRIM('  a '), LTRIM(' a '), RTRIM(' a ') || '.' FROM customers WHERE i = 1 -> a|a | a.
            SELECT CAST(name AS INTEGER) FROM customers WHERE i = 1 -> !22P02
            Unicode
            SELECT '\u65e5\u672c', '\ud83d\ude00', CHAR_LENGTH('\ud83d\ude00'), SUBSTRING('\ud83d\ude00ab' FROM 2 FOR 1) FROM customers WHERE i = 1 -> \u65e5\u672c|\ud83d\ude00|1|a
            SELECT U&'\\00e9', U&'\\+01F600', U&'!00e9' UESCAPE '!', U&'\\D83D\\DE00', u&'a\\\\b''c' FROM customers WHERE i = 1 -> \u00e9|\ud83d\ude00|\u00e9|\ud83d\ude00|a\\b'c
            SELECT U&'\\D83D' FROM customers WHERE i = 1 -> !42601
            SELECT U&'\\12' FROM customers WHERE i = 1 -> !42601
            SELECT U&'\\0000' FROM customers WHERE i = 1 -> !42601
            SELECT U&"n\\0061me" FROM customers WHERE i = 1 -> Ann
            SELECT N'x', _UTF8'\u65e5' FROM customers WHERE i = 1 -> x|\u65e5
            SELECT X'4142' FROM customers WHERE i = 1 -> !0A000
            SELECT COUNT(*) FROM customers WHERE U&'\\0041nn' = name -> 1
            SELECT 'e\u0301' = '\u00e9', CHAR_LENGTH('e\u0301') FROM customers WHERE i = 1 -> false|2
            SELECT UPPER('i'), LOWER('I'), UPPER('abc'), 'TITLE' ILIKE 'title' FROM customers WHERE i = 1 -> I|i|ABC|true
            days and moments
            SELECT born, ts, CAST(ts AS DATE) FROM customers WHERE i = 1 -> 2024-02-29|2024-02-29 12:00:00|2024-02-29
            SELECT ts + INTERVAL '1' YEAR, ts + INTERVAL '1' MONTH FROM customers WHERE i = 1 -> 2025-02-28 12:00:00|2024-03-29 12:00:00
            SELECT EXTRACT(DAY FROM ts), EXTRACT(DOW FROM ts), EXTRACT(WEEK FROM ts), EXTRACT(DOY FROM ts) FROM customers WHERE i = 1 -> 29|4|9|60
            SELECT COUNT(*) FROM customers WHERE ts = TIMESTAMP '2026-03-29 01:30:00' -> 1
            SELECT date_trunc('week', ts), date_trunc('month', ts) FROM customers WHERE i = 1 -> 2024-02-26 00:00:00|2024-02-01 00:00:00
            SELECT DATE '2000-02-29', DATE '1500-02-28', DATE '0001-01-01', DATE '9999-12-31' FROM customers WHERE i = 1 -> 2000-02-29|1500-02-28|0001-01-01|9999-12-31
            SELECT DATE '2023-02-29' FROM customers -> !42000
            SELECT DATE '1900-02-29' FROM customers -> !42000
            SELECT DATE '10000-01-01' FROM customers -> !42000
            SELECT DATE '0000-01-01' FROM customers -> !42000
            SELECT TIMESTAMP '99999-01-01 00:00:00' FROM customers -> !42000
            SELECT TIMESTAMP '2026-01-01 24:00:01' FROM customers -> !42000
            SELECT TIMESTAMP '2026-01-01 00:00:00.1234567' FROM customers -> !42000
            SELECT TIMESTAMP '2026-01-01 00:00:00.123456' FROM customers WHERE i = 1 -> 2026-01-01 00:00:00.123456
            SELECT CAST('10000-01-01' AS DATE) FROM customers -> !22023
            SELECT CAST('99999-01-01' AS TIMESTAMP) FROM customers -> !22023
            SELECT CAST('infinity' AS TIMESTAMP) FROM customers -> !22023
            SELECT CAST('-infinity' AS DATE) FROM customers -> !22023
            SELECT TIMESTAMP '9999-12-31 23:59:59' + INTERVAL '1' SECOND FROM customers -> !22008
            SELECT CAST('2023-02-29' AS DATE) FROM customers -> !22008
            """;

    private static final List<String> TICKETS = List.of(
            "2026-03-28 22:30:00",
            "2026-03-28 23:30:00",
            "2026-03-29 00:59:59",
            "2026-03-29 01:00:00",
            "2026-03-29 21:30:00",
            "2026-03-29 22:00:00",
            "2025-10-25 22:00:00",
            "2025-10-26 00:30:00",
            "2025-10-26 01:30:00",
            "2025-10-26 22:59:00",
            "2025-10-26 23:00:00",
            "2024-02-29 12:00:00");

    /** Tickets of 27 to 31 March 2026, of 24 to 28 October 2025, and of 29 February and 1 March 2024, by zone. */
    private static final List<List<String>> DAYS = List.of(
            List.of("UTC", "0 2 4 0 0", "0 1 4 0 0", "1 0"),
            List.of("Europe/Berlin", "0 1 4 1 0", "0 0 4 1 0", "1 0"),
            List.of("America/New_York", "0 4 2 0 0", "0 3 2 0 0", "1 0"),
            List.of("Pacific/Chatham", "0 0 4 2 0", "0 0 3 2 0", "0 1"));

    private static final List<String> JVM_ZONES = List.of("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia");
    private static final List<String> LANGUAGES = List.of("tr-TR", "de-DE");

    @BeforeAll
    static void open() throws SQLException, IOException {
        StringBuilder tickets = new StringBuilder();
        for (int i = 0; i < TICKETS.size(); i++) {
            tickets.append(i == 0 ? "" : ", ")
                    .append("('t%d', 'a', TIMESTAMP '%s', 'open')".formatted(i, TICKETS.get(i)));
        }
        sources = TwoSources.of(
                folder,
                "matrix",
                "CREATE TABLE customers (customer_id VARCHAR(40), name VARCHAR(40), industry VARCHAR(40), i INTEGER,"
                        + " si SMALLINT, b BIGINT, d DECIMAL(38, 4), x DOUBLE PRECISION, ts TIMESTAMP, born DATE,"
                        + " yes BOOLEAN, code CHAR(5))",
                "INSERT INTO customers VALUES ('a', 'Ann', 'retail', 1, 1, 9223372036854775807,"
                        + " 1234567890123456789012345678901234.5678, 0.5, '2024-02-29 12:00:00', '2024-02-29', true, 'ab'),"
                        + " ('b', 'Bob ', 'retail', 2, 2, 9223372036854775807, 0.0001, 1.5, '2026-03-29 01:30:00',"
                        + " '2026-03-29', false, 'ab'), ('c', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                "CREATE TABLE tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))",
                "INSERT INTO tickets VALUES " + tickets);
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        sources.close();
    }

    static List<String> cases() {
        return CASES.lines().filter(l -> l.contains("->")).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueIsRightOrRefusedOnBothSources(String line) throws Exception {
        for (String name : sources.names()) {
            check(name, line);
        }
    }

    private static void check(String name, String line) {
        int arrow = line.lastIndexOf("->");
        List<String> allowed = Arrays.stream(line.substring(arrow + 2).strip().split(" or "))
                .map(e -> e.replace("\\p", "\u0000"))
                .toList();
        String found = found(sources.connection(name), line.substring(0, arrow).strip());
        assertTrue(
                allowed.stream()
                        .map(e -> e.replace("|", " | ").replace("\u0000", "|").strip())
                        .anyMatch(found.strip()::equals),
                () -> name + ": " + line + "\nfound " + found);
    }

    private static String found(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String cell = rows.getString(i);
                    row.add(cell == null ? "NULL" : cell);
                }
                all.add(String.join(" | ", row));
            }
            return String.join(";", all);
        } catch (SQLException refused) {
            return "!" + refused.getSQLState();
        }
    }

    /** Runs with another zone and language of the JVM, and puts back what was there. */
    private static void with(String zone, String language, Runnable work) {
        TimeZone zoneBefore = TimeZone.getDefault();
        Locale languageBefore = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag(language));
            work.run();
        } finally {
            TimeZone.setDefault(zoneBefore);
            Locale.setDefault(languageBefore);
        }
    }

    @Test
    void daysAreTheSessionsWhateverTheJvmThinks() {
        for (int i = 0; i < JVM_ZONES.size(); i++) {
            List<String> days = DAYS.get(i);
            with(JVM_ZONES.get(3 - i), LANGUAGES.get(i % 2), () -> zone(days));
        }
    }

    @Test
    @Tag("long")
    void everyZoneInEveryJvm() {
        for (String jvm : JVM_ZONES) {
            for (String language : LANGUAGES) {
                with(jvm, language, () -> {
                    DAYS.forEach(ValueMatrixTest::zone);
                    for (String line : cases()) {
                        sources.names().forEach(name -> check(name, line));
                    }
                });
            }
        }
    }

    private static void zone(List<String> days) {
        for (String name : sources.names()) {
            Connection connection = sources.connection(name);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET time_zone = '" + days.get(0) + "'");
                assertEquals(days.get(1), byDay(statement, "2026-03-27", "2026-04-01"), name + days);
                assertEquals(days.get(2), byDay(statement, "2025-10-24", "2025-10-29"), name + days);
                assertEquals(days.get(3), byDay(statement, "2024-02-29", "2024-03-02"), name + days);
                statement.execute("RESET time_zone");
                moments(connection);
            } catch (SQLException e) {
                throw new AssertionError(name + days, e);
            }
        }
    }

    private static String byDay(Statement statement, String from, String until) throws SQLException {
        List<String> counts = new ArrayList<>();
        LocalDate day = LocalDate.parse(from);
        try (ResultSet rows = statement.executeQuery("SELECT day, ticket_volume() FROM kpi WHERE day >= DATE '" + from
                + "' AND day < DATE '" + until + "' GROUP BY day ORDER BY day")) {
            while (rows.next()) {
                assertEquals(day, rows.getObject(1, LocalDate.class));
                assertEquals(Date.valueOf(day), rows.getDate(1));
                counts.add(rows.getString(2));
                day = day.plusDays(1);
            }
        }
        return String.join(" ", counts);
    }

    /** What goes in as a moment without a zone comes out with the same digits. */
    private static void moments(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ts, born FROM customers WHERE ts = ? AND born = ?")) {
            Timestamp moment = Timestamp.valueOf("2026-03-29 01:30:00");
            Date day = Date.valueOf("2026-03-29");
            statement.setTimestamp(1, moment);
            statement.setDate(2, day);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(moment, rows.getTimestamp(1));
                assertEquals(day, rows.getDate(2));
                assertEquals(LocalDateTime.parse("2026-03-29T01:30"), rows.getObject(1, LocalDateTime.class));
                assertEquals("2026-03-29 01:30:00", rows.getString(1));
            }
            statement.setObject(1, LocalDateTime.parse("2026-03-29T01:30"));
            statement.setObject(2, LocalDate.parse("2026-03-29"));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
            }
        }
    }
}
