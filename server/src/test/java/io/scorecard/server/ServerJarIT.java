package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's one jar, as users start it. */
@Timeout(120)
class ServerJarIT {

    private static final Path JAR = Path.of(System.getProperty("scorecard.server.jar"));

    private static Process java(String... line) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(line));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static BufferedReader told(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void modelIsServedAndTheOneLineSaysHowToConnect() throws Exception {
        Process process = java("../examples/sample/model.yaml", "--port", "0");
        try {
            String line = told(process).readLine();
            Matcher announced = Pattern.compile("Scorecard serves database sample to user analyst, without a password,"
                            + " on this machine only: psql -h 127\\.0\\.0\\.1 -p ([0-9]+) -U analyst sample")
                    .matcher(String.valueOf(line));
            assertTrue(announced.matches(), line);
            try (Connection wire = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + announced.group(1) + "/sample?user=analyst")) {
                assertEquals(
                        List.of(List.of(100.0)),
                        ServedSample.rows(
                                wire,
                                "SELECT nps() FROM kpi WHERE month = DATE '2026-06-01' AND segment = 'Enterprise'"));
            }
        } finally {
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "ends when it is told to");
        }
    }

    @Test
    void modelOverPostgresqlIsServed(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres source = EmbeddedPostgres.start();
                Connection made = source.getPostgresDatabase().getConnection();
                Statement statement = made.createStatement()) {
            statement.execute("CREATE TABLE customers (customer_id text, segment text)");
            statement.execute("INSERT INTO customers VALUES ('a', 'Large'), ('b', 'Small'), ('c', 'Small')");
            Path model = Files.writeString(folder.resolve("shop.yaml"), """
                    model: shop
                    sources:
                      crm: {type: postgresql, host: 127.0.0.1, port: %d, database: postgres, user: postgres, canonical: true}
                    tables:
                      customers: {source: crm}
                    """.formatted(source.getPort()));
            Process process = java(model.toString(), "--port", "0");
            try {
                String line = told(process).readLine();
                Matcher announced =
                        Pattern.compile(".* -p ([0-9]+) -U analyst shop").matcher(String.valueOf(line));
                assertTrue(announced.matches(), line);
                try (Connection wire = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + announced.group(1) + "/shop?user=analyst")) {
                    assertEquals(
                            List.of(List.of("Large", 1L), List.of("Small", 2L)),
                            ServedSample.rows(
                                    wire, "SELECT segment, COUNT(*) FROM customers GROUP BY segment ORDER BY segment"));
                }
            } finally {
                process.destroy();
                assertTrue(process.waitFor(20, TimeUnit.SECONDS), "ends when it is told to");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--help, 0, Usage: scorecard serve [MODEL] [--port N] [--data DIR]",
        "--prot, 2, 'scorecard: There is no option --prot here. Options: --port, --data. See scorecard serve --help.'",
        "--port=x, 2, 'scorecard: Option --port wants a number from 0 to 65535. See scorecard serve --help.'",
        "serve nowhere.yaml, 2, scorecard: There is no model file 'nowhere.yaml'. See scorecard serve --help.",
        "nowhere.yaml, 2, scorecard: There is no model file 'nowhere.yaml'. See scorecard serve --help."
    })
    void commandLineThatCannotBeServedIsExplained(String words, int status, String line) throws Exception {
        Process process = java(words.split(" "));
        assertEquals(line, told(process).readLine());
        assertTrue(process.waitFor(180, TimeUnit.SECONDS));
        assertEquals(status, process.exitValue());
    }
}
