package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A result of any size passes through memory of a fixed size. */
class StreamingTest {

    @TempDir
    Path folder;

    /** Held as a whole, the three million rows would not come before all of them were computed. */
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void theFirstRowsComeBeforeTheLastAreComputed(Store store) throws SQLException, IOException {
        store.fill(folder);
        try (Connection connection = Store.open(store.model(folder, ""), ";query_timeout=20");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Store.TRICKLE)) {
            for (int i = 0; i < 2000; i++) {
                assertTrue(rows.next());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void threeMillionRowsPassThroughASmallHeap(Store store) throws Exception {
        store.fill(folder);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process reader = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-cp",
                        classes,
                        Reader.class.getName(),
                        store.model(folder, "").toString()))
                .redirectErrorStream(true)
                .start();
        String told = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, reader.waitFor(), told);
        System.out.println(store + ": " + told);
        assertTrue(told.contains("3000000 rows, sum 11249996250000,"), told);
    }
}
