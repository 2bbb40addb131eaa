package io.scorecard.oracle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a KPI's rows come from its components; a segment that one of them lacks has 0 there. */
interface Formula {
    List<Row> rows(NaiveKpis asked, Period period) throws SQLException;

    /** Numerator by denominator as a double; NULL where the denominator is 0. */
    static Formula ratio(Component numerator, Component denominator) {
        return (asked, period) -> {
            Map<String, Number> above = numerator.of(asked, period);
            Map<String, Number> below = denominator.of(asked, period);
            Set<String> segments = new LinkedHashSet<>(above.keySet());
            segments.addAll(below.keySet());
            if (asked.segment() == null) {
                segments.add(Row.ALL);
            }
            List<Row> rows = new ArrayList<>();
            for (String segment : segments) {
                Number top = above.getOrDefault(segment, 0L);
                Number bottom = below.getOrDefault(segment, 0L);
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                values.put("value", bottom.doubleValue() == 0 ? null : top.doubleValue() / bottom.doubleValue());
                values.put("numerator", top);
                values.put("denominator", bottom);
                rows.add(new Row(new Row.Key(period, segment), values));
            }
            return rows;
        };
    }

    /** The component itself, 0 where nothing happened. */
    static Formula sum(Component component) {
        return (asked, period) -> {
            Map<String, Number> found = new LinkedHashMap<>(component.of(asked, period));
            if (asked.segment() == null) {
                found.putIfAbsent(Row.ALL, 0L);
            }
            return found.entrySet().stream()
                    .map(entry -> row(period, entry.getKey(), entry.getValue()))
                    .toList();
        };
    }

    /** The component where it has rows, NULL where it has none: for scores, which know no 0 of nothing. */
    static Formula score(Component component) {
        return (asked, period) -> {
            Map<String, Number> found = component.of(asked, period);
            return found.isEmpty() && asked.segment() == null
                    ? List.of(row(period, Row.ALL, null))
                    : found.entrySet().stream()
                            .map(entry -> row(period, entry.getKey(), entry.getValue()))
                            .toList();
        };
    }

    /** The value alone, changed; NULL stays NULL, and so does what is not finite. */
    default Formula then(Function<Double, Double> change) {
        return (asked, period) -> rows(asked, period).stream()
                .map(row -> row(
                        period,
                        row.key().segment(),
                        row.value("value") instanceof Number value ? finite(change.apply(value.doubleValue())) : null))
                .toList();
    }

    /** The product of two values, NULL where one of them is. */
    default Formula times(Formula other) {
        return (asked, period) -> {
            Map<String, @Nullable Object> right = new LinkedHashMap<>();
            other.rows(asked, period).forEach(row -> right.put(row.key().segment(), row.value("value")));
            return rows(asked, period).stream()
                    .map(row -> row(
                            period,
                            row.key().segment(),
                            row.value("value") instanceof Number x
                                            && right.get(row.key().segment()) instanceof Number y
                                    ? x.doubleValue() * y.doubleValue()
                                    : null))
                    .toList();
        };
    }

    private static @Nullable Double finite(Double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static Row row(Period period, String segment, @Nullable Number value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("value", value);
        return new Row(new Row.Key(period, segment), values);
    }
}
