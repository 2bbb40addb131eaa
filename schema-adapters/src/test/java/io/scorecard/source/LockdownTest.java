package io.scorecard.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scorecard.functions.ScorecardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the embedded DuckDB refuses although the SQL reached it. Users' SQL never does untranslated: this
 * is the second door.
 */
class LockdownTest {

    @TempDir
    Path parent;

    private Path root;
    private Sources sources;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(parent.resolve("data"));
        Files.writeString(root.resolve("tickets.csv"), "id\n1\n");
        Files.writeString(root.resolve("private.csv"), "id\n4111\n");
        Files.writeString(parent.resolve("outside.csv"), "id\n4111\n");
        Files.createSymbolicLink(root.resolve("link.csv"), parent.resolve("outside.csv"));
        sources = TestModels.open(root, "sources:\n  desk: {type: files, expose: [tickets, link]}\n");
    }

    @AfterEach
    void close() {
        sources.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('PARENT/outside.csv')",
                "SELECT * FROM 'PARENT/outside.csv'",
                "SELECT * FROM read_csv('ROOT/private.csv')",
                "SELECT * FROM read_csv('ROOT/../outside.csv')",
                "SELECT * FROM read_csv('ROOT/link.csv')",
                "SELECT * FROM read_csv('ROOT/*.csv')",
                "SELECT * FROM read_text('/etc/hostname')",
                "SELECT * FROM read_blob('/proc/self/environ')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
                "COPY (SELECT 1) TO 'ROOT/new.csv'",
                "COPY (SELECT 1) TO 'ROOT/tickets.csv'",
                "COPY desk.tickets TO 'PARENT/copy.csv'",
                "EXPORT DATABASE 'PARENT/export'",
                "ATTACH 'PARENT/new.duckdb' AS fresh",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET allowed_paths = ['PARENT/outside.csv']",
                "SET lock_configuration = false",
                "RESET lock_configuration",
                "SET memory_limit = '100GB'",
                "SET TimeZone = 'Europe/Berlin'",
                "PRAGMA threads = 1",
                "CREATE TABLE mine (id INTEGER)",
                "CREATE VIEW mine AS SELECT 1",
                "CREATE OR REPLACE VIEW desk.tickets AS SELECT 2 AS id",
                "DROP VIEW desk.tickets",
                "CREATE MACRO one() AS 1",
                "CREATE SECRET s (TYPE s3)"
            })
    void refuses(String template) throws SQLException, IOException {
        String sql = template.replace("ROOT", root.toString()).replace("PARENT", parent.toString());
        SQLException e = assertThrows(SQLException.class, () -> EmbeddedEngineTest.answer(sources, sql));
        String kind = e.getMessage().substring(0, e.getMessage().indexOf(':'));
        assertFalse(List.of("Parser Error", "Catalog Error").contains(kind), "refused for another reason: " + kind);
        assertEquals("1", EmbeddedEngineTest.answer(sources, "SELECT SUM(id) FROM desk.tickets"));
        assertEquals("id\n1\n", Files.readString(root.resolve("tickets.csv")));
        assertFalse(Files.exists(root.resolve("new.csv")));
        assertFalse(Files.exists(parent.resolve("new.duckdb")));
    }

    @Test
    void linkOutOfTheRootIsNoTable() {
        assertEquals(0, sources.embedded().columns(List.of("desk", "link")).size());
        assertEquals(2, sources.embedded().tables().size());
    }

    @Test
    void fileThatIsGoneIsAnErrorWithoutItsPath() throws IOException {
        sources.embedded().tables();
        Files.delete(root.resolve("tickets.csv"));
        SQLException e = assertThrows(
                SQLException.class, () -> EmbeddedEngineTest.answer(sources, "SELECT SUM(id) FROM desk.tickets"));
        ScorecardException explained = sources.embedded().explain(e);
        assertFalse(explained.getMessage().contains("tickets.csv"), explained.getMessage());
        assertFalse(explained.getMessage().contains(root.toString()), explained.getMessage());
    }
}
