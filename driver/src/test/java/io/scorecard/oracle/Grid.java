package io.scorecard.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Customers x periods: looks at each customer at both bounds of each period, one after the other, and adds up.
 *
 * <p>It asks the tables in the connection's current schema and works on DuckDB and PostgreSQL. A row is there for each
 * period and segment value with something in it, and for each period where no segment is asked: a row that is missing
 * is all zeros. Plan and an attribute's history are read as {@code semantics.md} 11 and 12 say. Immutable.
 *
 * <p>{@code Grid.of(connection).withHistory().by("segment").where("region", "EU").rows(Period.months(from, to))}
 */
public record Grid(
        Connection connection, boolean history, @Nullable String segment, List<Filter> filters) {
    /** The segment of subscriptions: the customer x plan entity of {@code semantics.md} 12. */
    public static final String PLAN = "subscription_plan";

    /** Customers whose attribute passes a test, in which {@code %s} stands for it. */
    record Filter(String attribute, String test) {}

    /** Everybody, not by segment, with the current attributes. */
    public static Grid of(Connection connection) {
        return new Grid(connection, false, null, List.of());
    }

    /** Attributes that {@code customer_history} holds are read as they were then. */
    public Grid withHistory() {
        return new Grid(connection, true, segment, filters);
    }

    /** By an attribute of customers, or by {@link #PLAN}. */
    public Grid by(String wanted) {
        return new Grid(connection, history, wanted, filters);
    }

    /** Only customers (with history: only ends of a movement) that have this value; null is IS NULL. */
    public Grid where(String attribute, @Nullable String value) {
        String literal = value == null ? "CAST(NULL AS VARCHAR)" : Table.literal(value);
        return whose(attribute, "%s IS NOT DISTINCT FROM " + literal);
    }

    /** The same by any test of one attribute, such as {@code %s IN ('EU', 'US') OR %s IS NULL}. */
    public Grid whose(String attribute, String test) {
        return new Grid(
                connection,
                history,
                segment,
                Stream.concat(filters.stream(), Stream.of(new Filter(attribute, test)))
                        .toList());
    }

    /**
     * Counts (Long) and money (BigDecimal) of each cell, and {@code nps} (Double or null) with {@code nps_n}.
     *
     * <p>Columns: opening_customers, closing_customers, new_customers, reactivated_customers, churned_customers,
     * transferred_customers, active_customers, retained_customers, opening_mrr, closing_mrr, new_mrr, reactivation_mrr,
     * expansion_mrr, contraction_mrr, churned_mrr, transfer_mrr, kept_mrr (the lesser of both bounds), retained_mrr
     * (closing money of the opening customers), nps, nps_n.
     */
    public List<Row> rows(List<Period> periods) throws SQLException {
        Attributes attributes = Attributes.of(this);
        Map<Row.Key, Map<String, @Nullable Object>> cells = new LinkedHashMap<>();
        add(cells, periods, GridSql.state(this, attributes, periods), GridSql.MEASURES);
        if (!PLAN.equals(segment)) {
            add(cells, periods, GridSql.nps(this, attributes, periods), List.of("nps", "nps_n"));
        }
        if (segment == null) {
            periods.forEach(period -> cells.computeIfAbsent(new Row.Key(period, Row.ALL), key -> zeros()));
        }
        List<Row> rows = new ArrayList<>();
        cells.forEach((key, values) -> rows.add(new Row(key, values)));
        return rows;
    }

    private void add(
            Map<Row.Key, Map<String, @Nullable Object>> cells, List<Period> periods, String sql, List<String> measures)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Period period = periods.get(rows.getInt("p"));
                Row.Key key =
                        segment == null ? new Row.Key(period, Row.ALL) : Row.Key.of(period, rows.getString("segment"));
                Map<String, @Nullable Object> values = cells.computeIfAbsent(key, none -> zeros());
                for (String measure : measures) {
                    values.put(measure, number(rows, measure));
                }
            }
        }
    }

    private static @Nullable Object number(ResultSet row, String measure) throws SQLException {
        return measure.equals("nps")
                ? (Object) row.getDouble(measure)
                : measure.endsWith("_mrr") ? row.getBigDecimal(measure) : (Object) row.getLong(measure);
    }

    private static Map<String, @Nullable Object> zeros() {
        Map<String, @Nullable Object> zeros = new LinkedHashMap<>();
        for (String measure : GridSql.MEASURES) {
            zeros.put(measure, measure.endsWith("_mrr") ? (Object) java.math.BigDecimal.ZERO : (Object) 0L);
        }
        zeros.put("nps", null);
        zeros.put("nps_n", 0L);
        return zeros;
    }
}
