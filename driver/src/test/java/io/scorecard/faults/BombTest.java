package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions that want more than there is are refused, or stopped with their time; the next one is right. */
@Timeout(120)
class BombTest {

    private static final int QUERY_TIMEOUT = 1;
    private static final List<String> BOMBS = List.of(
            "SELECT REPEAT('x', 2000000000)",
            "SELECT REPEAT('x', 900000000) FROM customers",
            "SELECT CHAR_LENGTH(REPEAT('x', 1000 * 2000000)) FROM customers",
            "SELECT MAX(CHAR_LENGTH(REPEAT(name, 200000000))) FROM customers",
            "SELECT LPAD('x', 2000000000, 'y')",
            "SELECT RPAD(name, 2000000000, 'y') FROM customers",
            "SELECT MAX(CHAR_LENGTH(REPLACE(REPLACE(REPEAT(name, 100), 'n', REPEAT('n', 9000)), 'n',"
                    + " REPEAT('n', 9000)))) FROM customers",
            "SELECT CHAR_LENGTH(STRING_AGG(a.name || b.name || c.name, ',')) FROM customers a CROSS JOIN customers b"
                    + " CROSS JOIN customers c",
            "SELECT SPACE(2000000000)",
            "SELECT COUNT(*) FROM GENERATE_SERIES(1, 1000000000000)",
            "SELECT a.name, b.name FROM customers a CROSS JOIN customers b CROSS JOIN customers c ORDER BY 2 DESC, 1",
            "SELECT COUNT(DISTINCT a.name || b.name || c.name) FROM customers a CROSS JOIN customers b"
                    + " CROSS JOIN customers c",
            "SELECT COUNT(*) FROM customers WHERE name || REPEAT('a', 2000) LIKE"
                    + " '%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%b'",
            doubled(24),
            Store.ENDLESS);

    /** A text of itself and itself, over and over. */
    private static String doubled(int times) {
        String query = "SELECT name AS a FROM customers";
        for (int i = 0; i < times; i++) {
            query = "SELECT a || a AS a FROM (" + query + ") AS t" + i;
        }
        return "SELECT MAX(CHAR_LENGTH(a)) FROM (" + query + ") AS t";
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void bombsAreRefusedOrStoppedInTime(Store store) throws SQLException, IOException {
        store.fill(folder);
        try (Connection connection = Store.open(store.model(folder, ""), ";query_timeout=" + QUERY_TIMEOUT)) {
            assertEquals(5000, Store.quick(connection));
            for (String bomb : BOMBS) {
                long start = System.nanoTime();
                String end = end(connection, bomb);
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                assertTrue(
                        took <= (QUERY_TIMEOUT + 1) * 1000 + Store.BUSY_MILLIS, bomb + " took " + took + " ms: " + end);
                assertEquals(5000, Store.quick(connection), "after " + bomb);
            }
        }
    }

    private static String end(Connection connection, String bomb) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(bomb)) {
            long read = 0;
            while (rows.next()) {
                read++;
            }
            return read + " rows";
        } catch (SQLException e) {
            assertNotNull(e.getSQLState(), bomb);
            return String.valueOf(e.getMessage());
        }
    }
}
