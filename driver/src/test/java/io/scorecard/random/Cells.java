package io.scorecard.random;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An answer of measures by keys: for each key the numbers of the measures, NULL where a measure is NULL. */
record Cells(List<String> measures, Map<List<@Nullable Object>, List<@Nullable Double>> numbers) {

    /**
     * Asks {@code kpi}.
     *
     * @param keys columns to group by, or none
     * @param where the whole condition
     */
    static Cells of(Connection connection, List<String> measures, List<String> keys, String where) throws SQLException {
        List<String> selected = new ArrayList<>(keys);
        selected.addAll(measures);
        String sql = "SELECT " + String.join(", ", selected) + " FROM kpi WHERE " + where
                + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys));
        Map<List<@Nullable Object>, List<@Nullable Double>> numbers = new LinkedHashMap<>();
        for (List<@Nullable Object> row : Answer.of(connection, sql).rows()) {
            List<@Nullable Double> values = new ArrayList<>();
            row.subList(keys.size(), row.size())
                    .forEach(
                            value -> values.add(value instanceof Number number ? (Double) number.doubleValue() : null));
            numbers.put(new ArrayList<>(row.subList(0, keys.size())), values);
        }
        return new Cells(measures, numbers);
    }

    /** The one value of a measure where no keys were asked. */
    @Nullable
    Double total(String measure) {
        return numbers.values().iterator().next().get(measures.indexOf(measure));
    }

    /** The same numbers under other keys. */
    Cells rekeyed(UnaryOperator<List<@Nullable Object>> change) {
        Map<List<@Nullable Object>, List<@Nullable Double>> changed = new LinkedHashMap<>();
        numbers.forEach((key, values) -> changed.put(change.apply(key), values));
        return new Cells(measures, changed);
    }

    /** Every number changed; NULL stays. */
    Cells times(double factor) {
        return combined(this, (a, b) -> a * factor);
    }

    /** Number by number; a key that one side lacks stands for nothing. */
    Cells plus(Cells other) {
        Map<List<@Nullable Object>, List<@Nullable Double>> sums = new LinkedHashMap<>(numbers);
        other.numbers.forEach((key, values) -> sums.merge(key, values, (a, b) -> sum(a, b)));
        return new Cells(measures, sums);
    }

    /** All keys together. */
    Cells summed() {
        return rekeyed(key -> List.of()).numbers.isEmpty() ? this : new Cells(measures, Map.of(List.of(), all()));
    }

    private List<@Nullable Double> all() {
        List<@Nullable Double> sums = null;
        for (List<@Nullable Double> values : numbers.values()) {
            sums = sums == null ? values : sum(sums, values);
        }
        return sums == null ? List.of() : sums;
    }

    private static List<@Nullable Double> sum(List<@Nullable Double> left, List<@Nullable Double> right) {
        List<@Nullable Double> sums = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Double a = left.get(i);
            Double b = right.get(i);
            sums.add(a == null ? b : b == null ? a : (Double) (a + b));
        }
        return sums;
    }

    private Cells combined(Cells other, BiFunction<Double, Double, Double> function) {
        Map<List<@Nullable Object>, List<@Nullable Double>> changed = new LinkedHashMap<>();
        numbers.forEach((key, values) -> {
            List<@Nullable Double> results = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Double a = values.get(i);
                Double b = other.numbers.getOrDefault(key, values).get(i);
                results.add(a == null || b == null ? null : function.apply(a, b));
            }
            changed.put(key, results);
        });
        return new Cells(measures, changed);
    }

    /** What differs; keys whose numbers are all 0 or NULL may be missing. */
    List<String> differences(Cells other) {
        List<String> found = new ArrayList<>();
        Map<List<@Nullable Object>, List<@Nullable Double>> left = withoutNothing();
        Map<List<@Nullable Object>, List<@Nullable Double>> right = other.withoutNothing();
        left.forEach((key, values) -> {
            List<@Nullable Double> others = right.getOrDefault(key, List.of());
            for (int i = 0; i < values.size(); i++) {
                Double b = i < others.size() ? others.get(i) : null;
                if (!same(values.get(i), b)) {
                    found.add(key + " " + measures.get(i) + ": " + values.get(i) + " and " + b);
                }
            }
        });
        right.keySet().stream().filter(key -> !left.containsKey(key)).forEach(key -> found.add(key + " is new"));
        return found;
    }

    private Map<List<@Nullable Object>, List<@Nullable Double>> withoutNothing() {
        Map<List<@Nullable Object>, List<@Nullable Double>> rest = new LinkedHashMap<>(numbers);
        rest.values().removeIf(values -> values.stream().allMatch(v -> v == null || v == 0));
        return rest;
    }

    private static boolean same(@Nullable Double a, @Nullable Double b) {
        return a == null || b == null
                ? a == b
                : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
}
