package io.scorecard.rules;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of a text that a regular expression takes: PostgreSQL's, or none. */
class RegularExpressionsTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o.b",
                "o(.)b",
                "nothing",
                "https?://(?:www\\.)?([^/]+)",
                "\\d+(?:,\\d+)?",
                "\\d{4}-(\\d\\d)",
                "<(.*?)>",
                "[a-m]+",
                "\\w+",
                "(\\w+) (\\w+)",
                "(?:a|b)(c)",
                "(?:\\w+ )+",
                "[(](.)[)]",
                "\\((.*)\\)",
            })
    void asPostgresTakesIt(String pattern) throws SQLException {
        String texts =
                " FROM (VALUES ('foobar'), ('https://www.a-b.de/x?y'), ('12,50 of 2026-03-01'), ('a<b>c<d>'), ('xäöü yz bc 1'),"
                        + " ('f(x) and (y)'), (''), (NULL)) AS v(t) ORDER BY t";
        assertLikePostgres("SELECT t, substring(t from '" + pattern + "'), substring(t, '" + pattern + "')" + texts);
        assertLikePostgres("SELECT t, regexp_replace(t, '" + pattern + "', '#'), regexp_replace(t, '" + pattern
                + "', '#', 'g')" + texts);
    }

    /** Letters are those of any language, and words end at them. */
    @Test
    void lettersAreNotOnlyThoseFromAToZ() throws SQLException {
        String texts =
                " FROM (VALUES ('arm'), ('w\u00e4rm'), ('armut'), ('alarm'), ('Arms'), ('ein bein, arm'), ('\u00e4rm'), ('arm\u00e4'),"
                        + " ('\u00c4rm'), ('a \u00fc'), ('-\u00e4'), ('\u00df1'), ('a_b'), ('zz'), (''), (NULL)) AS v(t) ORDER BY t";
        assertLikePostgres(
                "SELECT t, t ~ '[[:alpha:]]+$', t ~ '^[[:upper:]]', t ~ '^[^[:alnum:]]', t ~ '[[:lower:][:digit:]]$',"
                        + " t ~ '^[[:alpha:]_-]+$', t ~ '[[:space:]]', t ~ '[^\\w]', t SIMILAR TO '[[:alpha:]]+'"
                        + texts);
        assertLikePostgres("SELECT t, t ~ '\\yarms?\\y', t ~* '\\yARM', t ~ 'arm\\y', t ~ '\\y(arm|bein)\\y',"
                + " t ~ '\\yarm\\y|\\ybein\\y|z.', t !~ '\\y\\w+\\y'" + texts);
        assertLikePostgres(
                "SELECT t, regexp_replace(t, '[[:alpha:]]+', '#', 'g'), substring(t from '[[:upper:]]+')" + texts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[:punct:] | SELECT channel ~ '[[:punct:]]' FROM tickets",
                "in this place | SELECT channel ~ 'a\\y-' FROM tickets",
                "in this place | SELECT regexp_replace(channel, '\\ya', 'x') FROM tickets",
                "flags | SELECT regexp_replace(channel, '[^a]', 'x', 'n') FROM tickets",
                "flags | SELECT regexp_replace(channel, 'a.', 'x', 'gp') FROM tickets",
                "fits nothing | SELECT regexp_replace(channel, ' *$', '-', 'g') FROM tickets",
            })
    void whatDuckDbReadsOtherwiseIsRefused(String words, String sql) {
        company(Company.Engine.DUCKDB).assertRefused("0A000", words, sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\0", "\\&", "<\\&>", "\\1\\2", "\\\\", "\\\\1", "\\n", "&", "$1", "\\", "x\\"})
    void whatIsPutInIsPostgres(String instead) throws SQLException {
        for (String flags : List.of("", ", 'g'", ", 'gi'", ", 'c'")) {
            assertLikePostgres("SELECT regexp_replace(channel || 'Aaa', '(a)(.)', '" + instead + "'" + flags
                    + ") FROM tickets ORDER BY created_at");
        }
    }

    @Test
    void blanksAtTheEndAreTakenAway() throws SQLException {
        assertLikePostgres(
                "SELECT regexp_replace(channel || '  ', ' *$', '', 'g') || '|', regexp_replace(channel, '^', '>', 'g'),"
                        + " regexp_replace(channel || '  ', ' *$', '|') FROM tickets ORDER BY created_at");
    }

    /** PostgreSQL takes the longest match, or the shortest, whatever stands first; DuckDB goes from piece to piece. */
    @ParameterizedTest
    @ValueSource(strings = {"Y*?([0-9]{1,3})", "a{1,2}(ab)?", "(aba?)+", "(a|ab)(c|bcd)?", "x|a(b)|ab", "x[a-c]*?|b"})
    void whatDependsOnTheEngineIsRefused(String pattern) throws SQLException {
        company(Company.Engine.DUCKDB)
                .assertRefused(
                        "0A000",
                        "PostgreSQL takes",
                        "SELECT regexp_replace(channel, '" + pattern + "', 'x') FROM tickets");
        company(Company.Engine.DUCKDB)
                .assertRefused(
                        "0A000",
                        "over files or DuckDB",
                        "SELECT substring(channel from '" + pattern + "') FROM tickets");
        String there = "SELECT substring(channel from '" + pattern + "') FROM tickets ORDER BY created_at";
        company(Company.Engine.POSTGRESQL).assertSame(there, there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(c)?", "(a)|b", "(?:x(a))?b"})
    void aGroupThatMayBeMissingIsRefused(String pattern) {
        company(Company.Engine.DUCKDB)
                .assertRefused(
                        "0A000", "always there", "SELECT substring(channel from '" + pattern + "') FROM tickets");
    }

    @Test
    void functionsOfPostgresThatAreNotOursAdviseAnother() {
        assertRefused("42883", "SUBSTRING(x FROM", "SELECT regexp_match(channel, 'a') FROM tickets");
        assertRefused("42883", "SPLIT_PART", "SELECT string_to_array(channel, 'a') FROM tickets");
        assertRefused("0A000", "FROM 'a(.*)b'", "SELECT substring(channel from '%#\"o_b#\"%' for '#') FROM tickets");
        assertRefused(
                "0A000",
                "generate_series(1, 10)",
                "WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT SUM(n) FROM t");
    }

    @Test
    void kpiIsGroupedByPartOfASegment() throws SQLException {
        assertSame(
                "SELECT substring(industry from '^(.).'), mrr() FROM kpi GROUP BY 1 ORDER BY 1",
                "SELECT SUBSTRING(industry, 1, 1), SUM(CASE WHEN valid_to IS NULL THEN mrr ELSE 0 END) FROM subscriptions"
                        + " JOIN customers USING (customer_id) GROUP BY 1 ORDER BY 1 NULLS LAST");
    }
}
