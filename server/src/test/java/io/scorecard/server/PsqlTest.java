package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real psql, where the machine has one. */
@Timeout(60)
class PsqlTest {

    private static Server server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws SQLException, IOException {
        boolean found = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "psql")));
        if (!found) {
            System.out.println("There is no psql on this machine: PsqlTest is skipped.");
        }
        Assumptions.assumeTrue(found, "no psql: skipped");
        server = ServedSample.start();
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Rows alone. */
    private String rows(String... lines) throws IOException, InterruptedException {
        return psql("-At", lines);
    }

    private String psql(String form, String... lines) throws IOException, InterruptedException {
        Path script = Files.write(folder.resolve("in"), List.of(lines));
        Path out = folder.resolve("out");
        Process psql = new ProcessBuilder(List.of(
                        "psql",
                        "-X",
                        form,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        "analyst",
                        "sample"))
                .redirectInput(script.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertTrue(psql.waitFor(30, TimeUnit.SECONDS), "psql ends");
        } finally {
            psql.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    @Test
    void questionIsAnswered() throws Exception {
        assertEquals(
                "Enterprise|100\nMid-market|34.21052631578947\nSmall business|25\n",
                rows(
                        "SELECT segment, nps() FROM kpi WHERE month = DATE '2026-06-01' GROUP BY segment ORDER BY segment;"));
    }

    @Test
    void periodIsAnnouncedAndErrorHasItsHint() throws Exception {
        assertEquals(
                "NOTICE:  No period was asked: this is 2026-06-01 to 2026-06-30.\n33.92857142857143\n",
                rows("SELECT nps() FROM kpi;"));
        assertTrue(rows("SELECT industri FROM kpi;").contains("HINT:  Did you mean 'industry'?"));
    }

    @Test
    void whatBeginsWithABackslashIsAnswered() throws Exception {
        String told = psql(
                "-A",
                "\\d",
                "\\dt",
                "\\dv",
                "\\dn",
                "\\du",
                "\\l",
                "\\d kpi",
                "\\d+ tickets",
                "\\df nps",
                "\\da",
                "\\di",
                "\\dp customers",
                "\\dT",
                "\\dx",
                "\\sf nps",
                "\\conninfo",
                "\\ds",
                "\\dm",
                "\\db",
                "\\df+ nps",
                "\\dd",
                "\\dn+",
                "\\dt+",
                "\\dRp",
                "\\dRs",
                "\\dL",
                "\\dO",
                "\\dc",
                "\\dF",
                "\\deu",
                "\\dX",
                "\\sv kpi");
        assertTrue(told.lines().noneMatch(line -> line.contains("ERROR")), told);
        for (String line : List.of(
                "scorecard|customers|table|analyst",
                "scorecard|kpi|view|analyst",
                "month|date|||",
                "    \"tickets_pkey\" PRIMARY KEY, btree (ticket_id)",
                "    \"tickets_customer_id_fkey\" FOREIGN KEY (customer_id) REFERENCES customers(customer_id)",
                "scorecard|nps|double precision|score double precision|agg")) {
            assertTrue(told.lines().anyMatch(line::equals), line + " is missing in\n" + told);
        }
    }
}
