package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More open results than a source has sessions are an error in time, and closing one of them is enough. */
@Timeout(60)
class PoolTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void oneResultTooManyIsAnErrorInTime(Store store) throws SQLException, IOException {
        store.fill(folder);
        int sessions = store == Store.DUCKDB ? 32 : 3;
        Path model = store.model(folder, ", pool_size: 3, pool_wait: 1");
        try (Connection connection = Store.open(model, ";query_timeout=2;fetch_size=10")) {
            List<ResultSet> open = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                ResultSet rows = connection.createStatement().executeQuery("SELECT agent_id, name FROM agents");
                assertTrue(rows.next());
                open.add(rows);
            }
            long start = System.nanoTime();
            SQLException full = assertThrows(SQLException.class, () -> Store.quick(connection));
            assertEquals("53300", full.getSQLState(), full.getMessage());
            assertTrue(System.nanoTime() - start
                    < TimeUnit.SECONDS.toNanos(3) + TimeUnit.MILLISECONDS.toNanos(Store.BUSY_MILLIS));
            assertTrue(connection.isValid(1), "a full source answers others");
            open.remove(0).close();
            assertEquals(5000, Store.quick(connection));
            assertTrue(open.get(0).next());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadToItsEndOrFailsGivesItsSessionBack(Store store) throws SQLException, IOException {
        store.fill(folder);
        try (Connection connection = Store.open(store.model(folder, ", pool_size: 1, pool_wait: 1"), "")) {
            for (int i = 0; i < 40; i++) {
                Statement neverClosed = connection.createStatement();
                ResultSet rows = neverClosed.executeQuery(Store.QUICK);
                assertTrue(rows.next());
                assertTrue(!rows.next());
                Statement failing = connection.createStatement();
                assertThrows(
                        SQLException.class,
                        () -> failing.executeQuery("SELECT CAST(name AS INTEGER) FROM customers")
                                .next());
            }
        }
    }
}
