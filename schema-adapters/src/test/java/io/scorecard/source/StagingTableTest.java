package io.scorecard.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of other sources in the locked embedded DuckDB. */
class StagingTableTest {

    @TempDir
    Path root;

    private Sources sources;

    @BeforeEach
    void open() {
        sources = TestModels.open(root, "sources:\n  desk: {type: files}\n");
    }

    @AfterEach
    void close() {
        sources.close();
    }

    private static SourceColumn column(int type, int precision, int scale) {
        return new SourceColumn("x", type, "", precision, scale);
    }

    private static String answer(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return String.join(" | ", values);
        }
    }

    /** Something that is written into a row. */
    private interface Writing {
        void to(StagingTable table) throws SQLException;
    }

    private String kept(SourceColumn column, String read, Writing... values) throws SQLException {
        try (Connection session = sources.embedded().connect()) {
            try (StagingTable table = StagingTable.create(session, "staged_1", List.of(column))) {
                for (Writing value : values) {
                    table.beginRow();
                    value.to(table);
                    table.endRow();
                }
            }
            return answer(session, "SELECT " + read + " FROM temp.main.staged_1");
        }
    }

    @Test
    void textsAreKeptWhateverSignsTheyHold() throws SQLException {
        SourceColumn text = column(Types.VARCHAR, 0, 0);
        assertEquals(
                "a\u001f | \u001f0b | \u001e | \u001e1 | null |  | \u001f\u001e | x",
                kept(
                        text,
                        "x",
                        t -> t.text("a\u001f"),
                        t -> t.text("\u001f0b"),
                        t -> t.text("\u001e"),
                        t -> t.text("\u001e1"),
                        StagingTable::missing,
                        t -> t.text(""),
                        t -> t.text("\u001f\u001e"),
                        t -> t.text("x")));
        Writing[] many = new Writing[50_000];
        for (int i = 0; i < many.length; i++) {
            String value = "\u00fc" + i;
            many[i] = i % 3 == 0 ? StagingTable::missing : t -> t.text(value);
        }
        assertEquals(
                "50000, 33333, \u00fc1, 33333",
                kept(text, "COUNT(*) || ', ' || COUNT(x) || ', ' || MIN(x) || ', ' || COUNT(DISTINCT x)", many));
    }

    @Test
    void valuesAreKeptToTheLastDigit() throws SQLException {
        BigDecimal money = new BigDecimal("9999999999999999999999999999999999.9999");
        assertEquals(
                money + " | -0.0001 | null",
                kept(
                        column(Types.DECIMAL, 38, 4),
                        "x",
                        t -> t.decimal(money),
                        t -> t.decimal(new BigDecimal("-0.0001")),
                        StagingTable::missing));
        assertEquals(
                Long.MIN_VALUE + " | " + Long.MAX_VALUE,
                kept(column(Types.BIGINT, 19, 0), "x", t -> t.whole(Long.MIN_VALUE), t -> t.whole(Long.MAX_VALUE)));
        assertEquals(
                "NaN | -Infinity | 4.9E-324",
                kept(
                        column(Types.DOUBLE, 17, 0),
                        "x",
                        t -> t.number(Double.NaN),
                        t -> t.number(Double.NEGATIVE_INFINITY),
                        t -> t.number(Double.MIN_VALUE)));
        assertEquals(
                "2024-02-29 23:59:59.123456 | 0044-03-15 (BC) 00:00:00",
                kept(
                        column(Types.TIMESTAMP, 26, 6),
                        "CAST(x AS VARCHAR)",
                        t -> t.moment(LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_000)),
                        t -> t.moment(LocalDateTime.of(-43, 3, 15, 0, 0))));
        assertEquals("9999-12-31", kept(column(Types.DATE, 10, 0), "x", t -> t.day(LocalDate.of(9999, 12, 31))));
        assertEquals(
                "23:59:59.5",
                kept(
                        column(Types.TIME, 15, 6),
                        "CAST(x AS VARCHAR)",
                        t -> t.time(LocalTime.of(23, 59, 59, 500_000_000))));
        assertEquals("false | true", kept(column(Types.BOOLEAN, 1, 0), "x", t -> t.flag(false), t -> t.flag(true)));
        assertEquals(
                " | \u65e5\u672c \ud83d\ude00 | a  ",
                kept(
                        column(Types.VARCHAR, 0, 0),
                        "x",
                        t -> t.text(""),
                        t -> t.text("\u65e5\u672c \ud83d\ude00"),
                        t -> t.text("a  ")));
    }

    @Test
    void whatASourceCallsInfiniteIsInfinite() throws SQLException {
        assertEquals(
                "true | true",
                kept(
                        column(Types.TIMESTAMP, 26, 6),
                        "isinf(x)",
                        t -> t.moment(LocalDateTime.MAX),
                        t -> t.moment(LocalDateTime.MIN)));
        assertEquals(
                "true | true",
                kept(column(Types.DATE, 10, 0), "isinf(x)", t -> t.day(LocalDate.MAX), t -> t.day(LocalDate.MIN)));
    }

    @Test
    void valueThatDoesNotFitIsRefusedAndNeverRounded() {
        assertThrows(
                ArithmeticException.class,
                () -> kept(column(Types.DECIMAL, 38, 4), "x", t -> t.decimal(new BigDecimal("0.00005"))));
        assertThrows(
                ArithmeticException.class,
                () -> kept(column(Types.DECIMAL, 5, 2), "x", t -> t.decimal(new BigDecimal("1000"))));
        assertThrows(ArithmeticException.class, () -> kept(column(Types.INTEGER, 10, 0), "x", t -> t.whole(1L << 31)));
        assertThrows(
                ArithmeticException.class,
                () -> kept(column(Types.TIMESTAMP, 26, 6), "x", t -> t.moment(LocalDateTime.of(294_000, 1, 1, 0, 0))));
    }

    @Test
    void tableIsItsSessionsAloneAndGoesWithIt() throws SQLException {
        try (Connection other = sources.embedded().connect()) {
            try (Connection session = sources.embedded().connect()) {
                try (StagingTable table =
                        StagingTable.create(session, "staged_1", List.of(column(Types.BIGINT, 19, 0)))) {
                    for (long i = 0; i < 100_000; i++) {
                        table.beginRow();
                        table.whole(i);
                        table.endRow();
                    }
                    assertEquals(800_000, table.bytes());
                }
                assertEquals("100000", answer(session, "SELECT COUNT(*) FROM temp.main.staged_1"));
                assertThrows(SQLException.class, () -> answer(other, "SELECT COUNT(*) FROM temp.main.staged_1"));
            }
        }
        try (Connection later = sources.embedded().connect()) {
            assertEquals("0", answer(later, "SELECT COUNT(*) FROM duckdb_tables()"));
            String held =
                    answer(later, "SELECT SUM(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'");
            assertTrue(Long.parseLong(held) < 100_000, held);
        }
    }

    private static void stage(Connection session, int type, String... values) throws SQLException {
        try (StagingTable table = StagingTable.create(session, "staged_1", List.of(column(type, 19, 0)))) {
            for (String value : values) {
                table.beginRow();
                if (type == Types.BIGINT) {
                    table.whole(Long.parseLong(value));
                } else {
                    table.text(value);
                }
                table.endRow();
            }
        }
        StagingTable.keep(session);
    }

    @Test
    void sessionThatIsLentAgainHasOnlyWhatWasStagedSince() throws SQLException {
        String largest = "SELECT MAX(x) || ' of ' || COUNT(*) FROM temp.main.staged_1";
        Connection[] lent = new Connection[2];
        for (int i = 0; i < 4; i++) {
            try (Connection session = sources.embedded().connect()) {
                assertThrows(SQLException.class, () -> answer(session, largest));
            }
            try (Connection session = sources.embedded().connect()) {
                stage(session, Types.BIGINT, "1", String.valueOf(10 + i));
                assertEquals(10 + i + " of 2", answer(session, largest));
            }
            try (Connection session = sources.embedded().connect()) {
                stage(session, Types.VARCHAR, "b", "a", "c");
                assertEquals("c of 3", answer(session, largest));
                lent[i % 2] = session;
            }
        }
        assertThrows(SQLException.class, () -> answer(lent[0], largest));
    }

    @Test
    void sessionThatStagedAndFailedIsNotLentAgain() throws SQLException {
        for (int i = 0; i < 3; i++) {
            try (Connection session = sources.embedded().connect()) {
                stage(session, Types.VARCHAR, "x");
                assertThrows(
                        SQLException.class, () -> answer(session, "SELECT CAST(x AS INTEGER) FROM temp.main.staged_1"));
            }
            try (Connection session = sources.embedded().connect()) {
                StagingTable.create(session, "staged_1", List.of(column(Types.BIGINT, 19, 0)))
                        .close();
            }
            try (Connection session = sources.embedded().connect()) {
                assertEquals("0", answer(session, "SELECT COUNT(*) FROM duckdb_tables()"));
            }
        }
    }

    @Test
    void sessionThatStagesIsStillReadOnly() throws SQLException {
        try (Connection session = sources.embedded().connect()) {
            StagingTable.create(session, "staged_1", List.of(column(Types.BIGINT, 19, 0)))
                    .close();
            SQLException e = assertThrows(SQLException.class, () -> answer(session, "CREATE TABLE mine (id INTEGER)"));
            assertTrue(e.getMessage().contains("read-only"), e.getMessage());
        }
    }
}
