package io.scorecard.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An aggregate over the rows {@code f} of one relation whose instant lies in the period.
 *
 * <p>{@code :s}, {@code :e} and {@code :now} in the condition stand for the period's bounds and the as-of instant. The
 * segment is the attribute just after the row's instant; rows without customer are the NULL segment.
 *
 * @param counts whether the aggregate is a count (Long), else it is a double
 */
record Fact(String relation, String instant, String condition, String aggregate, boolean counts) implements Component {

    static Fact count(String relation, String instant, String condition) {
        return new Fact(relation, instant, condition, "COUNT(*)", true);
    }

    static Fact number(String relation, String instant, String condition, String aggregate) {
        return new Fact(relation, instant, condition, aggregate, false);
    }

    /** The same rows and more conditions. */
    Fact and(String more) {
        return new Fact(relation, instant, condition + " AND " + more, aggregate, counts);
    }

    @Override
    public Map<String, Number> of(NaiveKpis asked, Period period) throws SQLException {
        String segment = asked.segment() == null
                ? "'" + Row.ALL + "'"
                : "COALESCE("
                        + asked.attributes().justAfter(asked.segment(), "f.customer_id", "f." + instant)
                        + ", '" + Row.NULL + "')";
        String sql = "SELECT segment_value, " + aggregate + " FROM (SELECT f.*, " + segment + " AS segment_value FROM "
                + relation + " f WHERE f." + instant + " >= :s AND f." + instant + " < :e AND " + condition
                + ") g GROUP BY segment_value";
        return asked.query(sql, period, counts);
    }

    /** Reads (segment, amount) rows; an amount that is NULL stands for no rows. */
    static Map<String, Number> read(Statement statement, String sql, boolean counts) throws SQLException {
        Map<String, Number> amounts = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Number amount = counts ? (Number) rows.getLong(2) : (Number) rows.getDouble(2);
                if (!rows.wasNull()) {
                    amounts.put(rows.getString(1), amount);
                }
            }
        }
        return amounts;
    }
}
