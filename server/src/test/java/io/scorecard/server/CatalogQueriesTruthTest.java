package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients were seen to ask PostgreSQL 15's catalogue executes here. What they asked the tables of that
 * database is left out: there are none of those names.
 */
class CatalogQueriesTruthTest {

    private static Server server;

    @BeforeAll
    static void start() throws SQLException, IOException {
        if (!System.getProperty("scorecard.truth", "").isEmpty()) {
            server = ServedSample.start();
        }
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Everything, but for what PostgreSQL itself refused and what would change something. */
    @ParameterizedTest
    @ValueSource(strings = {"psql", "superset", "pgjdbc"})
    void everyStatementExecutes(String client) throws IOException, SQLException {
        List<String> refused = refused(client);
        assertEquals(List.of(), refused, String.join("\n", refused));
    }

    /** All but two that fetch from a cursor; how many is printed, and must not become fewer. */
    @Test
    void almostAllOfWhatTheOthersAskExecutes() throws IOException, SQLException {
        Path truth = Truth.folder("catalog-queries");
        int executed = 0;
        int all = 0;
        try (Stream<Path> files = Files.list(truth)) {
            for (Path file : files.sorted().toList()) {
                String client = file.getFileName().toString().replace(".sql", "");
                int asked = asked(file).size();
                List<String> refused = refused(client);
                refused.forEach(each -> System.out.println(client + ": " + each));
                System.out.println(client + ": " + (asked - refused.size()) + " of " + asked);
                all += asked;
                executed += asked - refused.size();
            }
        }
        System.out.println("Recorded statements: " + executed + " of " + all + " execute");
        assertEquals(2, all - executed);
    }

    private static List<Recorded> asked(Path file) throws IOException {
        return Recorded.of(file).stream()
                .filter(each -> !each.protocol().equals("ERR"))
                .filter(each ->
                        !each.sql().matches("(?is).*\\bkpi\\.[a-z_]+\\b(?!').*|create .*|copy .*|insert .*|drop .*"))
                .toList();
    }

    private static List<String> refused(String client) throws IOException {
        Path truth = Truth.folder("catalog-queries");
        List<String> refused = new ArrayList<>();
        try (Wire wire = Wire.in(server)) {
            for (Recorded each : asked(truth.resolve(client + ".sql"))) {
                List<String> answer =
                        each.parameters().isEmpty() ? wire.ask(each.sql()) : wire.ask(each.sql(), each.parameters());
                answer.stream()
                        .filter(message -> message.startsWith("E ") || message.equals("end"))
                        .forEach(error ->
                                refused.add(error + "\n    " + each.sql().replaceAll("\\s+", " ")));
            }
        }
        return refused;
    }
}
