package io.scorecard.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a value of a unit is written for a person: as short as it can still be judged. */
final class Figure {
    private static final String NONE = "–";

    private Figure() {}

    /** The unit of a ratio that is no share, as tickets per customer. */
    static final String TIMES = "times";

    /** @param unit as in the column unit of kpi_values, or {@link #TIMES} */
    static String text(@Nullable Double value, String unit) {
        if (value == null) {
            return NONE;
        }
        return switch (unit) {
            case "ratio" -> format("%,.1f %%", value * 100);
            case TIMES -> format("%,.2f", value);
            case "count" -> format("%,.0f", value);
            case "money" -> Math.abs(value) < 1000 ? format("%,.2f", value) : format("%,.0f", value);
            case "minutes" -> duration(value);
            default -> format("%,.1f", value);
        };
    }

    /** With its sign; the change of a ratio is told in percentage points. */
    static String change(@Nullable Double change, String unit) {
        if (change == null) {
            return NONE;
        }
        String size = unit.equals("ratio") ? format("%,.1f pp", Math.abs(change) * 100) : text(Math.abs(change), unit);
        return isZero(size) ? size : (change < 0 ? "−" : "+") + size;
    }

    private static boolean isZero(String size) {
        return size.chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    private static String duration(double minutes) {
        long whole = Math.round(Math.abs(minutes));
        String text = whole < 60 ? whole + " min" : whole / 60 + " h " + format("%02d", whole % 60);
        return minutes < 0 && whole > 0 ? "−" + text : text;
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value).replace("-", "−");
    }
}
