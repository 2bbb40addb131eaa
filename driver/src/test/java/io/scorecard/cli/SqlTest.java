package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.cli.CommandLine.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
    private static final CommandLine LINE = CommandLine.over("");

    @Test
    void tableIsAlignedAndShowsNull() {
        String question = "SELECT * FROM (VALUES (1, 'Zürich', 2.5::DOUBLE), (1000, NULL, NULL)) AS t(n, city, share)";
        assertEquals("""
                   n  city    share
                ────  ──────  ─────
                   1  Zürich    2.5
                1000  NULL     NULL
                2 rows
                """, LINE.run("sql", question).out());
    }

    @Test
    void wideLettersTakeTwoColumns() {
        assertEquals(
                """
                name  n
                ────  ─
                東京  1
                q\u0301     2
                👍    3
                3 rows
                """,
                LINE.run("sql", "SELECT * FROM (VALUES ('東京', 1), ('q\u0301', 2), ('👍', 3)) AS t(name, n)")
                        .out());
    }

    @Test
    void tableRoundsRatiosToSixDecimalsAndKeepsMoneyWhole() {
        String question = "SELECT 2/3::DOUBLE AS ratio, 12.3400::DECIMAL(10,4) AS money, 1e-7::DOUBLE AS tiny";
        assertTrue(LINE.run("sql", question).out().contains("0.666667  12.3400  0.0000001"));
    }

    @Test
    void lineBreaksAndEscapeSequencesDoNotReachTheTerminal() {
        String out = LINE.run("sql", "SELECT 'a' || chr(10) || 'b' || chr(27) || '[31m' AS t")
                .out();
        assertTrue(out.contains("a\\nb\\e[31m"), out);
    }

    @Test
    void rowsAfterTheThousandthAreWrittenToo() {
        String out = LINE.run("sql", "SELECT range AS n FROM range(1500)").out();
        assertEquals(1503, out.lines().count());
        assertTrue(out.endsWith("1499\n1500 rows\n"), out);
    }

    @Test
    void csvQuotesWhatRfc4180WantsQuoted() {
        String question = "SELECT * FROM (VALUES ('a,b', 'say \"hi\"', 1), ('two' || chr(10) || 'lines', '', NULL)) "
                + "AS t(x, \"y,z\", n)";
        assertEquals(
                "x,\"y,z\",n\r\n\"a,b\",\"say \"\"hi\"\"\",1\r\n\"two\nlines\",\"\",\r\n",
                LINE.run("sql", "--format", "csv", question).out());
    }

    @Test
    void csvKeepsAllDigits() {
        String question =
                "SELECT 2/3::DOUBLE AS r, 12345678901234567890.1234::DECIMAL(38,4) AS d, DATE '2026-03-29' AS day, "
                        + "TIMESTAMP '2026-03-29 02:30:00.5' AS moment";
        assertEquals(
                "r,d,day,moment\r\n0.6666666666666666,12345678901234567890.1234,2026-03-29,2026-03-29 02:30:00.5\r\n",
                LINE.run("sql", "--format=csv", question).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET as_of = '2026-03-01'", "RESET as_of"})
    void settingIsToldToBeAnOptionHere(String statement) {
        Outcome outcome = CommandLine.asUser("sql", statement);
        assertEquals(2, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(
                outcome.err()
                        .contains("Give settings as options, --time-zone, --as-of, --data-through, --partial-periods."),
                outcome.err());
    }

    @Test
    void settingThatIsNoneIsStillToldSo() {
        Outcome outcome = CommandLine.asUser("sql", "SET x = y");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("There is no setting 'x'. Settings: as_of"), outcome.err());
    }

    @Test
    void momentsOfOneColumnHaveSecondsAll() {
        String question = "SELECT m FROM (VALUES (TIMESTAMP '2026-06-03 08:05:10'), (TIMESTAMP '2026-06-03 08:05:00'),"
                + " (TIMESTAMP '2026-06-03 08:05:00.5')) AS t(m) ORDER BY m";
        assertEquals(
                "m\r\n2026-06-03 08:05:00\r\n2026-06-03 08:05:00.5\r\n2026-06-03 08:05:10\r\n",
                LINE.run("sql", "--format", "csv", question).out());
        assertEquals("""
                [
                  {"m": "2026-06-03 08:05:00"},
                  {"m": "2026-06-03 08:05:00.5"},
                  {"m": "2026-06-03 08:05:10"}
                ]
                """, LINE.run("sql", "--format", "json", question).out());
    }

    @Test
    void jsonHasNumbersTextsAndNull() {
        String question = "SELECT * FROM (VALUES (1, 'a\"b\\c' || chr(9) || chr(1), NULL, TRUE, 1e300::DOUBLE), "
                + "(2, 'ü', 0.5, FALSE, 'nan'::DOUBLE)) AS t(i, s, d, b, x)";
        assertEquals("""
                [
                  {"i": 1, "s": "a\\"b\\\\c\\t\\u0001", "d": null, "b": true, "x": 1.0e300},
                  {"i": 2, "s": "ü", "d": 0.5, "b": false, "x": null}
                ]
                """, LINE.run("sql", "--format", "json", question).out());
    }

    @Test
    void emptyJsonIsAnEmptyArray() {
        assertEquals(
                "[]\n",
                LINE.run("sql", "--format", "json", "SELECT 1 AS n WHERE FALSE").out());
    }

    @Test
    void questionComesFromStandardInput() {
        assertEquals(
                "n\r\n7\r\n",
                LINE.withInput("-- a comment\nSELECT 7 AS n")
                        .run("sql", "--format", "csv", "-")
                        .out());
    }

    @Test
    void errorIsOneLineAndStatusOne() {
        Outcome outcome = LINE.run("sql", "SELECT nothing_here");
        assertEquals(1, outcome.status());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count());
        assertTrue(outcome.err().startsWith("scorecard: ") && outcome.err().contains("nothing_here"), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--modle=x", "--format"})
    void unknownOrUnfinishedOptionIsStatusTwo(String option) {
        Outcome outcome = LINE.run("sql", "SELECT 1", option);
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains(option.split("=")[0]), outcome.err());
    }

    @Test
    void missingDataFolderIsSaid() {
        Outcome outcome = LINE.run("sql", "--data", "no/such/folder", "SELECT 1");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("There is no folder 'no/such/folder'"), outcome.err());
    }

    @Test
    void nothingIsColouredOffATerminal() {
        assertFalse(LINE.run("sql", "SELECT 1 AS n").out().contains("\u001b"));
    }
}
