package io.scorecard.server.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values are written as PostgreSQL itself writes them: it is asked here. */
class CellTextTest {

    private static EmbeddedPostgres postgres;
    private static Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        connection = postgres.getPostgresDatabase().getConnection();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        connection.close();
        postgres.close();
    }

    private static List<Double> doubles() {
        List<Double> all = new ArrayList<>(List.of(
                0.0,
                -0.0,
                0.1,
                1.0,
                -1.5,
                1e14,
                1e15,
                123456789012345.0,
                1234567890123456.0,
                1e16,
                1e-4,
                1e-5,
                2e23,
                1e23,
                5e-324,
                Double.MAX_VALUE,
                Double.MIN_NORMAL,
                100.0,
                1e100,
                2.0e-3,
                0.3,
                1.0 / 3,
                33.92857142857143,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                9007199254740993.0,
                4.35,
                5.684341886080802e-14));
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            all.add(Double.isNaN(any) ? 0.5 : any);
            all.add(random.nextDouble() * 100);
            all.add(random.nextLong(1_000_000) / 100.0);
        }
        return all;
    }

    @Test
    void doublesHaveTheFewestDigits() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE doubles (place INT, value FLOAT8)");
        }
        List<Double> all = doubles();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO doubles VALUES (?, ?)")) {
            for (int i = 0; i < all.size(); i++) {
                insert.setInt(1, i);
                insert.setDouble(2, all.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value::text FROM doubles ORDER BY place")) {
            for (double each : all) {
                rows.next();
                assertEquals(rows.getString(1), CellText.number(each), Double.toHexString(each));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void daysAndMomentsAreWrittenInIsoStyle() throws SQLException {
        for (String day :
                List.of("2024-02-29", "0001-01-01", "9999-12-31", "+12345-06-07", "0000-12-31", "-0043-03-15")) {
            LocalDate date = LocalDate.parse(day);
            assertEquals(postgres("make_date(" + yearIn(date) + ")::text"), CellText.date(date));
        }
        for (String moment : List.of(
                "2024-02-29T10:00:00",
                "2024-02-29T10:00:00.5",
                "1999-12-31T23:59:59.999999",
                "2024-01-01T00:00:00.00001",
                "-0043-03-15T12:00:00")) {
            LocalDateTime time = LocalDateTime.parse(moment);
            String clock = time.toLocalTime().toString();
            assertEquals(
                    postgres("(make_date(" + yearIn(time.toLocalDate()) + ") + time '" + clock + "')::text"),
                    CellText.timestamp(time));
        }
    }

    /** There is no year 0: the one before 1 is -1. */
    private static String yearIn(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : date.getYear() - 1;
        return year + ", " + date.getMonthValue() + ", " + date.getDayOfMonth();
    }

    @Test
    void binaryNumbersAreThoseOfPostgres() throws SQLException {
        for (String number : List.of(
                "0",
                "1",
                "-1",
                "10000",
                "9999.9999",
                "0.0001",
                "0.00012345",
                "-123456789.987654321",
                "1.50",
                "100.0000",
                "99999999999999999999999999999999.9999",
                "0.0000")) {
            BigDecimal value = new BigDecimal(number);
            String sent = postgres("encode(numeric_send(" + number + "), 'hex')");
            StringBuilder hex = new StringBuilder();
            for (byte each : BinaryNumeric.bytes(value)) {
                hex.append(String.format("%02x", each));
            }
            assertEquals(sent, hex.toString(), number);
            assertEquals(value, BinaryNumeric.value(java.nio.ByteBuffer.wrap(BinaryNumeric.bytes(value))));
        }
    }

    private static String postgres(String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression)) {
            row.next();
            return row.getString(1);
        }
    }
}
