package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What analysts write for PostgreSQL and other engines have otherwise, asked of PostgreSQL too; and what is refused. */
class SoughtIdiomsTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT $$it's$$, $q$a \"b\" $$ c$q$, 'a$$b', COUNT(*) FROM tickets WHERE channel = $$chat$$",
                "SELECT E'a\\tb', E'it\\'s -- no', E'it''s', E'\\\\', e'\\x41\\101\\7\\u00e9\\U0001F600', E'\\q', 'E''x', $$E'\\n$$, E'$$\\t$$',"
                        + " channel ~ E'^c\\\\w+$', format(E'%s\\t%s', channel, 1), channel LIKE E'c%' FROM tickets WHERE channel = E'ch\\x61t'",
                "SELECT 1 /* a /* b */ c */ + 1, '/* a', \"x\" /* it's /* '*/ */ FROM (VALUES (1)) AS t(\"x\") /*/*/*/**/*/*/*/",
                "SELECT COUNT(*) FILTER (WHERE channel LIKE ANY (ARRAY['em%', 'x%'])), COUNT(*) FILTER (WHERE channel ILIKE SOME (ARRAY['EM%'])),"
                        + " COUNT(*) FILTER (WHERE channel LIKE ALL (ARRAY['em%', '%l'])), COUNT(*) FILTER (WHERE channel NOT LIKE ALL (ARRAY['em%'])),"
                        + " COUNT(*) FILTER (WHERE channel NOT ILIKE ALL ('{EM%,x}')), COUNT(*) FILTER (WHERE channel NOT LIKE ANY ('{em%,x}')),"
                        + " COUNT(*) FILTER (WHERE NOT customer_id || 'x' LIKE ANY (ARRAY['a%', NULL])),"
                        + " COUNT(*) FILTER (WHERE channel LIKE ANY (ARRAY[customer_id || '%', 'e%']) OR customer_id LIKE ANY ('{a%}')) FROM tickets",
                "SELECT x, x SIMILAR TO 'a.c', x SIMILAR TO 'a_c', x NOT SIMILAR TO '%(b|d)%', x SIMILAR TO '[a-c]+', x SIMILAR TO 'a\\%c',"
                        + " x SIMILAR TO 'a#%c' ESCAPE '#', x SIMILAR TO 'a{2}%', x SIMILAR TO '[]%]+', x SIMILAR TO '[^]a]%', x SIMILAR TO '[[:alpha:]_]+', x SIMILAR TO '%[%_]%', x SIMILAR TO '^abc$', x SIMILAR TO '[^b]%'"
                        + " FROM (VALUES ('abc'), ('a.c'), ('a%c'), ('aac'), ('xbx'), ('a\nc'), ('^abc$'), (']%'), (''), (NULL)) AS t(x) ORDER BY x",
                "SELECT format('%s-%s', channel, handle_minutes), format('%s', customer_id), format('100%%'), format('%s: %s%%', created_at, 5),"
                        + " format('<%s>', NULL), format('%s', created_at::date) FROM tickets ORDER BY created_at",
                "SELECT overlay('Txxxxas' placing 'hom' from 2 for 4), overlay(channel placing customer_id from 2),"
                        + " overlay(channel placing 'xyz' from 5), overlay(channel placing '' from 2 for 0) FROM tickets ORDER BY created_at",
                "SELECT date_bin('15 minutes', created_at, TIMESTAMP '2001-01-01'), date_bin('7 days', created_at, '2026-01-01 06:00:00'),"
                        + " date_bin('1 day 6 hours', created_at::date::timestamp, TIMESTAMP '2025-06-01'), COUNT(*) FROM tickets GROUP BY 1, 2, 3 ORDER BY 1",
                "SELECT TIMESTAMP '2026-01-31 00:00:00' + make_interval(0, 1), TIMESTAMP '2024-02-29 00:00:00' + make_interval(years => 1, months => 1),"
                        + " TIMESTAMP '2026-03-31 00:00:00' - make_interval(months => 1, days => 1, hours => 2, mins => 30, secs => 5.5),"
                        + " make_interval(hours => 30)",
                "SELECT created_at + make_interval(hours => handle_minutes::int), make_interval(weeks => 2) + created_at,"
                        + " created_at - make_interval(months => 1, days => handle_minutes::int) FROM tickets ORDER BY created_at",
                "SELECT COUNT(*) FROM tickets WHERE TIMESTAMP '2026-06-30' - created_at < make_interval(days => 10)",
            })
    void likePostgres(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @Test
    void patternsMayBeAnArrayOfParameters() throws SQLException {
        String sql = "SELECT COUNT(*) FROM tickets WHERE channel LIKE ANY (?) AND handle_minutes > ?";
        assertLikePostgres(sql, new String[] {"em%", "x%"}, 6);
        assertLikePostgres(sql, new String[] {"ch%"}, 8);
        assertLikePostgres(sql, new String[] {}, 8);
        assertLikePostgres(
                "SELECT COUNT(*) FROM tickets WHERE channel NOT ILIKE ALL (?)", (Object) new String[] {"EM%", "x"});
    }

    @Test
    void kpiIsAskedBySeveralPatterns() throws SQLException {
        String byHand =
                "SELECT c.segment, SUM(mrr) FROM subscriptions JOIN customers c USING (customer_id) WHERE valid_to IS NULL"
                        + " AND industry IN ('retail', 'energy') GROUP BY 1 ORDER BY 1";
        assertSame(
                "SELECT segment, mrr() FROM kpi WHERE industry LIKE ANY (ARRAY['re%', 'en%']) GROUP BY 1 ORDER BY 1",
                byHand);
        assertSame("SELECT segment, mrr() FROM kpi WHERE industry SIMILAR TO '(re|en)%' GROUP BY 1 ORDER BY 1", byHand);
        assertSame(
                "SELECT month, ticket_volume() FROM kpi WHERE month >= DATE '2026-07-01' - make_interval(months => 1) GROUP BY month",
                "SELECT DATE '2026-06-01', COUNT(*) FROM tickets WHERE created_at >= DATE '2026-06-01' AND created_at < DATE '2026-07-01'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0A000 | EXISTS ( | SELECT COUNT(*) FROM tickets WHERE channel LIKE ANY (SELECT 'em%')",
                "0A000 | EXISTS ( | SELECT COUNT(*) FROM tickets WHERE channel LIKE ANY (channel)",
                "0A000 | Write the pattern | SELECT COUNT(*) FROM tickets WHERE channel SIMILAR TO customer_id",
                "22023 | escape | SELECT COUNT(*) FROM tickets WHERE channel SIMILAR TO 'a\\'",
                "0A000 | %s-%s | SELECT format('%I', channel) FROM tickets",
                "0A000 | %s-%s | SELECT format(channel, 1) FROM tickets",
                "22023 | fewer values | SELECT format('%s %s', channel) FROM tickets",
                "0A000 | from 1 | SELECT overlay(channel placing 'x' from 0) FROM tickets",
                "0A000 | date_trunc | SELECT date_bin('1 month', created_at, DATE '2026-01-01') FROM tickets",
                "0A000 | of one unit | SELECT make_interval(months => 1, days => 2)",
                "22023 | whole numbers | SELECT make_interval(days => 1.5)",
                "22023 | hours | SELECT make_interval(day => 1)",
                "42000 | whole numbers | SELECT created_at + make_interval(days => handle_minutes) FROM tickets",
                "42000 | whole numbers | SELECT created_at + make_interval(hours => handle_minutes / 2) FROM tickets",
                "0A000 | two ways | SELECT COUNT(*) FROM tickets WHERE channel SIMILAR TO '[a[]%'",
                "42601 | a(.*)b | SELECT substring(channel similar '%#\"a#\"%' escape '#') FROM tickets",
                "42601 | FROM 1 FOR 2 | SELECT substring(channel for 2) FROM tickets",
                "22023 | 0 or more | SELECT substring('abc' from 2 for -1)",
                "22023 | from 1 | SELECT split_part('a-b', '-', 0)",
                "42601 | each comment in it | SELECT 1 /* a /* b */",
                "42601 | This is no character | SELECT E'\\xe4'",
                "0A000 | joined to itself | SELECT a.month, mrr() FROM kpi a JOIN kpi b ON b.month = a.month - INTERVAL '1' MONTH GROUP BY a.month",
                "0A000 | joined to itself | SELECT mrr() FROM kpi a, kpi b WHERE a.segment = b.segment",
                "42601 | It ends with $x$ | SELECT $x$never$$",
            })
    void othersAreRefusedWithAdvice(String state, String words, String sql) {
        assertRefused(state, words, sql);
    }
}
