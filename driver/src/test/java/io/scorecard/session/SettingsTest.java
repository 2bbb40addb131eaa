package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SET and SHOW: what a session may change, for itself alone. */
class SettingsTest {

    @TempDir
    static Path folder;

    private static Path model;
    private Connection connection;

    @BeforeAll
    static void company() throws Exception {
        model = Company.in(folder);
    }

    @BeforeEach
    void open() throws SQLException {
        connection = Company.open(model);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private Object shown(String name) throws SQLException {
        return Company.rows(connection, "SHOW " + name).get(0).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "time_zone, UTC",
        "TimeZone, UTC",
        "time zone, UTC",
        "as_of, 2026-04-01T00:00:00Z",
        "data_through, 2026-04-01T00:00:00Z",
        "partial_periods, hide",
        "currency, EUR",
        "transaction isolation level, read committed",
        "transaction_isolation, read committed",
        "standard_conforming_strings, on"
    })
    void valueIsShown(String name, String value) throws SQLException {
        assertEquals(value, shown(name));
    }

    @Test
    void answerIsNamedLikeItsSetting() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW TRANSACTION ISOLATION LEVEL")) {
            assertEquals("transaction_isolation", row.getMetaData().getColumnLabel(1));
        }
    }

    @Test
    void setChangesWhatIsAskedAfterwards() throws SQLException {
        String asked = "SELECT closing_customers() FROM kpi";
        assertEquals(List.of(List.of(2L)), Company.rows(connection, asked));
        Company.run(connection, "SET as_of = '2026-03-01';");
        Company.run(connection, "set data_through to DATE '2026-03-01'");
        assertEquals(List.of(List.of(3L)), Company.rows(connection, asked));
        assertEquals("2026-03-01T00:00:00Z", shown("as_of"));
        Company.run(connection, "RESET ALL");
        assertEquals(List.of(List.of(2L)), Company.rows(connection, asked));
    }

    @Test
    void preparedQuestionFollowsASetting() throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("SELECT COUNT(DISTINCT month) FROM kpi")) {
            long before = first(asked);
            Company.run(connection, "SET partial_periods = show");
            Company.run(connection, "SET as_of = '2026-05-15 12:00:00'");
            Company.run(connection, "SET data_through = '2026-05-15T12:00:00Z'");
            assertTrue(first(asked) > before);
        }
    }

    private static long first(PreparedStatement asked) throws SQLException {
        try (ResultSet row = asked.executeQuery()) {
            assertTrue(row.next());
            return row.getLong(1);
        }
    }

    @Test
    void dayMeansItsStartInTheSessionsZone() throws SQLException {
        Company.run(connection, "SET TIME ZONE 'Europe/Berlin'");
        Company.run(connection, "SET as_of = '2026-07-01'");
        assertEquals("2026-06-30T22:00:00Z", shown("as_of"));
        Company.run(connection, "SET time_zone = DEFAULT");
        assertEquals("UTC", shown("time_zone"));
    }

    /** As SET says it: the first moment of the day, in the connection's zone, else in the model's. */
    @ParameterizedTest
    @CsvSource({
        "as_of=2026-03-15, 2026-03-15T00:00:00Z",
        "as_of=2026-03-15;time_zone=Europe/Berlin, 2026-03-14T23:00:00Z",
        "time_zone=America/New_York;as_of=2026-03-15 12:00:00, 2026-03-15T16:00:00Z",
        "as_of=2026-03-15T12:00:00+01:00;time_zone=Asia/Tokyo, 2026-03-15T11:00:00Z"
    })
    void propertyNamesADayAsSetDoes(String properties, String asOf) throws SQLException {
        try (Connection asked = DriverManager.getConnection("jdbc:scorecard:" + model + ";" + properties)) {
            assertEquals(List.of(List.of(asOf)), Company.rows(asked, "SHOW as_of"));
            Company.run(asked, "SET as_of = '2026-01-01'");
            Company.run(asked, "RESET as_of");
            assertEquals(List.of(List.of(asOf)), Company.rows(asked, "SHOW as_of"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "10000-01-01", "today", "2026-3-1", " 2026-03-15"})
    void propertyThatIsNoMomentIsRefused(String value) {
        SQLException e = assertThrows(
                SQLException.class, () -> DriverManager.getConnection("jdbc:scorecard:" + model + ";as_of=" + value));
        assertEquals(1002, e.getErrorCode());
        assertTrue(e.getMessage().contains("Write a day such as 2026-04-01"), e.getMessage());
    }

    @Test
    void otherSessionsKeepTheirSettings() throws SQLException {
        Company.run(connection, "SET as_of = '2026-03-01'");
        try (Connection other = Company.open(model)) {
            assertEquals(List.of(List.of("2026-04-01T00:00:00Z")), Company.rows(other, "SHOW as_of"));
        }
    }

    @Test
    void setHasNoRows() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertFalse(statement.execute("SET partial_periods = 'show'"));
            assertEquals(0, statement.executeUpdate("RESET partial_periods"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SET tiem_zone = 'UTC'            | 42704 | 'time_zone'",
                "SET currency = 'USD'             | 55P02 | A session sets: time_zone, as_of, data_through, partial_periods.",
                "SET time_zone = 'Atlantis/North' | 22023 | Write an IANA zone",
                "SET as_of = '2026-02-30'         | 22023 | Write a day",
                "SET as_of = '99999-01-01T00:00Z' | 22023 | Write a day",
                "SET partial_periods = maybe      | 22023 | 'show' or 'hide'",
                "SET as_of                        | 42601 | = is missing",
                "SET as_of =                      | 42601 | the value is missing",
                "SET as_of = '2026-01-01' x       | 42601 | nothing is expected here",
                "SET as_of = '2026-01-01          | 42601 | a quote is not closed",
                "RESET model                      | 55P02 | cannot be changed here"
            })
    void refusalSaysWhatCanBeDone(String sql, String state, String said) {
        SQLException refused = assertThrows(SQLException.class, () -> Company.run(connection, sql));
        assertEquals(state, refused.getSQLState(), refused.getMessage());
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }
}
