package io.scorecard.oracle;

import java.sql.SQLException;
import java.util.Map;

/**
 * Instants at which a customer's last paid version ended and none began: also of those who returned, or who had joined
 * in the period. The segment is the one of the opening, else the one just after the first paid start in the period.
 */
record ChurnEvents() implements Component {
    private static final String SQL = """
            WITH %s,
            event AS (
              SELECT DISTINCT v.customer_id, v.valid_to
              FROM paid v
              WHERE v.valid_to >= :s AND v.valid_to < :e
                AND NOT EXISTS (SELECT 1 FROM paid w WHERE w.customer_id = v.customer_id
                  AND w.valid_from <= v.valid_to AND (w.valid_to IS NULL OR w.valid_to > v.valid_to))),
            opened AS (
              SELECT x.customer_id,
                (SELECT COUNT(*) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.valid_from < :s AND (v.valid_to IS NULL OR v.valid_to >= :s)) AS c_open,
                (SELECT MIN(v.valid_from) FROM paid v WHERE v.customer_id = x.customer_id
                  AND v.valid_from >= :s AND v.valid_from < :e) AS c_start
              FROM event x)
            SELECT segment_value, COUNT(*) FROM (SELECT %s AS segment_value FROM opened o) g GROUP BY segment_value
            """;

    @Override
    public Map<String, Number> of(NaiveKpis asked, Period period) throws SQLException {
        String name = asked.segment();
        String segment = name == null
                ? "'" + Row.ALL + "'"
                : "COALESCE(CASE WHEN c_open > 0 THEN "
                        + asked.attributes().atBound(name, "o.customer_id", ":s") + " ELSE "
                        + asked.attributes().justAfter(name, "o.customer_id", "c_start") + " END, '" + Row.NULL + "')";
        return asked.query(SQL.formatted(GridSql.paid(asked.attributes(), "''"), segment), period, true);
    }
}
