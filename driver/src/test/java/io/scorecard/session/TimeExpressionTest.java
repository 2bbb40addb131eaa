package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time keys that are expressions: three customers pay 100, 100 and 50, the second leaves on 10 March 2026. */
class TimeExpressionTest extends OfThreeCustomers {

    private static final BigDecimal ALL_STAY = new BigDecimal("250.0000");
    private static final BigDecimal ONE_LEFT = new BigDecimal("150.0000");

    @Test
    void yearAndMonthAsNumbersAreAMonth() throws SQLException {
        String sql = "SELECT EXTRACT(YEAR FROM ts) AS y, EXTRACT(MONTH FROM ts) AS m, closing_mrr() FROM kpi"
                + " WHERE ts >= DATE '2026-02-01' GROUP BY EXTRACT(YEAR FROM ts), EXTRACT(MONTH FROM ts) ORDER BY m";
        assertEquals(List.of(List.of(2026L, 2L, ALL_STAY), List.of(2026L, 3L, ONE_LEFT)), Company.rows(three, sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATE_TRUNC('MONTH', ts)",
                "date_trunc('month', ts)",
                "DATE_TRUNC('MONTH', month)",
                "FLOOR(ts TO MONTH)"
            })
    void truncatedTimeIsAMonth(String key) throws SQLException {
        String sql = "SELECT CAST(" + key + " AS DATE) AS m, closing_mrr() FROM kpi WHERE ts >= DATE '2026-02-01'"
                + " GROUP BY CAST(" + key + " AS DATE) ORDER BY m";
        assertEquals(
                List.of(List.of(LocalDate.of(2026, 2, 1), ALL_STAY), List.of(LocalDate.of(2026, 3, 1), ONE_LEFT)),
                Company.rows(three, sql).stream()
                        .map(row -> List.of(LocalDate.parse(String.valueOf(row.get(0))), row.get(1)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ts >= TO_TIMESTAMP('2026-02-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US')",
                "ts >= TO_TIMESTAMP('2026-02-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
                "month >= TO_DATE('2026-02-01', 'YYYY-MM-DD')",
                "month >= add_days(as_of(), -59)",
                "month >= add_days(CURRENT_DATE, -59)",
                "ts >= add_days(add_days(as_of(), -60), 1)",
                "month >= '2026-02-01 -05'",
                "month >= '2026-02-01 +05:30'"
            })
    void boundIsUnderstoodAsBiToolsWriteIt(String bound) throws SQLException {
        String sql = "SELECT closing_mrr() FROM kpi WHERE " + bound + " GROUP BY month ORDER BY month";
        assertEquals(List.of(List.of(ALL_STAY), List.of(ONE_LEFT)), Company.rows(three, sql));
    }

    @Test
    void boundInAnUnknownFormatIsRefusedRatherThanGuessed() {
        SQLException refused = assertThrows(
                SQLException.class,
                () -> Company.rows(three, "SELECT closing_mrr() FROM kpi WHERE month >= TO_DATE('2461073', 'J')"));
        assertEquals("22023", refused.getSQLState());
    }

    /** As PostgreSQL does: the last of February is not meant by the thirtieth. */
    @Test
    void dayThatIsNotInTheCalendarIsRefused() {
        SQLException refused = assertThrows(
                SQLException.class,
                () -> Company.rows(
                        three, "SELECT closing_mrr() FROM kpi WHERE month >= TO_DATE('2026-02-30', 'YYYY-MM-DD')"));
        assertEquals("22023", refused.getSQLState());
    }

    /** Buckets are their first day: another day is none of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "month = DATE '2026-02-15'",
                "month IN (DATE '2026-02-15')",
                "quarter = DATE '2026-02-01'",
                "week = DATE '2026-02-11'"
            })
    void dayWithinABucketIsNoBucket(String condition) throws SQLException {
        assertEquals(
                List.of(),
                Company.rows(three, "SELECT month, closing_mrr() FROM kpi WHERE " + condition + " GROUP BY month"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "month <= now()",
                "ts < CURRENT_TIMESTAMP",
                "day < CURRENT_DATE",
                "month < date_trunc('month', now())",
                "month = date_trunc('month', CURRENT_DATE)"
            })
    void nowIsABoundLikeAnyOther(String condition) throws SQLException {
        String literal = condition
                .replace("date_trunc('month', now())", "DATE '2026-04-01'")
                .replace("date_trunc('month', CURRENT_DATE)", "DATE '2026-04-01'")
                .replace("now()", "TIMESTAMP '2026-04-01 00:00:00'")
                .replace("CURRENT_TIMESTAMP", "TIMESTAMP '2026-04-01 00:00:00'")
                .replace("CURRENT_DATE", "DATE '2026-04-01'");
        String question = "SELECT month, closing_mrr() FROM kpi WHERE %s GROUP BY month ORDER BY month";
        assertEquals(
                Company.rows(three, question.formatted(literal)), Company.rows(three, question.formatted(condition)));
    }
}
