package io.scorecard.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A course of values as one short word of bars; a gap where there is no value. */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    static String of(List<? extends @Nullable Double> values) {
        double lowest = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        double highest = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        StringBuilder line = new StringBuilder();
        for (Double value : values) {
            line.append(value == null ? ' ' : bar(value, lowest, highest));
        }
        return line.toString();
    }

    private static char bar(double value, double lowest, double highest) {
        if (lowest == highest) {
            return BARS.charAt(BARS.length() / 2 - 1);
        }
        return BARS.charAt((int) Math.round((value - lowest) / (highest - lowest) * (BARS.length() - 1)));
    }
}
