package io.scorecard.truth;

import io.scorecard.oracle.Period;
import io.scorecard.oracle.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question to {@code kpi} about an interval of time. Immutable.
 *
 * @param measures calls; the value of {@code mrr()} is named {@code mrr}, also with a FILTER
 * @param grain a time column, or null for the interval as a whole
 * @param segment a segment's column, or null for all together
 * @param condition more of the WHERE, or empty
 * @param rollup whether totals over segments and over time are asked in the same statement
 */
record Question(
        List<String> measures,
        LocalDate from,
        LocalDate until,
        @Nullable String grain,
        @Nullable String segment,
        String condition,
        boolean rollup) {

    static Question of(List<String> measures, LocalDate from, LocalDate until) {
        return new Question(List.copyOf(measures), from, until, null, null, "", false);
    }

    /** By {@code month}, {@code week} and so on; {@code interval} is the interval as a whole. */
    Question each(String wanted) {
        return new Question(
                measures, from, until, wanted.equals("interval") ? null : wanted, segment, condition, rollup);
    }

    Question by(@Nullable String wanted) {
        return new Question(measures, from, until, grain, wanted, condition, rollup);
    }

    Question where(String wanted) {
        return new Question(measures, from, until, grain, segment, wanted, rollup);
    }

    /** Each measure filtered by its own condition. */
    Question filtered(String wanted) {
        List<String> filtered =
                measures.stream().map(m -> m + " FILTER (WHERE " + wanted + ")").toList();
        return new Question(filtered, from, until, grain, segment, condition, rollup);
    }

    Question withTotals() {
        return new Question(measures, from, until, grain, segment, condition, true);
    }

    String sql() {
        List<String> keys = keys();
        List<String> selected = new ArrayList<>(keys);
        if (rollup) {
            keys.forEach(k -> selected.add("GROUPING(" + k + ") AS no_" + k));
        }
        for (int i = 0; i < measures.size(); i++) {
            selected.add(measures.get(i) + " AS m" + i);
        }
        String group = keys.stream().collect(Collectors.joining(", "));
        return "SELECT " + String.join(", ", selected) + " FROM kpi WHERE day >= DATE '" + from + "' AND day < DATE '"
                + until + "'" + (condition.isEmpty() ? "" : " AND " + condition)
                + (group.isEmpty() ? "" : " GROUP BY " + (rollup ? "ROLLUP(" + group + ")" : group));
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        if (grain != null) {
            keys.add(grain);
        }
        if (segment != null) {
            keys.add(segment);
        }
        return keys;
    }

    List<Row> rows(Connection connection) throws SQLException {
        Map<LocalDate, Period> periods = buckets();
        List<Row> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql())) {
            while (rows.next()) {
                read.add(row(rows, periods));
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\n  in " + sql(), e.getSQLState(), e.getErrorCode(), e);
        }
        return read;
    }

    private Row row(ResultSet row, Map<LocalDate, Period> periods) throws SQLException {
        Period period = Period.of(from, until);
        if (grain != null && !isTotal(row, grain)) {
            LocalDate day = row.getDate(grain).toLocalDate();
            period = periods.getOrDefault(day, Period.of(day, day));
        }
        Row.Key key = segment == null || isTotal(row, segment)
                ? new Row.Key(period, Row.ALL)
                : Row.Key.of(period, row.getString(segment));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < measures.size(); i++) {
            values.put(name(measures.get(i)), row.getObject("m" + i));
        }
        return new Row(key, values);
    }

    private boolean isTotal(ResultSet row, String key) throws SQLException {
        return rollup && row.getLong("no_" + key) == 1;
    }

    static String name(String call) {
        return call.contains("()") ? call.substring(0, call.indexOf("()")) : call;
    }

    /** What the grain makes of the interval. */
    List<Period> periods() {
        return switch (grain == null ? "interval" : grain) {
            case "month" -> Period.months(from, until);
            case "quarter" -> Period.quarters(from, until);
            case "week" -> Period.weeks(from, until);
            case "day" -> Period.days(from, until);
            default -> List.of(Period.of(from, until));
        };
    }

    /** The periods by the first day of their bucket, which may lie before a cut period. */
    Map<LocalDate, Period> buckets() {
        Map<LocalDate, Period> buckets = new LinkedHashMap<>();
        periods().forEach(p -> buckets.put(bucket(p), p));
        return buckets;
    }

    private LocalDate bucket(Period period) {
        LocalDate day = period.start().toLocalDate();
        return switch (grain == null ? "interval" : grain) {
            case "month" -> day.withDayOfMonth(1);
            case "quarter" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1);
            default -> day;
        };
    }
}
