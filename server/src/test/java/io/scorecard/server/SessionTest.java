package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session of the simple protocol, as PostgreSQL's clients expect it to go. */
@Timeout(60)
class SessionTest {

    private static Server server;
    private Wire wire;

    @BeforeAll
    static void start() throws SQLException, IOException {
        server = ServedSample.start();
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        server.close();
    }

    @BeforeEach
    void connect() throws IOException {
        wire = Wire.in(server);
    }

    @AfterEach
    void leave() throws IOException {
        wire.close();
    }

    @Test
    void severalStatementsAreAnsweredOneAfterTheOther() throws IOException {
        assertEquals(
                List.of("T ?column?:23", "D 1", "C SELECT 1", "T two:23", "D 2", "C SELECT 1", "Z I"),
                wire.ask("SELECT 1; /* a ; in a comment */ SELECT 2 AS two;; -- the end ;"));
    }

    @Test
    void firstErrorEndsTheText() throws IOException {
        List<String> told = wire.ask("SELECT 1; SELECT nothing FROM kpi; SELECT 2");
        assertEquals(List.of("T ?column?:23", "D 1", "C SELECT 1"), told.subList(0, 3));
        assertTrue(told.get(3).startsWith("E ERROR 42703 SC-2003 'nothing' is not a column of"));
        assertEquals("Z I", told.get(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", " ; ; ", "-- nothing", "/* nothing /* at all */ */"})
    void emptyStatementIsAnswered(String nothing) throws IOException {
        assertEquals(List.of("I", "Z I"), wire.ask(nothing));
    }

    @Test
    void errorTellsWhatIsWrongAndWhatCanBeDone() throws IOException {
        assertEquals(
                "E ERROR 42703 SC-2003 'industri' is not a column of kpi." + " / Did you mean 'industry'?",
                wire.ask("SELECT industri, nps() FROM kpi GROUP BY industri").get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM customers",
                "INSERT INTO customers VALUES (1)",
                "CREATE TABLE t (a INT)",
                "DROP TABLE customers",
                "COPY customers TO STDOUT",
                "TRUNCATE customers"
            })
    void nothingCanBeChanged(String change) throws IOException {
        String told = wire.ask(change).get(0);
        assertTrue(told.matches("E ERROR (25006|42601|0A000) .*"), told);
    }

    @Test
    void periodThatWasMeantIsAnnounced() throws IOException {
        List<String> told = wire.ask("SELECT nps() FROM kpi");
        assertEquals("N NOTICE 00000 No period was asked: this is 2026-06-01 to 2026-06-30.", told.get(0));
        assertEquals("T nps:701", told.get(1));
    }

    @Test
    void transactionGoesThroughItsStates() throws IOException {
        assertEquals(List.of("C BEGIN", "Z T"), wire.ask("BEGIN"));
        assertEquals(
                List.of("N WARNING 25001 there is already a transaction in progress", "C BEGIN", "Z T"),
                wire.ask("begin transaction read only"));
        assertEquals("Z E", wire.ask("SELECT nothing FROM kpi").get(1));
        assertEquals(
                List.of(
                        "E ERROR 25P02 current transaction is aborted, commands ignored until end of transaction block",
                        "Z E"),
                wire.ask("SELECT 1"));
        assertEquals(List.of("C ROLLBACK", "Z I"), wire.ask("COMMIT"));
        assertEquals(List.of("C START TRANSACTION", "C COMMIT", "Z I"), wire.ask("START TRANSACTION; END"));
        assertEquals(
                List.of("N WARNING 25P01 there is no transaction in progress", "C ROLLBACK", "Z I"), wire.ask("ABORT"));
    }

    @Test
    void savepointBringsAFailedTransactionBack() throws IOException {
        assertEquals(List.of("C BEGIN", "C SAVEPOINT", "Z T"), wire.ask("BEGIN; SAVEPOINT a"));
        wire.ask("SELECT nothing FROM kpi");
        assertEquals(List.of("C ROLLBACK", "Z T"), wire.ask("ROLLBACK TO SAVEPOINT a"));
        assertEquals(List.of("C RELEASE", "Z T"), wire.ask("RELEASE a"));
        assertEquals(List.of("E ERROR 3B001 savepoint \"a\" does not exist", "Z E"), wire.ask("ROLLBACK TO a"));
        assertEquals(List.of("C ROLLBACK", "Z I"), wire.ask("ROLLBACK"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path = \"scorecard\"",
                "SET search_path TO scorecard, public",
                "SET SESSION extra_float_digits = 3",
                "SET LOCAL lock_timeout = 0",
                "SET NAMES 'UTF8'",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
                "SET standard_conforming_strings = on",
                "SET DateStyle = 'ISO, DMY'",
                "set client_encoding to 'utf-8'",
                "SET as_of = '2026-04-01'"
            })
    void settingIsSet(String set) throws IOException {
        List<String> told = wire.ask(set);
        assertEquals("C SET", told.get(told.size() - 2), told.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "SET client_encoding = 'LATIN1', 22023",
        "SET standard_conforming_strings = off, 22023",
        "SET DateStyle = 'German', 22023",
        "SET server_version = '16', 22023",
        "SET no_such_setting = 1, 42704",
        "SHOW no_such_setting, 42704"
    })
    void settingThatWouldNotBeKeptIsRefused(String set, String state) throws IOException {
        String told = wire.ask(set).get(0);
        assertTrue(told.startsWith("E ERROR " + state), told);
    }

    @ParameterizedTest
    @CsvSource({
        "transaction isolation level, transaction_isolation, read committed",
        "standard_conforming_strings, standard_conforming_strings, on",
        "server_version, server_version, 15.0",
        "timezone, TimeZone, Europe/Berlin",
        "TIME ZONE, TimeZone, Europe/Berlin"
    })
    void settingIsShown(String written, String name, String value) throws IOException {
        assertEquals(List.of("T " + name + ":25", "D " + value, "C SHOW", "Z I"), wire.ask("SHOW " + written));
    }

    @Test
    void clientIsToldWhatItHasSet() throws IOException {
        assertEquals(List.of("S application_name report", "C SET", "Z I"), wire.ask("SET application_name = 'report'"));
        assertEquals(List.of("S TimeZone Asia/Tokyo", "C SET", "Z I"), wire.ask("SET TIME ZONE 'Asia/Tokyo'"));
        assertEquals("D Asia/Tokyo", wire.ask("SHOW time_zone").get(1));
        assertEquals(
                List.of("S application_name", "S TimeZone Europe/Berlin", "C DISCARD ALL", "Z I"),
                wire.ask("DISCARD ALL"));
    }

    @Test
    void settingsOfOneSessionAreNotAnothers() throws IOException {
        wire.ask("SET as_of = '2026-04-01'");
        try (Wire other = Wire.in(server)) {
            assertEquals("D 2026-06-30T22:00:00Z", other.ask("SHOW as_of").get(1));
        }
        assertEquals("D 2026-03-31T22:00:00Z", wire.ask("SHOW as_of").get(1));
    }

    /** A client's own zone, which its library sends by itself, must not move the days of the model. */
    @Test
    void zoneOfTheClientMovesNoDays() throws IOException {
        try (Wire far = new Wire(server.port())) {
            far.start("user", "analyst", "database", "sample", "TimeZone", "Pacific/Auckland");
            assertTrue(far.untilReady().contains("S TimeZone Europe/Berlin"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT month, nps() FROM kpi GROUP BY month LIMIT 0", "SELECT * FROM customers WHERE 1 = 0"})
    void answerWithoutRowsHasItsColumns(String sql) throws IOException {
        List<String> told = wire.ask(sql);
        assertTrue(told.get(0).startsWith("T month:1082|nps:701") || told.get(0).startsWith("T customer_id:25|"));
        assertEquals(List.of("C SELECT 0", "Z I"), told.subList(1, told.size()));
    }

    @Test
    void valuesAreWrittenAsPostgresWritesThem() throws IOException {
        assertEquals(
                List.of(
                        "T b:16|i:23|n:20|d:1700|f:701|t:25|day:1082|ts:1114|nothing:25",
                        "D t|-7|9000000000|1.50|0.1|ü€|2024-02-29|2024-02-29 10:00:00.5|NULL",
                        "C SELECT 1",
                        "Z I"),
                wire.ask("SELECT TRUE AS b, -7 AS i, 9000000000 AS n, CAST(1.5 AS DECIMAL(10, 2)) AS d,"
                        + " CAST(0.1 AS DOUBLE) AS f, 'ü€' AS t, DATE '2024-02-29' AS day,"
                        + " TIMESTAMP '2024-02-29 10:00:00.5' AS ts, CAST(NULL AS VARCHAR) AS nothing"));
    }

    @Test
    void manyRowsArrive() throws IOException {
        List<String> told = wire.ask("SELECT ticket_id FROM tickets");
        assertEquals("C SELECT " + (told.size() - 3), told.get(told.size() - 2));
        assertEquals(
                "D " + (told.size() - 3),
                wire.ask("SELECT COUNT(*) FROM tickets").get(1));
    }
}
