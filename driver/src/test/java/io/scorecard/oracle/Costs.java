package io.scorecard.oracle;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Costs of some categories: each spread over its own days, shared ones divided by the weights of its own days.
 *
 * <p>Direct ones are their customer's, linked ones their ticket's customer's. Shared ones go by handle minutes of the
 * customers' tickets, by their number where no minutes are known, and stay without customer where there is no ticket:
 * that rest is in the NULL segment, so that the segments add up to the total.
 */
record Costs(boolean allocated, String... categories) implements Component {
    private static final String SQL = """
            WITH day(d) AS (VALUES %s),
            cost AS (
              SELECT c.cost_id, c.customer_id, c.ticket_id, c.period_start AS first_day,
                COALESCE(c.period_end, c.period_start) AS last_day,
                CAST(c.amount AS DOUBLE PRECISION)
                  / (COALESCE(c.period_end, c.period_start) - c.period_start + 1) AS daily
              FROM costs c WHERE c.category IN (%s)),
            weight AS (
              SELECT c.cost_id, t.customer_id, COALESCE(SUM(t.handle_minutes), 0) AS minutes, COUNT(*) AS tickets
              FROM cost c JOIN tickets t ON t.created_at >= c.first_day AND t.created_at < c.last_day + INTERVAL '1' DAY
              WHERE c.customer_id IS NULL AND c.ticket_id IS NULL AND t.customer_id IS NOT NULL
                AND COALESCE(t.is_deleted, FALSE) = FALSE AND t.status <> 'deleted' AND %s
              GROUP BY c.cost_id, t.customer_id),
            total AS (SELECT cost_id, SUM(minutes) AS minutes, SUM(tickets) AS tickets FROM weight GROUP BY cost_id),
            share AS (
              SELECT c.cost_id, c.customer_id, 1.0 AS part FROM cost c WHERE c.customer_id IS NOT NULL
              UNION ALL
              SELECT c.cost_id, (SELECT t.customer_id FROM tickets t WHERE t.ticket_id = c.ticket_id), 1.0
              FROM cost c WHERE c.customer_id IS NULL AND c.ticket_id IS NOT NULL
              UNION ALL
              SELECT w.cost_id, w.customer_id, CASE WHEN t.minutes > 0
                THEN CAST(w.minutes AS DOUBLE PRECISION) / t.minutes
                ELSE CAST(w.tickets AS DOUBLE PRECISION) / t.tickets END
              FROM weight w JOIN total t ON t.cost_id = w.cost_id
              UNION ALL
              SELECT c.cost_id, CAST(NULL AS VARCHAR), 1.0 FROM cost c
              WHERE c.customer_id IS NULL AND c.ticket_id IS NULL AND c.cost_id NOT IN (SELECT cost_id FROM total)),
            allocated AS (
              SELECT s.customer_id, CAST(d AS TIMESTAMP) AS spent_at, c.daily * s.part AS amount
              FROM cost c JOIN day ON d >= c.first_day AND d <= c.last_day JOIN share s ON s.cost_id = c.cost_id)
            SELECT segment_value, SUM(amount)
            FROM (SELECT a.amount, %s AS segment_value FROM allocated a) g GROUP BY segment_value
            """;

    /** Shared ones divided among customers. */
    static Costs allocated(String... categories) {
        return new Costs(true, categories);
    }

    /** Shared ones left without customer. */
    static Costs booked(String... categories) {
        return new Costs(false, categories);
    }

    @Override
    public Map<String, Number> of(NaiveKpis asked, Period period) throws SQLException {
        String days = Stream.iterate(
                        period.start(), day -> day.isBefore(period.end()), (LocalDateTime day) -> day.plusDays(1))
                .map(day -> "(" + Table.literal(day.toLocalDate()) + ")")
                .collect(Collectors.joining(", "));
        String segment = asked.segment() == null
                ? "'" + Row.ALL + "'"
                : "COALESCE(" + asked.attributes().justAfter(asked.segment(), "a.customer_id", "a.spent_at") + ", '"
                        + Row.NULL + "')";
        String wanted = Arrays.stream(categories).map(Table::literal).collect(Collectors.joining(", "));
        return asked.query(SQL.formatted(days, wanted, allocated ? "TRUE" : "FALSE", segment), period, false);
    }
}
