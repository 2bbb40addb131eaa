package io.scorecard.model;

import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.math.BigDecimal;
import java.util.List;

/** Reads {@code response_hours} and {@code resolution_hours}: a list of which the first that fits a ticket holds for it. */
final class AgreedHoursReader {

    static final List<String> KEYS = List.of("channel", "priority", "hours");

    private static final BigDecimal YEAR = BigDecimal.valueOf(8760);
    private static final int MOST = 100;

    private AgreedHoursReader() {}

    static List<AgreedHours> read(YamlMap model, String key) {
        List<YamlValue> written = model.list(key);
        if (written.size() > MOST) {
            throw model.value(key).wrong("there are more than " + MOST + " of them", "Write fewer.");
        }
        return written.stream()
                .map(v -> v.map().only(KEYS))
                .map(keys -> new AgreedHours(
                        keys.optionalText("channel"), keys.optionalText("priority"), hours(keys.value("hours"))))
                .toList();
    }

    private static BigDecimal hours(YamlValue value) {
        BigDecimal hours = value.number();
        if (hours.signum() <= 0 || hours.compareTo(YEAR) > 0) {
            throw value.wrong("hours are above 0 and at most 8760", "Write 0.5 for half an hour.");
        }
        return hours;
    }
}
