package io.scorecard.driver;

import static io.scorecard.driver.FakeWorkspace.column;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreparedStatementTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 29);
    private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 3, 29, 14, 30, 0, 123_000_000);

    private interface Binding {
        void on(PreparedStatement statement) throws SQLException;
    }

    /** What a question that expects that type is given. */
    private static Object bound(int jdbcType, Binding binding) throws SQLException {
        Shop shop = new Shop();
        shop.workspace.expected =
                List.of(column("", jdbcType, JDBCType.valueOf(jdbcType).getName()));
        try (Connection connection = shop.connect();
                PreparedStatement statement = connection.prepareStatement("ask ?")) {
            binding.on(statement);
            statement.executeQuery();
        }
        return shop.workspace.parameters.get(0).get(0);
    }

    @Test
    void datesReachTheQuestionAsDatesWhateverTheirClass() throws SQLException {
        assertEquals(DAY, bound(Types.DATE, s -> s.setDate(1, Date.valueOf(DAY))));
        assertEquals(DAY, bound(Types.DATE, s -> s.setObject(1, Date.valueOf(DAY))));
        assertEquals(DAY, bound(Types.DATE, s -> s.setObject(1, DAY)));
        assertEquals(DAY, bound(Types.DATE, s -> s.setObject(1, DAY, Types.DATE)));
        assertEquals(DAY, bound(Types.DATE, s -> s.setString(1, "2026-03-29")));
        assertEquals(DAY, bound(Types.DATE, s -> s.setTimestamp(1, Timestamp.valueOf("2026-03-29 00:00:00"))));
        assertEquals(
                DAY,
                bound(
                        Types.DATE,
                        s -> s.setObject(1, new java.util.Date(Date.valueOf(DAY).getTime()))));
    }

    @Test
    void aTimeOfDayIsNotCutOffADate() {
        assertThrows(
                SQLDataException.class, () -> bound(Types.DATE, s -> s.setTimestamp(1, Timestamp.valueOf(MOMENT))));
        assertThrows(SQLDataException.class, () -> bound(Types.DATE, s -> s.setObject(1, MOMENT)));
    }

    @Test
    void timestampsKeepTheirDigitsAndInstantsAreInUtc() throws SQLException {
        assertEquals(MOMENT, bound(Types.TIMESTAMP, s -> s.setTimestamp(1, Timestamp.valueOf(MOMENT))));
        assertEquals(MOMENT, bound(Types.TIMESTAMP, s -> s.setObject(1, MOMENT)));
        assertEquals(MOMENT, bound(Types.TIMESTAMP, s -> s.setString(1, "2026-03-29 14:30:00.123")));
        assertEquals(MOMENT, bound(Types.TIMESTAMP, s -> s.setString(1, "2026-03-29T14:30:00.123")));
        assertEquals(MOMENT, bound(Types.TIMESTAMP, s -> s.setObject(1, Instant.parse("2026-03-29T14:30:00.123Z"))));
        assertEquals(
                MOMENT,
                bound(Types.TIMESTAMP, s -> s.setObject(1, OffsetDateTime.parse("2026-03-29T16:30:00.123+02:00"))));
        assertEquals(
                MOMENT,
                bound(
                        Types.TIMESTAMP,
                        s -> s.setObject(1, ZonedDateTime.parse("2026-03-29T16:30:00.123+02:00[Europe/Berlin]"))));
        assertEquals(DAY.atStartOfDay(), bound(Types.TIMESTAMP, s -> s.setDate(1, Date.valueOf(DAY))));
    }

    @Test
    void aCalendarSaysWhoseDigitsAreMeant() throws SQLException {
        Calendar berlin = new GregorianCalendar(TimeZone.getTimeZone("Europe/Berlin"));
        Timestamp noon = Timestamp.from(Instant.parse("2026-01-01T11:00:00.000001Z"));
        assertEquals(
                LocalDateTime.parse("2026-01-01T12:00:00.000001"),
                bound(Types.TIMESTAMP, s -> s.setTimestamp(1, noon, berlin)));
        Date newYear = new Date(Instant.parse("2025-12-31T23:00:00Z").toEpochMilli());
        assertEquals(LocalDate.of(2026, 1, 1), bound(Types.DATE, s -> s.setDate(1, newYear, berlin)));
    }

    @Test
    void timesKeepTheirDigits() throws SQLException {
        assertEquals(LocalTime.of(8, 15), bound(Types.TIME, s -> s.setTime(1, Time.valueOf("08:15:00"))));
        assertEquals(LocalTime.of(8, 15), bound(Types.TIME, s -> s.setString(1, "08:15")));
    }

    @Test
    void numbersAreConvertedExactlyOrRefused() throws SQLException {
        assertEquals(7, bound(Types.INTEGER, s -> s.setLong(1, 7)));
        assertEquals(7L, bound(Types.BIGINT, s -> s.setInt(1, 7)));
        assertEquals(7L, bound(Types.BIGINT, s -> s.setBigDecimal(1, new BigDecimal("7.00"))));
        assertEquals(7.5, bound(Types.DOUBLE, s -> s.setString(1, "7.5")));
        assertEquals(new BigDecimal("0.1"), bound(Types.DECIMAL, s -> s.setDouble(1, 0.1)));
        assertEquals(new BigDecimal("7"), bound(Types.DECIMAL, s -> s.setObject(1, BigInteger.valueOf(7))));
        assertThrows(SQLDataException.class, () -> bound(Types.INTEGER, s -> s.setLong(1, 5_000_000_000L)));
        assertThrows(SQLDataException.class, () -> bound(Types.BIGINT, s -> s.setDouble(1, 7.5)));
        SQLException wrong =
                assertThrows(SQLDataException.class, () -> bound(Types.BIGINT, s -> s.setString(1, "4111-1111")));
        assertEquals(2012, wrong.getErrorCode());
        assertFalse(wrong.getMessage().contains("4111"), wrong.getMessage());
    }

    @Test
    void truthValuesAndTextsAreConverted() throws SQLException {
        assertEquals(true, bound(Types.BOOLEAN, s -> s.setBoolean(1, true)));
        assertEquals(false, bound(Types.BOOLEAN, s -> s.setInt(1, 0)));
        assertEquals("42", bound(Types.VARCHAR, s -> s.setInt(1, 42)));
        assertEquals("2026-03-29", bound(Types.VARCHAR, s -> s.setDate(1, Date.valueOf(DAY))));
        UUID id = UUID.fromString("00000000-0000-0000-0000-00000000002a");
        assertEquals(id.toString(), bound(Types.VARCHAR, s -> s.setObject(1, id)));
        assertEquals("über", bound(Types.VARCHAR, s -> s.setCharacterStream(1, new StringReader("überall"), 4)));
        assertEquals("überall", bound(Types.VARCHAR, s -> s.setClob(1, new StringReader("überall"))));
        byte[] ascii = "abc".getBytes(StandardCharsets.US_ASCII);
        assertEquals("abc", bound(Types.VARCHAR, s -> s.setAsciiStream(1, new ByteArrayInputStream(ascii))));
    }

    @Test
    void whereNothingIsExpectedTheValuesOwnTypeCounts() throws SQLException {
        assertEquals(7L, bound(Types.NULL, s -> s.setInt(1, 7)));
        assertEquals(7.5, bound(Types.NULL, s -> s.setFloat(1, 7.5f)));
        assertEquals(DAY, bound(Types.NULL, s -> s.setDate(1, Date.valueOf(DAY))));
        assertEquals("x", bound(Types.NULL, s -> s.setObject(1, "x", Types.VARCHAR, 1)));
    }

    @Test
    void nullIsAValueAndNothingIsNot() throws SQLException {
        assertEquals(null, bound(Types.DATE, s -> s.setNull(1, Types.DATE)));
        assertEquals(null, bound(Types.DATE, s -> s.setDate(1, null)));
        assertThrows(SQLDataException.class, () -> bound(Types.DATE, s -> {}));
        assertThrows(
                SQLDataException.class,
                () -> bound(Types.DATE, s -> {
                    s.setObject(1, DAY);
                    s.clearParameters();
                }));
        assertThrows(SQLDataException.class, () -> bound(Types.DATE, s -> s.setObject(2, DAY)));
        assertThrows(SQLFeatureNotSupportedException.class, () -> bound(Types.DATE, s -> s.setBytes(1, new byte[1])));
    }

    @Test
    void aQuestionWithParametersNeedsAPreparedStatement() throws SQLException {
        Shop shop = new Shop();
        shop.workspace.expected = List.of(column("", Types.DATE, "DATE"));
        try (Connection connection = shop.connect()) {
            assertThrows(
                    SQLDataException.class, () -> connection.createStatement().executeQuery("ask ?"));
        }
    }

    @Test
    void theParametersAndColumnsAreKnownBeforeTheRun() throws SQLException {
        Shop shop = new Shop();
        shop.workspace.expected = List.of(column("", Types.DATE, "DATE"));
        try (Connection connection = shop.connect();
                PreparedStatement statement = connection.prepareStatement("ask ?")) {
            ParameterMetaData parameters = statement.getParameterMetaData();
            assertEquals(1, parameters.getParameterCount());
            assertEquals(Types.DATE, parameters.getParameterType(1));
            assertEquals("java.sql.Date", parameters.getParameterClassName(1));
            assertEquals("n", statement.getMetaData().getColumnLabel(1));
            assertThrows(SQLException.class, () -> statement.executeQuery("another"));
            assertTrue(shop.workspace.parameters.isEmpty());
        }
    }
}
