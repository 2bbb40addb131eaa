package io.scorecard.oracle;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The grid's two statements: each cell counts the paid versions at its bounds by a scalar subquery.
 *
 * <p>An entity is a customer, or customer x plan; names with {@code c_} are the customer's, by which a movement is
 * classified, names with {@code e_} the entity's, whose money moves.
 */
final class GridSql {
    static final List<String> MEASURES = List.of(
            "opening_customers",
            "closing_customers",
            "new_customers",
            "reactivated_customers",
            "churned_customers",
            "transferred_customers",
            "active_customers",
            "retained_customers",
            "opening_mrr",
            "closing_mrr",
            "new_mrr",
            "reactivation_mrr",
            "expansion_mrr",
            "contraction_mrr",
            "churned_mrr",
            "transfer_mrr",
            "kept_mrr",
            "retained_mrr");

    private static final String PAID = """
            paid AS (
              SELECT v.customer_id, %s AS k, %s AS mrr, v.valid_from, v.valid_to
              FROM subscriptions v
              WHERE v.status IN ('active', 'past_due') AND %s > 0
                AND (v.valid_to IS NULL OR v.valid_to > v.valid_from))
            """;

    private static final String CELLS = """
            entity AS (SELECT DISTINCT customer_id, k FROM paid),
            cell AS (
              SELECT p, s, e, x.customer_id,
                (SELECT COUNT(*) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.valid_from < s AND (v.valid_to IS NULL OR v.valid_to >= s)) AS c_open,
                (SELECT COUNT(*) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.valid_from < e AND (v.valid_to IS NULL OR v.valid_to >= e)) AS c_close,
                (SELECT COUNT(*) FROM paid v WHERE v.customer_id = x.customer_id AND v.valid_from < s) AS c_before,
                (SELECT MIN(v.valid_from) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.valid_from >= s AND v.valid_from < e) AS c_start,
                (SELECT COUNT(*) FROM paid v WHERE v.customer_id = x.customer_id AND v.k IS NOT DISTINCT FROM x.k
                  AND v.valid_from < s AND (v.valid_to IS NULL OR v.valid_to >= s)) AS e_open,
                (SELECT COALESCE(SUM(v.mrr), 0) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.k IS NOT DISTINCT FROM x.k
                  AND v.valid_from < s AND (v.valid_to IS NULL OR v.valid_to >= s)) AS m_open,
                (SELECT COUNT(*) FROM paid v WHERE v.customer_id = x.customer_id AND v.k IS NOT DISTINCT FROM x.k
                  AND v.valid_from < e AND (v.valid_to IS NULL OR v.valid_to >= e)) AS e_close,
                (SELECT COALESCE(SUM(v.mrr), 0) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.k IS NOT DISTINCT FROM x.k
                  AND v.valid_from < e AND (v.valid_to IS NULL OR v.valid_to >= e)) AS m_close,
                (SELECT MIN(v.valid_from) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.k IS NOT DISTINCT FROM x.k AND v.valid_from >= s AND v.valid_from < e) AS e_start,
                x.k
              FROM period CROSS JOIN entity x)
            """;

    private static final String SUMS = """
            SUM(CASE WHEN part = 'origin' AND e_open > 0 THEN 1 ELSE 0 END) AS opening_customers,
            SUM(CASE WHEN part = 'closing' THEN 1 ELSE 0 END) AS closing_customers,
            SUM(CASE WHEN part = 'origin' AND kind = 'new' THEN 1 ELSE 0 END) AS new_customers,
            SUM(CASE WHEN part = 'origin' AND kind = 'reactivation' THEN 1 ELSE 0 END) AS reactivated_customers,
            SUM(CASE WHEN part = 'origin' AND kind = 'churn' THEN 1 ELSE 0 END) AS churned_customers,
            SUM(CASE WHEN part = 'closing' THEN 1 WHEN part = 'origin' AND kind <> 'churn' THEN -1 ELSE 0 END)
              AS transferred_customers,
            SUM(CASE WHEN part = 'active' THEN 1 ELSE 0 END) AS active_customers,
            SUM(CASE WHEN part = 'origin' AND kind = 'kept' THEN 1 ELSE 0 END) AS retained_customers,
            SUM(CASE WHEN part = 'origin' THEN m_open ELSE 0 END) AS opening_mrr,
            SUM(CASE WHEN part = 'closing' THEN m_close ELSE 0 END) AS closing_mrr,
            SUM(CASE WHEN part = 'origin' AND kind = 'new' THEN m_close ELSE 0 END) AS new_mrr,
            SUM(CASE WHEN part = 'origin' AND kind = 'reactivation' THEN m_close ELSE 0 END) AS reactivation_mrr,
            SUM(CASE WHEN part = 'origin' AND kind = 'kept' AND m_close > m_open THEN m_close - m_open ELSE 0 END)
              AS expansion_mrr,
            SUM(CASE WHEN part = 'origin' AND kind = 'kept' AND m_close < m_open THEN m_close - m_open ELSE 0 END)
              AS contraction_mrr,
            SUM(CASE WHEN part = 'origin' AND kind = 'churn' THEN -m_open ELSE 0 END) AS churned_mrr,
            SUM(CASE WHEN part = 'closing' THEN m_close WHEN part = 'origin' AND kind = 'left' THEN -m_open
              WHEN part = 'origin' THEN -m_close ELSE 0 END) AS transfer_mrr,
            SUM(CASE WHEN part = 'origin' AND e_open > 0 AND m_close < m_open THEN m_close
              WHEN part = 'origin' AND e_open > 0 THEN m_open ELSE 0 END) AS kept_mrr,
            SUM(CASE WHEN part = 'origin' AND e_open > 0 THEN m_close ELSE 0 END) AS retained_mrr
            """;

