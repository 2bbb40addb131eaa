package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PGInterval;

/** PostgreSQL's own JDBC driver reads here what ours reads in process. */
@Timeout(60)
class PgjdbcTest {

    private static final String BY_MONTH =
            "SELECT month, segment, nps() AS nps, churn_rate() AS churn_rate, mrr() AS mrr,"
                    + " active_customers() AS active FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month, segment"
                    + " ORDER BY month, segment";

    private static Server server;

    @BeforeAll
    static void start() throws SQLException, IOException {
        server = ServedSample.start();
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared"})
    void answersAreThoseOfTheDriver(String mode) throws SQLException {
        try (Connection wire = ServedSample.connect(server, mode);
                Connection driver = ServedSample.driver()) {
            List<List<Object>> expected = ServedSample.rows(driver, BY_MONTH);
            assertFalse(expected.isEmpty());
            for (int i = 0; i < 3; i++) {
                // From the second time on values travel in binary where the mode allows it.
                assertEquals(expected, ServedSample.rows(wire, BY_MONTH));
                assertEquals(expected, prepared(wire));
            }
        }
    }

    /** 409 days lie between, or a year, a month and 17 days, as PostgreSQL has it: January has 31. */
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void intervalsAreIntervals(String mode) throws SQLException {
        String sql = "SELECT t - TIMESTAMP '2025-01-15 12:00:00' AS took, age(t, TIMESTAMP '2025-01-15') AS age"
                + " FROM (SELECT TIMESTAMP '2026-03-01 00:00:00' AS t) AS x";
        try (Connection wire = ServedSample.connect(server, mode);
                Statement statement = wire.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertTrue(result.next());
            assertEquals("interval", result.getMetaData().getColumnTypeName(1));
            assertEquals("409 days 12:00:00", result.getString(1));
            assertEquals(new PGInterval(0, 0, 409, 12, 0, 0), result.getObject(1));
            assertEquals("1 year 1 mon 17 days", result.getString(2));
        }
    }

    private static List<List<Object>> prepared(Connection wire) throws SQLException {
        String sql = BY_MONTH.replace("DATE '2026-01-01'", "? AND segment <> ?");
        try (PreparedStatement statement = wire.prepareStatement(sql)) {
            statement.setDate(1, Date.valueOf("2026-01-01"));
            statement.setString(2, "nobody");
            List<List<Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(List.of(
                            result.getDate(1),
                            result.getString(2),
                            result.getDouble(3),
                            result.getDouble(4),
                            result.getBigDecimal(5),
                            result.getLong(6)));
                }
            }
            return rows;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void typesAreToldAsTheyAre(String mode) throws SQLException {
        try (Connection wire = ServedSample.connect(server, mode);
                Statement statement = wire.createStatement();
                ResultSet rows = statement.executeQuery(BY_MONTH + " LIMIT 0")) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Integer> types = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.add(columns.getColumnType(i));
            }
            assertEquals(
                    List.of(Types.DATE, Types.VARCHAR, Types.DOUBLE, Types.DOUBLE, Types.NUMERIC, Types.BIGINT), types);
            assertEquals("mrr", columns.getColumnLabel(5));
            assertEquals(4, columns.getScale(5));
            assertFalse(rows.next());
        }
    }

    @Test
    void rowsComeInPortionsWhereTheClientWantsThemSo() throws SQLException {
        try (Connection wire = ServedSample.connect(server, "extended");
                Connection driver = ServedSample.driver()) {
            wire.setAutoCommit(false);
            try (Statement statement = wire.createStatement()) {
                statement.setFetchSize(7);
                int rows = 0;
                try (ResultSet result = statement.executeQuery("SELECT customer_id FROM customers")) {
                    while (result.next()) {
                        rows++;
                    }
                }
                Object all = ServedSample.rows(driver, "SELECT COUNT(*) FROM customers")
                        .get(0)
                        .get(0);
                assertEquals(all, (long) rows);
            }
            wire.commit();
        }
    }

    /** As psycopg's named cursors and the ODBC driver have it. */
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void cursorIsFetchedBitByBit(String mode) throws SQLException {
        try (Connection wire = ServedSample.connect(server, mode);
                Statement statement = wire.createStatement()) {
            wire.setAutoCommit(false);
            List<List<Object>> all =
                    ServedSample.rows(wire, "SELECT customer_id FROM customers ORDER BY customer_id LIMIT 9");
            statement.execute(
                    "DECLARE \"c 1\" NO SCROLL CURSOR FOR SELECT customer_id FROM customers ORDER BY customer_id LIMIT 9");
            assertEquals(all.subList(0, 2), ServedSample.rows(wire, "FETCH FORWARD 2 FROM \"c 1\""));
            assertEquals(all.subList(2, 3), ServedSample.rows(wire, "FETCH NEXT IN \"c 1\""));
            statement.execute("MOVE 4 IN \"c 1\"");
            assertEquals(all.subList(7, 9), ServedSample.rows(wire, "FETCH ALL FROM \"c 1\""));
            assertEquals(List.of(), ServedSample.rows(wire, "FETCH 5 FROM \"c 1\""));
            statement.execute("CLOSE \"c 1\"");
            wire.commit();
            statement.execute("DECLARE d CURSOR FOR SELECT 1 AS one");
            wire.commit();
            assertRefused("34000", wire, "FETCH d");
            wire.rollback();
            wire.setAutoCommit(true);
            assertRefused("25P01", wire, "DECLARE d CURSOR FOR SELECT 1 AS one");
            statement.execute("DECLARE d CURSOR WITH HOLD FOR SELECT 1 AS one");
            assertRefused("55000", wire, "FETCH BACKWARD 1 FROM d");
            assertEquals(List.of(List.of(1)), ServedSample.rows(wire, "FETCH 10 FROM d"));
            statement.execute("CLOSE ALL");
        }
    }

    /** More of them than any pool has. */
    @Test
    void cursorsThatAreNeverClosedHoldNothing() throws SQLException {
        try (Connection wire = ServedSample.connect(server, "simple");
                Statement statement = wire.createStatement()) {
            wire.setAutoCommit(false);
            for (int round = 0; round < 30; round++) {
                statement.execute("DECLARE c CURSOR FOR SELECT customer_id FROM customers");
                assertEquals(1, ServedSample.rows(wire, "FETCH 1 FROM c").size());
                wire.commit();
            }
        }
    }

    private static void assertRefused(String state, Connection wire, String sql) throws SQLException {
        try (Statement statement = wire.createStatement()) {
            assertEquals(
                    state,
                    assertThrows(SQLException.class, () -> statement.execute(sql))
                            .getSQLState(),
                    sql);
        }
    }

    /** A portal that is left unread must not keep a connection to its source: more of them than any pool has. */
    @Test
    void portalsThatAreNeverReadToTheEndHoldNothing() throws SQLException {
        try (Connection wire = ServedSample.connect(server, "extended")) {
            for (int round = 0; round < 30; round++) {
                wire.setAutoCommit(false);
                Statement statement = wire.createStatement();
                statement.setFetchSize(1);
                ResultSet unread = statement.executeQuery("SELECT customer_id FROM customers");
                assertTrue(unread.next());
                wire.commit();
            }
        }
    }

    @Test
    void errorHasItsStateAndTheSessionGoesOn() throws SQLException {
        try (Connection wire = ServedSample.connect(server, "extended");
                Statement statement = wire.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> statement.executeQuery("SELECT industri FROM customers"));
            assertEquals("42703", refused.getSQLState());
            assertTrue(refused.getMessage().contains("Hint: Did you mean 'industry'?"), refused.getMessage());
            assertRefused("22012", wire, "SELECT 1 / (COUNT(*) - COUNT(*)) FROM customers");
            assertRefused("22P02", wire, "SELECT CAST(MAX(industry) AS INTEGER) FROM customers");
            assertEquals(List.of(List.of(1)), ServedSample.rows(wire, "SELECT 1"));
        }
    }

    @Test
    void metadataTellTablesColumnsAndKeys() throws SQLException {
        try (Connection wire = ServedSample.connect(server, "extendedForPrepared");
                Connection driver = ServedSample.driver()) {
            DatabaseMetaData told = wire.getMetaData();
            DatabaseMetaData known = driver.getMetaData();
            assertEquals(
                    column(known.getTables(null, "scorecard", "%", null), "TABLE_NAME"),
                    column(told.getTables(null, "scorecard", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"));
            for (String table : List.of("kpi", "customers", "subscriptions", "kpi_monthly")) {
                assertEquals(
                        column(known.getColumns(null, "scorecard", table, "%"), "COLUMN_NAME"),
                        column(told.getColumns(null, "scorecard", table, "%"), "COLUMN_NAME"));
                assertEquals(
                        column(known.getColumns(null, "scorecard", table, "%"), "REMARKS"),
                        column(told.getColumns(null, "scorecard", table, "%"), "REMARKS"));
            }
            assertEquals(
                    List.of("kpi", "segment_name", "segment_value", "valid_from"),
                    column(told.getPrimaryKeys(null, "scorecard", "kpi_targets"), "COLUMN_NAME"));
            assertEquals(
                    column(known.getImportedKeys(null, "scorecard", "tickets"), "FKCOLUMN_NAME"),
                    column(told.getImportedKeys(null, "scorecard", "tickets"), "FKCOLUMN_NAME"));
            assertEquals(
                    column(known.getExportedKeys(null, "scorecard", "customers"), "FKTABLE_NAME"),
                    column(told.getExportedKeys(null, "scorecard", "customers"), "FKTABLE_NAME"));
        }
    }

    /** Of 480 customers 33 are Enterprise; nobody is of the others. */
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void arraysAreBound(String mode) throws SQLException {
        try (Connection wire = ServedSample.connect(server, mode)) {
            for (int i = 0; i < 3; i++) {
                String count = "SELECT COUNT(*) FROM customers WHERE segment ";
                assertEquals(33L, counted(wire, count + "= ANY(?)", "text", "Enterprise", "a,b \"c\" \\ d"));
                assertEquals(447L, counted(wire, count + "<> ALL(?)", "varchar", "Enterprise"));
                assertEquals(0L, counted(wire, count + "= ANY(?)", "text"));
                assertEquals(
                        counted(wire, "SELECT COUNT(*) FROM tickets WHERE reopen_count IN (0, 2)", ""),
                        counted(wire, "SELECT COUNT(*) FROM tickets WHERE reopen_count = ANY(?::int[])", "int4", 0, 2));
                assertEquals(
                        2L,
                        counted(
                                wire,
                                "SELECT COUNT(*) FROM (SELECT month, nps() AS n FROM kpi WHERE month = ANY(?) GROUP BY month) AS k",
                                "date",
                                Date.valueOf("2026-05-01"),
                                Date.valueOf("2026-04-01")));
            }
        }
    }

    /** Seven times, so that values travel in binary at last. */
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void parametersHaveTheTypesOfTheirValues(String mode) throws SQLException {
        try (Connection wire = ServedSample.connect(server, mode);
                PreparedStatement statement = wire.prepareStatement(
                        "SELECT ?, ? * 2, ? + 1, ? || 'x', CASE WHEN ? THEN ? ELSE 'no' END, ROUND(?, 1),"
                                + " CAST(MIN(created_at) AS date) - CAST(MIN(created_at) AS date) + ?, COALESCE(?, 7) FROM tickets")) {
            for (int i = 0; i < 7; i++) {
                statement.setInt(1, 5);
                statement.setLong(2, 5_000_000_000L);
                statement.setDouble(3, 1.5);
                statement.setString(4, "a");
                statement.setBoolean(5, i % 2 == 0);
                statement.setString(6, "yes");
                statement.setBigDecimal(7, new java.math.BigDecimal("1.26"));
                statement.setShort(8, (short) 3);
                statement.setNull(9, Types.INTEGER);
                try (ResultSet result = statement.executeQuery()) {
                    assertTrue(result.next());
                    assertEquals(5, result.getObject(1));
                    assertEquals(10_000_000_000L, result.getLong(2));
                    assertEquals(2.5, result.getDouble(3));
                    assertEquals("ax", result.getString(4));
                    assertEquals(i % 2 == 0 ? "yes" : "no", result.getString(5));
                    assertEquals(0, new java.math.BigDecimal("1.3").compareTo(result.getBigDecimal(6)));
                    assertEquals(3, result.getInt(7));
                    assertEquals(7, result.getInt(8));
                }
            }
        }
    }

    private static Object counted(Connection wire, String sql, String type, Object... elements) throws SQLException {
        try (PreparedStatement statement = wire.prepareStatement(sql)) {
            if (!type.isEmpty()) {
                statement.setArray(1, wire.createArrayOf(type, elements));
            }
            try (ResultSet result = statement.executeQuery()) {
                assertTrue(result.next());
                return result.getObject(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void objectsOfEachClassAreBound(String mode) throws SQLException {
        try (Connection wire = ServedSample.connect(server, mode);
                PreparedStatement statement = wire.prepareStatement("SELECT COUNT(*) FROM tickets WHERE created_at < ?"
                        + " AND created_at >= ? AND CAST(created_at AS date) <> ? AND ticket_id <> ? AND channel <> ?"
                        + " AND (? IS NULL OR channel = ?)")) {
            statement.setObject(1, OffsetDateTime.parse("2026-01-01T00:00:00Z"));
            statement.setObject(2, LocalDateTime.parse("2025-12-30T00:00:00"));
            statement.setObject(3, LocalDate.parse("2025-12-30"));
            statement.setObject(4, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"));
            statement.setObject(5, "none");
            statement.setNull(6, Types.VARCHAR);
            statement.setNull(7, Types.VARCHAR);
            try (ResultSet result = statement.executeQuery()) {
                assertTrue(result.next());
                List<List<Object>> byHand = ServedSample.rows(
                        wire, "SELECT COUNT(*) FROM tickets WHERE CAST(created_at AS date) = DATE '2025-12-31'");
                assertEquals(byHand.get(0).get(0), result.getObject(1));
            }
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        try (rows) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                String value = rows.getString(name);
                values.add(value == null ? "" : value);
            }
            return values.stream().sorted().toList();
        }
    }

    @Test
    void bigNumbersKeepTheirDigits() throws SQLException {
        try (Connection wire = ServedSample.connect(server, "simple")) {
            assertEquals(
                    List.of(List.of(new BigDecimal("12345678901234567890123456789012.3456"))),
                    ServedSample.rows(
                            wire, "SELECT CAST('12345678901234567890123456789012.3456' AS DECIMAL(38, 4)) AS d"));
        }
    }
}
