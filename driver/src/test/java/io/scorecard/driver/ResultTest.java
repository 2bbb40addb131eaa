package io.scorecard.driver;

import static io.scorecard.driver.FakeWorkspace.column;
import static io.scorecard.driver.FakeWorkspace.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {

    private static final Calendar BERLIN = Calendar.getInstance(TimeZone.getTimeZone("Europe/Berlin"));

    private interface Check {
        void on(ResultSet row) throws SQLException;
    }

    private static void withRow(Check check) throws SQLException {
        Shop shop = new Shop();
        shop.workspace.columns = List.of(
                column("text", Types.VARCHAR, "VARCHAR"),
                column("whole", Types.INTEGER, "INTEGER"),
                column("large", Types.BIGINT, "BIGINT"),
                column("real", Types.DOUBLE, "DOUBLE"),
                column("money", Types.DECIMAL, "DECIMAL"),
                column("yes", Types.BOOLEAN, "BOOLEAN"),
                column("day", Types.DATE, "DATE"),
                column("moment", Types.TIMESTAMP, "TIMESTAMP"),
                column("clock", Types.TIME, "TIME"),
                column("nothing", Types.DOUBLE, "DOUBLE"));
        shop.workspace.rows = List.of(row(
                "42",
                300,
                5_000_000_000L,
                2.75,
                new BigDecimal("1234567890.1200"),
                true,
                LocalDate.of(2026, 3, 29),
                LocalDateTime.of(2026, 3, 29, 14, 30, 0, 123_456_000),
                LocalTime.of(8, 15),
                null));
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("ask")) {
            assertTrue(row.next());
            check.on(row);
        }
    }

    @Test
    void numbersAreReadInEveryNumericType() throws SQLException {
        withRow(row -> {
            assertEquals(42, row.getInt("text"));
            assertEquals(42L, row.getLong(1));
            assertEquals(300, row.getInt("whole"));
            assertEquals((short) 300, row.getShort(2));
            assertEquals(300.0, row.getDouble(2));
            assertEquals(5_000_000_000L, row.getLong("large"));
            assertEquals(5_000_000_000L, row.getObject(3, Long.class));
            assertEquals(2.75, row.getDouble("real"));
            assertEquals(2, row.getInt("real"));
            assertEquals(2.75f, row.getFloat("real"));
            assertEquals(new BigDecimal("2.75"), row.getBigDecimal("real"));
            assertEquals(new BigDecimal("1234567890.1200"), row.getBigDecimal("money"));
            assertEquals(BigInteger.valueOf(1234567890), row.getObject("money", BigInteger.class));
            assertEquals(1, row.getInt("yes"));
        });
    }

    @Test
    void whatDoesNotFitIsRefusedAndNeverWrappedAround() throws SQLException {
        withRow(row -> {
            assertEquals(
                    "22003",
                    assertThrows(SQLDataException.class, () -> row.getByte("whole"))
                            .getSQLState());
            assertThrows(SQLDataException.class, () -> row.getInt("large"));
            assertThrows(SQLDataException.class, () -> row.getObject("large", Integer.class));
            SQLException wrong = assertThrows(SQLDataException.class, () -> row.getInt("day"));
            assertEquals("22018", wrong.getSQLState());
            assertFalse(wrong.getMessage().contains("2026"), wrong.getMessage());
        });
    }

    @Test
    void datesAndTimesAreReadInTheClassesOfJavaTime() throws SQLException {
        withRow(row -> {
            LocalDateTime moment = LocalDateTime.of(2026, 3, 29, 14, 30, 0, 123_456_000);
            assertEquals(LocalDate.of(2026, 3, 29), row.getObject("day", LocalDate.class));
            assertEquals(LocalDate.of(2026, 3, 29).atStartOfDay(), row.getObject("day", LocalDateTime.class));
            assertEquals(moment, row.getObject("moment", LocalDateTime.class));
            assertEquals(LocalDate.of(2026, 3, 29), row.getObject("moment", LocalDate.class));
            assertEquals(LocalTime.of(8, 15), row.getObject("clock", LocalTime.class));
            assertEquals(Instant.parse("2026-03-29T14:30:00.123456Z"), row.getObject("moment", Instant.class));
            assertEquals(
                    OffsetDateTime.parse("2026-03-29T14:30:00.123456Z"), row.getObject("moment", OffsetDateTime.class));
        });
    }

    @Test
    void datesAndTimesAreReadInTheClassesOfJavaSql() throws SQLException {
        withRow(row -> {
            assertEquals(Date.valueOf("2026-03-29"), row.getDate("day"));
            assertEquals(Date.valueOf("2026-03-29"), row.getObject("day"));
            assertEquals(Timestamp.valueOf("2026-03-29 14:30:00.123456"), row.getTimestamp("moment"));
            assertEquals(Timestamp.valueOf("2026-03-29 14:30:00.123456"), row.getObject("moment"));
            assertEquals(Timestamp.valueOf("2026-03-29 00:00:00"), row.getTimestamp("day"));
            assertEquals(Time.valueOf("08:15:00"), row.getTime("clock"));
        });
    }

    @Test
    void aCalendarSaysInWhichZoneTheDigitsAreMeant() throws SQLException {
        withRow(row -> {
            assertEquals(
                    Instant.parse("2026-03-29T12:30:00.123456Z"),
                    row.getTimestamp("moment", BERLIN).toInstant());
            assertEquals(
                    Instant.parse("2026-03-28T23:00:00Z").toEpochMilli(),
                    row.getDate("day", BERLIN).getTime());
            assertEquals(
                    Instant.parse("1970-01-01T07:15:00Z").toEpochMilli(),
                    row.getTime("clock", BERLIN).getTime());
        });
    }

    @Test
    void textsAreReadOfEveryType() throws SQLException {
        withRow(row -> {
            assertEquals("300", row.getString("whole"));
            assertEquals("1234567890.1200", row.getString("money"));
            assertEquals("2026-03-29", row.getString("day"));
            assertEquals("2026-03-29 14:30:00.123456", row.getString("moment"));
            assertEquals("08:15:00", row.getString("clock"));
            assertEquals("true", row.getString("yes"));
            assertEquals("42", row.getClob("text").getSubString(1, 2));
            assertEquals(2, row.getBytes("text").length);
        });
    }

    @Test
    void ratioOfNothingIsZeroAsADouble() throws SQLException {
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = sample.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT nps() AS n, NULLIF(1.5e0, 1.5e0) AS z FROM kpi WHERE month = DATE '2010-01-01'")) {
            assertTrue(row.next());
            assertEquals(0.0, row.getDouble("n"));
            assertTrue(row.wasNull());
            assertEquals(0.0, row.getDouble("z"));
            assertTrue(row.wasNull());
        }
    }

    @Test
    void nullIsNullOrZeroAndWasNullSaysSo() throws SQLException {
        withRow(row -> {
            assertNull(row.getObject("nothing"));
            assertTrue(row.wasNull());
            assertEquals(0.0, row.getDouble("nothing"));
            assertTrue(row.wasNull());
            assertEquals(0, row.getInt("nothing"));
            assertTrue(row.wasNull());
            assertNull(row.getBigDecimal("nothing"));
            assertNull(row.getString("nothing"));
            assertFalse(row.getBoolean("nothing"));
            assertEquals(300, row.getInt("whole"));
            assertFalse(row.wasNull());
        });
    }

    @Test
    void columnsAreFoundWithoutCapitalsAndUnknownOnesNamed() throws SQLException {
        withRow(row -> {
            assertEquals(300, row.getInt("WHOLE"));
            SQLException unknown = assertThrows(SQLSyntaxErrorException.class, () -> row.getInt("hole"));
            assertEquals("42703", unknown.getSQLState());
            assertEquals(2003, unknown.getErrorCode());
            assertTrue(unknown.getMessage().contains("'hole'"), unknown.getMessage());
            assertThrows(SQLException.class, () -> row.getInt(0));
            assertThrows(SQLException.class, () -> row.getInt(11));
        });
    }

    @Test
    void thereIsNoRowBeforeTheFirstAndAfterTheLast() throws SQLException {
        try (Connection connection = new Shop().connect();
                ResultSet rows = connection.createStatement().executeQuery("ask")) {
            assertEquals(
                    "24000",
                    assertThrows(SQLException.class, () -> rows.getInt(1)).getSQLState());
            assertTrue(rows.isBeforeFirst());
            int sum = 0;
            while (rows.next()) {
                sum += rows.getInt("n");
            }
            assertEquals(6, sum);
            assertTrue(rows.isAfterLast());
            assertFalse(rows.next());
            assertEquals(
                    "24000",
                    assertThrows(SQLException.class, () -> rows.getInt(1)).getSQLState());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE})
    void aScrollingResultIsReplacedWithAWarning(int type) throws SQLException {
        try (Connection connection = new Shop().connect();
                Statement statement = connection.createStatement(type, ResultSet.CONCUR_UPDATABLE)) {
            assertEquals("01000", connection.getWarnings().getSQLState());
            ResultSet rows = statement.executeQuery("ask");
            assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
            assertThrows(SQLFeatureNotSupportedException.class, rows::first);
            assertThrows(SQLException.class, () -> rows.updateInt(1, 5));
            assertThrows(SQLException.class, rows::deleteRow);
        }
    }

    @Test
    void theMetadataOfAResultDescribeItsColumns() throws SQLException {
        withRow(row -> {
            ResultSetMetaData columns = row.getMetaData();
            assertEquals(10, columns.getColumnCount());
            assertEquals("money", columns.getColumnLabel(5));
            assertEquals(Types.DECIMAL, columns.getColumnType(5));
            assertEquals("DECIMAL", columns.getColumnTypeName(5));
            assertEquals(38, columns.getPrecision(5));
            assertTrue(columns.isSigned(5));
            for (int i = 1; i < 10; i++) {
                assertEquals(
                        columns.getColumnClassName(i),
                        row.getObject(i).getClass().getName());
                assertTrue(columns.getColumnDisplaySize(i) >= row.getString(i).length(), columns.getColumnLabel(i));
            }
        });
    }
}
