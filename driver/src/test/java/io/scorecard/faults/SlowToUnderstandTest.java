package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A question that takes long to be understood ends like one that takes long to be answered, and so does the work. */
@Timeout(120)
class SlowToUnderstandTest {

    /** Each takes from ten seconds to minutes before anything reaches its source. */
    enum Slow {
        NESTED_STARS("SELECT * FROM " + "(SELECT * FROM ".repeat(190) + "(" + wide() + ") AS z" + each(190, ") AS t@")),
        WIDE_UNIONS(wide() + each(40, " UNION ALL " + wide())),
        CUBES("SELECT churn_rate(), nps(), csat(), mrr(), net_revenue_retention(), clv() FROM kpi"
                + " GROUP BY CUBE(industry, segment, region, owner_name, day, week, month, year)");

        private final String sql;

        Slow(String sql) {
            this.sql = sql;
        }

        private static String wide() {
            return "SELECT 0 AS c" + each(800, ", nps_score + @ AS c@") + " FROM surveys";
        }

        private static String each(int count, String text) {
            return IntStream.range(0, count)
                    .mapToObj(i -> text.replace("@", "" + i))
                    .collect(Collectors.joining());
        }
    }

    @BeforeEach
    void nothingIsUnderstoodYet() throws InterruptedException {
        assertIdle();
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutOfTheConnectionEndsIt(Slow slow) throws Exception {
        try (Connection connection = Store.open(Path.of("sample"), ";query_timeout=1")) {
            assertEquals(1, one(connection));
            long start = System.nanoTime();
            SQLException stopped = assertThrows(SQLException.class, () -> ask(connection, slow.sql, 0));
            assertStopped(stopped, start, 1);
            assertInstanceOf(SQLTimeoutException.class, stopped);
            assertTrue(stopped.getMessage().contains("after 1 second."), stopped.getMessage());
            assertIdle();
            assertEquals(1, one(connection));
        }
    }

    @Test
    void theTimeoutOfTheStatementEndsIt() throws Exception {
        try (Connection connection = Store.open(Path.of("sample"), "")) {
            long start = System.nanoTime();
            SQLException stopped = assertThrows(SQLException.class, () -> ask(connection, Slow.NESTED_STARS.sql, 1));
            assertStopped(stopped, start, 1);
            assertIdle();
        }
    }

    @Test
    void thePreparingOfAStatementEndsToo() throws Exception {
        try (Connection connection = Store.open(Path.of("sample"), ";query_timeout=1")) {
            long start = System.nanoTime();
            SQLException stopped =
                    assertThrows(SQLException.class, () -> connection.prepareStatement(Slow.NESTED_STARS.sql));
            assertStopped(stopped, start, 1);
            assertIdle();
        }
    }

    /** Understanding is done one at a time: who waits for that waits no longer than he wants. */
    @Test
    void aQuestionBehindItDoesNotWaitForEver() throws Exception {
        try (Connection connection = Store.open(Path.of("sample"), ";query_timeout=5")) {
            CompletableFuture<SQLException> first = failing(connection, Slow.NESTED_STARS.sql);
            awaitWork();
            long start = System.nanoTime();
            SQLException second =
                    assertThrows(SQLException.class, () -> ask(connection, "SELECT COUNT(*) FROM agents", 1));
            assertStopped(second, start, 1);
            assertEquals("57014", first.join().getSQLState());
            assertIdle();
        }
    }

    @Test
    void cancelEndsIt() throws Exception {
        try (Connection connection = Store.open(Path.of("sample"), "");
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> asked = failing(statement, Slow.WIDE_UNIONS.sql);
            awaitWork();
            long start = System.nanoTime();
            statement.cancel();
            assertStopped(asked.join(), start, 0);
            assertIdle();
            assertEquals(1, one(connection));
        }
    }

    @Test
    void closingTheConnectionEndsIt() throws Exception {
        Connection connection = Store.open(Path.of("sample"), "");
        CompletableFuture<SQLException> prepared = CompletableFuture.supplyAsync(
                () -> assertThrows(SQLException.class, () -> connection.prepareStatement(Slow.NESTED_STARS.sql)));
        awaitWork();
        long start = System.nanoTime();
        connection.close();
        assertStopped(prepared.join(), start, 0);
        assertIdle();
    }

    private static CompletableFuture<SQLException> failing(Connection connection, String sql) {
        return CompletableFuture.supplyAsync(() -> assertThrows(SQLException.class, () -> ask(connection, sql, 0)));
    }

    private static CompletableFuture<SQLException> failing(Statement statement, String sql) {
        return CompletableFuture.supplyAsync(() -> assertThrows(
                SQLException.class, () -> statement.executeQuery(sql).close()));
    }

    private static void ask(Connection connection, String sql, int timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (timeout > 0) {
                statement.setQueryTimeout(timeout);
            }
            statement.executeQuery(sql).close();
        }
    }

    private static int one(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void assertStopped(SQLException stopped, long start, int seconds) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertEquals("57014", stopped.getSQLState(), stopped.getMessage());
        assertTrue(took <= 1000L * (seconds + 1) + Store.BUSY_MILLIS, "took " + took + " ms");
    }

    private static void awaitWork() throws InterruptedException {
        boolean busy = isUnderstanding();
        for (int i = 0; i < 500 && !busy; i++) {
            Thread.sleep(10);
            busy = isUnderstanding();
        }
        assertTrue(busy, "nothing was ever seen at work");
    }

    private static void assertIdle() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000 + Store.BUSY_MILLIS);
        boolean busy = isUnderstanding();
        while (busy && System.nanoTime() < end) {
            Thread.sleep(20);
            busy = isUnderstanding();
        }
        assertFalse(busy, "somebody still understands");
    }

    private static boolean isUnderstanding() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(f -> f.getClassName().startsWith("io.scorecard.compiler."));
    }
}
