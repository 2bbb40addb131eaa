package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing grows with the number of connections and questions. */
class SoakTest {

    /** What the process holds at one moment; sizes in MiB. */
    private record Held(int threads, int sessions, long heap, long metaspace, long resident) {}

    @TempDir
    Path folder;

    @Test
    void fewConnectionsLeaveNoThreadAndNoSession() throws Exception {
        soak(60, 3);
    }

    @Test
    @Tag("long")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void tenThousandConnectionsAndAHundredThousandQuestions() throws Exception {
        List<Held> held = soak(10_000, 10);
        int half = held.size() / 2;
        assertFlat(held, half, Held::heap, 2);
        assertFlat(held, half, Held::metaspace, 2);
        // What DuckDB has freed goes back to the system by fits and starts.
        assertFlat(held, half, Held::resident, 32);
    }

    /** The second half holds at most what the first one held, but for two per cent and so many MiB. */
    private static void assertFlat(List<Held> held, int half, ToLongFunction<Held> size, int more) {
        long before = held.subList(0, half).stream().mapToLong(size).max().orElseThrow();
        long after =
                held.subList(half, held.size()).stream().mapToLong(size).max().orElseThrow();
        assertTrue(after <= before * 1.02 + more, held.toString());
    }

    private List<Held> soak(int connections, int questions) throws Exception {
        Store.POSTGRESQL.fill(folder);
        Path model = Store.POSTGRESQL.model(folder, "");
        List<Held> held = new ArrayList<>();
        try (Connection stays = Store.open(model, "")) {
            ask(stays, 0);
            for (int i = 0; i < connections; i++) {
                boolean sample = i % 2 == 0;
                try (Connection connection =
                        sample ? DriverManager.getConnection("jdbc:scorecard:sample") : Store.open(model, "")) {
                    for (int j = 0; j < questions; j++) {
                        if (sample) {
                            sample(connection, j);
                        } else {
                            ask(connection, j);
                        }
                    }
                }
                if ((i + 1) % Math.max(1, connections / 10) == 0) {
                    held.add(held());
                    System.out.println("soak: " + (i + 1) + " connections, " + held.get(held.size() - 1));
                }
            }
        }
        Held first = held.get(0);
        Held last = held.get(held.size() - 1);
        assertTrue(last.threads() <= first.threads() + 2, held.toString());
        assertTrue(last.sessions() <= 3, held.toString());
        return held;
    }

    private static void sample(Connection connection, int number) throws SQLException {
        String text = LoadTest.answer(
                connection, "SELECT nps(nps_score) FROM surveys WHERE CHAR_LENGTH(response_id) > " + number % 3);
        assertTrue(text.length() > 1, text);
    }

    private static void ask(Connection connection, int number) throws SQLException {
        String question = "SELECT COUNT(*) FROM customers WHERE CHAR_LENGTH(name) > " + number % 3;
        assertEquals("5000\n", LoadTest.answer(connection, question));
    }

    private static Held held() throws IOException, SQLException {
        System.gc();
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getName().equals("Metaspace"))
                .mapToLong(p -> p.getUsage().getUsed())
                .sum();
        try (Connection server = Postgres.connect();
                Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'faults'")) {
            row.next();
            return new Held(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    row.getInt(1),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                    metaspace >> 20,
                    resident >> 10);
        }
    }
}
