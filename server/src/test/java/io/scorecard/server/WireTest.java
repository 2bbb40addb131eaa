package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, message by message: how a client gets in, and what happens to one that misbehaves. */
@Timeout(60)
class WireTest {

    private static Server server;

    @BeforeAll
    static void start() throws SQLException, IOException {
        server = ServedSample.start();
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        server.close();
    }

    /** Whatever a client did, others are served on, and nothing of it is left. */
    @AfterEach
    void othersAreServedOn() throws Exception {
        try (Wire other = Wire.in(server)) {
            assertEquals("D 1", other.ask("SELECT 1").get(1));
        }
        assertEverybodyHasLeft();
    }

    private static void assertEverybodyHasLeft() throws InterruptedException {
        for (int i = 0; i < 1000 && server.clients() > 0; i++) {
            Thread.sleep(20);
        }
        assertEquals(0, server.clients());
    }

    @Test
    void clientIsToldWhatItsLibraryNeeds() throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.start("user", "analyst", "database", "sample", "application_name", "test");
            List<String> told = wire.untilReady();
            assertEquals("R 0", told.get(0));
            for (String parameter : List.of(
                    "server_version 15.0",
                    "client_encoding UTF8",
                    "DateStyle ISO, MDY",
                    "TimeZone Europe/Berlin",
                    "integer_datetimes on",
                    "standard_conforming_strings on",
                    "application_name test")) {
                assertTrue(told.contains("S " + parameter), parameter + " is missing: " + told);
            }
            assertEquals(List.of("K", "Z I"), told.subList(told.size() - 2, told.size()));
        }
    }

    @Test
    void encryptionIsDeclinedAndTheClientGoesOnWithoutIt() throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.int32s(8, 1234 << 16 | 5680);
            assertEquals('N', wire.octet());
            wire.int32s(8, 1234 << 16 | 5679);
            assertEquals('N', wire.octet());
            wire.start("user", "analyst", "database", "sample");
            assertEquals("R 0", wire.next());
            wire.untilReady();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root | sample | 28000 There is no user \"root\". / Connect as user analyst.",
                "analyst | other | 3D000 There is no database \"other\". / Connect to database sample.",
                "analyst | analyst | 3D000 There is no database \"analyst\". / Connect to database sample."
            })
    void strangerIsToldHowToConnect(String user, String database, String told) throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.start("user", user, "database", database);
            assertEquals(List.of("E FATAL " + told, "end"), wire.untilReady());
        }
    }

    @Test
    void newerProtocolIsNegotiated() throws IOException {
        try (Wire wire = new Wire(server.port())) {
            byte[] text = "user\0analyst\0database\0sample\0_pq_.strange\0on\0\0".getBytes(StandardCharsets.UTF_8);
            wire.int32s(8 + text.length, 3 << 16 | 2);
            wire.raw(text);
            assertEquals('v', wire.next().charAt(0));
            wire.untilReady();
        }
    }

    @Test
    void protocolOfAnotherAgeIsRefused() throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.int32s(8, 2 << 16);
            assertTrue(wire.next().startsWith("E FATAL 0A000 unsupported frontend protocol 2.0"));
            assertTrue(wire.ended());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "4", "7", "10005", "1073741824", "2147483647", "-1", "-2147483648"})
    void lengthThatNoOpeningHasIsRefusedBeforeAnythingIsRead(int length) throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.int32s(length);
            assertEquals("E FATAL 08P01 invalid length of message", wire.next());
            assertTrue(wire.ended());
        }
    }

    @Test
    void browserThatComesByMistakeIsLeft() throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.raw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(wire.next().startsWith("E FATAL 08P01"));
            assertTrue(wire.ended());
        }
    }

    @Test
    void clientThatSaysNothingIsLeftInTime() throws IOException {
        long began = System.nanoTime();
        try (Wire silent = new Wire(server.port());
                Wire slow = new Wire(server.port())) {
            slow.int32s(100);
            assertTrue(silent.ended());
            assertTrue(slow.ended());
        }
        assertTrue(System.nanoTime() - began < 30_000_000_000L, "in time");
    }

    @ParameterizedTest
    @CsvSource({"3", "-5", "2000000", "2147483647"})
    void messageOfAnImpossibleLengthEndsTheSession(int length) throws IOException {
        try (Wire wire = Wire.in(server)) {
            wire.raw((byte) 'Q');
            wire.int32s(length);
            assertEquals("E FATAL 08P01 invalid length of message", wire.next());
            assertTrue(wire.ended());
        }
    }

    @Test
    void messageOfNoKnownKindEndsTheSession() throws IOException {
        try (Wire wire = Wire.in(server)) {
            wire.send('!');
            assertEquals("E FATAL 08P01 invalid frontend message type 33", wire.next());
            assertTrue(wire.ended());
        }
    }

    @Test
    void statementThatIsNoUtf8IsRefusedAndTheSessionGoesOn() throws IOException {
        try (Wire wire = Wire.in(server)) {
            wire.send('Q', (byte) 0xC3, (byte) 0x28, (byte) 0);
            assertTrue(wire.next().startsWith("E ERROR 22021"));
            assertEquals("Z I", wire.next());
            assertEquals("D 1", wire.ask("SELECT 1").get(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"65536", "99999999", "99999999999999999999"})
    void parameterThatNobodyCanBindIsRefusedAtOnce(String number) throws IOException {
        try (Wire wire = Wire.in(server)) {
            assertEquals(
                    List.of("E ERROR 42P02 there is no parameter $" + number, "Z I"),
                    wire.ask("SELECT $" + number, List.of()));
        }
    }

    @Test
    void optionsOfTheConnectionAreSettings() throws IOException {
        try (Wire wire = new Wire(server.port())) {
            wire.start("user", "analyst", "database", "sample", "options", "-c statement_timeout=7000 -c jit=off");
            wire.untilReady();
            assertEquals("D 7000", wire.ask("SHOW statement_timeout").get(1));
        }
    }

    @Test
    void afterAnErrorMessagesArePassedOverUpToTheNextSync() throws IOException {
        try (Wire wire = Wire.in(server)) {
            List<String> told = wire.ask("SELECT nothing FROM kpi WHERE segment = $1", List.of("x"));
            assertEquals(2, told.size(), told.toString());
            assertTrue(told.get(0).startsWith("E ERROR 42703"), told.toString());
            assertEquals("Z I", told.get(1));
            assertEquals(
                    List.of("1", "2", "T s:25", "D x", "C SELECT 1", "Z I"),
                    wire.ask("SELECT CAST($1 AS VARCHAR) AS s", List.of("x")));
        }
    }

    @Test
    void garbageNeverHoldsTheServerUp() throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[random.nextInt(1, 64)];
            random.nextBytes(garbage);
            try (Wire wire = random.nextBoolean() ? new Wire(server.port()) : Wire.in(server)) {
                wire.raw(garbage);
            }
        }
    }

    @Test
    void sessionsBeyondTheLimitAreRefused() throws IOException {
        List<Wire> open = new ArrayList<>();
        try {
            for (int i = 0; i < ServedSample.QUICK.connections(); i++) {
                open.add(Wire.in(server));
            }
            try (Wire late = new Wire(server.port())) {
                late.start("user", "analyst", "database", "sample");
                assertTrue(late.next().startsWith("E FATAL 53300 sorry, too many clients already"));
            }
        } finally {
            for (Wire wire : open) {
                wire.close();
            }
        }
    }

    @Test
    void cancelStopsTheStatementAndNothingElse() throws Exception {
        try (Wire wire = Wire.in(server)) {
            wire.query(Bombs.SLOW);
            Thread.sleep(200);
            try (Wire stranger = new Wire(server.port())) {
                stranger.int32s(16, 1234 << 16 | 5678, wire.process(), wire.secret() + 1);
                assertTrue(stranger.ended());
            }
            assertFalse(wire.answers(), "a wrong secret stops nothing");
            // Again and again: a cancel that comes before the statement has begun is lost, as in PostgreSQL.
            while (!wire.answers()) {
                try (Wire other = new Wire(server.port())) {
                    other.int32s(16, 1234 << 16 | 5678, wire.process(), wire.secret());
                    assertTrue(other.ended());
                }
                Thread.sleep(50);
            }
            List<String> told = wire.untilReady();
            assertEquals("E ERROR 57014 SC-2014 The question was cancelled. / Ask again.", told.get(told.size() - 2));
            assertEquals(List.of("T ?column?:23", "D 2", "C SELECT 1", "Z I"), wire.ask("SELECT 2"));
        }
    }

    @Test
    void statementOfAClientThatHasGoneIsStopped() throws Exception {
        try (Wire wire = Wire.in(server)) {
            wire.query(Bombs.SLOW);
            Thread.sleep(300);
        }
        assertEverybodyHasLeft();
    }

    @Test
    void statementEndsAtItsTimeout() throws IOException {
        try (Wire wire = Wire.in(server)) {
            wire.ask("SET statement_timeout = '1s'");
            List<String> told = wire.ask(Bombs.SLOW);
            assertTrue(told.get(told.size() - 2).startsWith("E ERROR 57014"), told.toString());
        }
    }
}
