package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.math.BigDecimal;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A {@code ?} wherever a value can stand, as in PostgreSQL, which is asked the same. */
class ParametersTest extends BothEngines {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 29);
    private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 3, 29, 10, 30);

    private static Object[] values(Object... values) {
        return values;
    }

    static Stream<Arguments> inFunctionsAndSums() {
        return Stream.of(
                of(
                        "SELECT ROUND(?, 2), ABS(?), LOWER(?), TRIM(?), LENGTH(?)",
                        values(new BigDecimal("1.235"), -5, "ABC", " x ", "four")),
                of(
                        "SELECT ABS(?), ? + 0.5, ? + ?, - ?",
                        values(new BigDecimal("-12345678901234567890.12"), new BigDecimal("0.155"), 5, 6, 7)),
                of(
                        "SELECT customer_id, COALESCE(?, industry), COALESCE(industry, ?), NULLIF(segment, ?), GREATEST(segment, ?)"
                                + " FROM customers ORDER BY 1",
                        values(JDBCType.VARCHAR, "none", "big", "c")),
                of(
                        "SELECT LEFT(customer_id || ?, ?), SUBSTRING(channel, ?, ?), REPLACE(channel, ?, ?), LPAD(status, ?, ?),"
                                + " STRPOS(channel, ?), CONCAT(?, channel), SPLIT_PART(channel, ?, 2) FROM tickets ORDER BY created_at LIMIT 3",
                        values("-x", 2, 2, 2, "a", "o", 7, "*", "a", "the ", "m")),
                of(
                        "SELECT ticket_id, handle_minutes * ?, handle_minutes / ?, MOD(ticket_id::int, ?), ticket_id::int / ?,"
                                + " ticket_id::int * ? FROM tickets ORDER BY created_at LIMIT 3",
                        values(new BigDecimal("1.19555"), 3, 3, 2, new BigDecimal("1.5"))),
                of(
                        "SELECT mrr * ? FROM subscriptions WHERE customer_id = 'a' ORDER BY mrr",
                        values(new BigDecimal("1.195551"))),
                of(
                        "SELECT created_at::date + ?, created_at::date - ?, created_at::date - ?::date, created_at + ? * INTERVAL '1 day'"
                                + " FROM tickets ORDER BY created_at LIMIT 2",
                        values(3, 4, DAY, 2)),
                of("SELECT created_at::date - ? FROM tickets ORDER BY created_at LIMIT 2", values(DAY)),
                of(
                        "SELECT EXTRACT(epoch FROM created_at - ?) FROM tickets ORDER BY created_at LIMIT 2",
                        values(MOMENT)),
                of("SELECT ?, ?, ?, ?", values("x", 5, 1.5, true)),
                of(
                        "SELECT CASE WHEN ? THEN 'a' ELSE 'b' END, CASE WHEN handle_minutes > ? THEN ? ELSE ? END FROM tickets"
                                + " ORDER BY created_at LIMIT 4",
                        values(true, 6, "long", "short")));
    }

    @ParameterizedTest
    @MethodSource
    void inFunctionsAndSums(String question, Object[] values) throws SQLException {
        assertLikePostgres(question, values);
    }

    static Stream<Arguments> inConditions() {
        String count = "SELECT COUNT(*) FROM tickets WHERE ";
        return Stream.of(
                of(count + "handle_minutes > ? + 1 AND handle_minutes < ? - 0.5", values(5, 10)),
                of(count + "customer_id IN (?, ?) AND handle_minutes BETWEEN ? AND ?", values("a", "b", 5.5, 9)),
                of(
                        count + "channel LIKE ? || '%' AND channel ILIKE ? AND LOWER(channel) = LOWER(?)",
                        values("em", "EM%", "EMAIL")),
                of(
                        count + "channel = ANY(?) AND customer_id <> ALL(?) AND handle_minutes > ?",
                        values(new String[] {"email", "phone"}, new String[] {"a", "b"}, 6)),
                of(count + "customer_id = ANY(?) OR customer_id <> ALL(?)", values(new String[] {}, new String[] {})),
                of(
                        count + "handle_minutes::int = ANY(?) AND NOT (handle_minutes::int = ANY(?))",
                        values(new Integer[] {5, 6, null}, new Integer[] {6})),
                of(
                        count + "created_at >= ?::timestamp - INTERVAL '30 days' AND created_at < ?",
                        values(MOMENT, MOMENT)),
                of(
                        count + "(? IS NULL OR channel = ?) AND customer_id IS DISTINCT FROM ?",
                        values("email", "email", JDBCType.VARCHAR)),
                of(count + "(?::text IS NULL OR channel = ?)", values(JDBCType.VARCHAR, JDBCType.VARCHAR)),
                of(
                        count + "(channel, handle_minutes) IN ((?, ?), (?, ?)) OR (customer_id, channel) = (?, ?)",
                        values("email", 5.0, "chat", 6.0, "a", "chat")),
                of(
                        "SELECT channel, COUNT(*) FILTER (WHERE handle_minutes > ?) FROM tickets GROUP BY channel"
                                + " HAVING SUM(handle_minutes) > ? + 5 ORDER BY COUNT(*) + ?",
                        values(7, 100, 1)),
                of(
                        "WITH t AS (SELECT ticket_id, handle_minutes + ? AS m FROM tickets WHERE channel = ?)"
                                + " SELECT COUNT(*), MAX(m) FROM t WHERE m > ?",
                        values(5, "email", 12)),
                of(
                        "SELECT handle_minutes, SUM(handle_minutes) OVER (ORDER BY created_at ROWS BETWEEN ? PRECEDING AND ? FOLLOWING),"
                                + " LAG(handle_minutes, ?, ?) OVER (ORDER BY created_at) FROM tickets ORDER BY created_at LIMIT ? OFFSET ?",
                        values(1, 1, 2, 0.5, 5, 1)),
                of(
                        "SELECT customer_id FROM customers ORDER BY CASE WHEN ? = 'asc' THEN customer_id END,"
                                + " CASE WHEN ? = 'desc' THEN customer_id END DESC",
                        values("desc", "desc")),
                of("SELECT COALESCE(industry, ?), COUNT(*) FROM customers GROUP BY 1 ORDER BY 1", values("none")),
                of(
                        "SELECT COUNT(*), SUM(v.n) FROM customers JOIN (VALUES (?, ?), (?, ?)) AS v(id, n) ON v.id = customer_id",
                        values("a", 1, "b", 2)),
                of(
                        "SELECT customer_id FROM customers WHERE customer_id < ? UNION ALL SELECT ? ORDER BY 1",
                        values("c", "total")));
    }

    @ParameterizedTest
    @MethodSource
    void inConditions(String question, Object[] values) throws SQLException {
        assertLikePostgres(question, values);
    }

    /** As with the values written. */
    @Test
    void inQuestionsOfKpis() throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            Company company = company(engine);
            assertEquals(
                    company.rows(
                            "SELECT month, mrr() + 5 FROM kpi WHERE month >= DATE '2026-03-01' AND month < DATE '2026-05-01'"
                                    + " AND segment IN ('big', 'other') GROUP BY month HAVING mrr() > 10.5 ORDER BY month"),
                    company.rows(
                            "SELECT month, mrr() + ? FROM kpi WHERE month >= ? - INTERVAL '2 months' AND month < ?"
                                    + " AND segment = ANY(?) GROUP BY month HAVING mrr() > ? ORDER BY month",
                            5,
                            LocalDate.of(2026, 5, 1),
                            LocalDate.of(2026, 5, 1),
                            new String[] {"big", "other"},
                            10.5));
            assertEquals(
                    company.rows("SELECT month, mrr() FROM kpi WHERE month IN (DATE '2026-03-01', DATE '2026-05-01')"
                            + " GROUP BY month ORDER BY month"),
                    company.rows(
                            "SELECT month, mrr() FROM kpi WHERE month = ANY(?) GROUP BY month ORDER BY month",
                            (Object) new String[] {"2026-03-01", "2026-05-01"}));
        }
    }

    @Test
    void whatMustBeWrittenIsSaid() {
        assertRefused("0A000", "DATE_TRUNC('month', t)", "SELECT DATE_TRUNC(?, created_at) FROM tickets");
        assertRefused("0A000", "DATE_TRUNC('month', t)", "SELECT DATE_PART(?, created_at) FROM tickets");
        assertRefused(
                "42000", "NTILE takes a written value", "SELECT NTILE(?) OVER (ORDER BY created_at) FROM tickets");
        assertRefused("42000", "TO_CHAR takes a written value", "SELECT TO_CHAR(created_at, ?) FROM tickets");
        assertRefused("0A000", "CAST(x AS DATE)", "SELECT TO_DATE(?, 'YYYY-MM-DD')");
    }

    @Test
    void theirTypesAreTold() throws SQLException {
        String question =
                "SELECT ROUND(?, 2), created_at::date - ? FROM tickets WHERE customer_id = ANY(?) AND channel LIKE ?";
        try (var prepared = company(Company.Engine.DUCKDB).prepared(question)) {
            var types = prepared.getParameterMetaData();
            assertEquals(
                    List.of("DECIMAL", "INTEGER", "VARCHAR[]", "VARCHAR"),
                    List.of(
                            types.getParameterTypeName(1),
                            types.getParameterTypeName(2),
                            types.getParameterTypeName(3),
                            types.getParameterTypeName(4)));
            assertEquals(java.sql.Types.DATE, prepared.getMetaData().getColumnType(2));
            prepared.setObject(2, DAY);
            assertEquals(java.sql.Types.BIGINT, prepared.getMetaData().getColumnType(2));
        }
    }
}