    private GridSql() {}

    /** What an entity did: by the customer first, and only for a customer who stays by the entity itself. */
    private static final String KIND = """
            CASE WHEN c_open = 0 AND c_before = 0 THEN 'new'
              WHEN c_open = 0 THEN 'reactivation'
              WHEN c_close = 0 THEN 'churn'
              WHEN e_close = 0 THEN 'left'
              ELSE 'kept' END""";

    /** The paid versions with their segment, as a named query. */
    static String paid(Attributes attributes, String segment) {
        return PAID.formatted(segment, attributes.mrr(), attributes.mrr());
    }

    static String state(Grid grid, Attributes attributes, List<Period> periods) {
        boolean byPlan = Grid.PLAN.equals(grid.segment());
        String origin = part(
                grid,
                "origin",
                "e_open > 0 OR (c_open = 0 AND e_close > 0)",
                name -> "CASE WHEN c_open > 0 THEN " + attributes.atBound(name, "cell.customer_id", "s") + " ELSE "
                        + attributes.justAfter(name, "cell.customer_id", "c_start") + " END");
        String active = part(
                grid,
                "active",
                "e_open > 0 OR e_start IS NOT NULL",
                name -> "CASE WHEN e_open > 0 THEN " + attributes.atBound(name, "cell.customer_id", "s") + " ELSE "
                        + attributes.justAfter(name, "cell.customer_id", "e_start") + " END");
        String closing =
                part(grid, "closing", "e_close > 0", name -> attributes.atBound(name, "cell.customer_id", "e"));
        return "WITH " + periods(periods) + ",\n" + paid(attributes, byPlan ? attributes.plan() : "''") + ",\n" + CELLS
                + ",\npart AS (\n" + origin + "\nUNION ALL\n" + active + "\nUNION ALL\n" + closing
                + ")\nSELECT p, segment,\n"
                + SUMS + "FROM part" + filter(grid) + " GROUP BY p, segment ORDER BY p, segment";
    }

    private static String part(Grid grid, String part, String when, UnaryOperator<String> attribute) {
        return "SELECT p, '" + part + "' AS part, " + KIND + " AS kind, e_open, e_close, m_open, m_close"
                + segments(grid, attribute) + "\nFROM cell WHERE " + when;
    }

    private static String segments(Grid grid, UnaryOperator<String> attribute) {
        String segment = grid.segment();
        String value =
                segment == null ? "CAST(NULL AS VARCHAR)" : segment.equals(Grid.PLAN) ? "k" : attribute.apply(segment);
        return ", " + value + " AS segment"
                + IntStream.range(0, grid.filters().size())
                        .mapToObj(i ->
                                ", " + attribute.apply(grid.filters().get(i).attribute()) + " AS filter" + i)
                        .collect(Collectors.joining());
    }

    private static String filter(Grid grid) {
        return IntStream.range(0, grid.filters().size())
                .mapToObj(i -> "(" + grid.filters().get(i).test().replace("%s", "filter" + i) + ")")
                .collect(Collectors.joining(" AND ", grid.filters().isEmpty() ? "" : " WHERE ", ""));
    }

    static String nps(Grid grid, Attributes attributes, List<Period> periods) {
        return "WITH " + periods(periods) + ",\nanswer AS (SELECT p, a.score"
                + segments(grid, name -> attributes.justAfter(name, "a.customer_id", "a.responded_at"))
                + """

                FROM period JOIN surveys a ON a.responded_at >= s AND a.responded_at < e
                WHERE a.survey_type = 'nps' AND a.score >= 0 AND a.score <= 10)
                SELECT p, segment, COUNT(*) AS nps_n,
                  CAST(100 * SUM(CASE WHEN score > 8 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) AS DOUBLE PRECISION)
                    / COUNT(*) AS nps
                FROM answer"""
                + filter(grid) + " GROUP BY p, segment ORDER BY p, segment";
    }

    static String periods(List<Period> periods) {
        return IntStream.range(0, periods.size())
                .mapToObj(i -> "(" + i + ", " + Table.literal(periods.get(i).start()) + ", "
                        + Table.literal(periods.get(i).end()) + ")")
                .collect(Collectors.joining(", ", "period(p, s, e) AS (VALUES ", ")"));
    }
}
