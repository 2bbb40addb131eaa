package io.scorecard.model;

import io.scorecard.functions.YamlValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The order in which a file writes day, month and year. */
public enum DateOrder {
    DMY("day/month/year"),
    MDY("month/day/year"),
    YMD("year/month/day");

    private final String words;

    DateOrder(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** As it is written in a model. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DateOrder of(YamlValue value) {
        List<String> keys = Arrays.stream(values()).map(DateOrder::key).toList();
        if (!keys.contains(value.text())) {
            throw value.wrong(
                    YamlValue.shown(value.text()) + " is not an order of day, month and year",
                    "Orders: " + String.join(", ", keys) + ".");
        }
        return valueOf(value.text().toUpperCase(Locale.ROOT));
    }
}
