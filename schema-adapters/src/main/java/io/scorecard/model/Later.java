package io.scorecard.model;

import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.util.List;

/** What models will be able to say, and cannot yet: refused by name. */
final class Later {

    private static final String ADVICE = "It comes with a later version; remove it.";

    private Later() {}

    static ScorecardException key(YamlMap map, String key) {
        String wrong = "'" + key + "' is not executed yet";
        return map.find(key).map(v -> v.wrong(wrong, ADVICE)).orElseGet(() -> map.wrong(wrong, ADVICE));
    }

    /** Accepts only what happens anyway. */
    static void only(YamlMap map, String key, String executed, List<String> later) {
        map.find(key).ifPresent(value -> check(key, value, executed, later));
    }

    /** Accepts 0 only: what the number would do is not executed. */
    static void zero(YamlMap map, String key) {
        map.find(key).filter(value -> value.integer(0, Integer.MAX_VALUE) > 0).ifPresent(value -> {
            throw value.wrong("'" + key + "' is not executed yet", ADVICE);
        });
    }

    private static void check(String key, YamlValue value, String executed, List<String> later) {
        if (value.isMap() || later.contains(value.text())) {
            throw value.wrong("this " + key + " is not executed yet", "For now it can only be '" + executed + "'.");
        }
        if (!value.text().equals(executed)) {
            throw value.wrong(
                    YamlValue.shown(value.text()) + " is not a " + key, "For now it can only be '" + executed + "'.");
        }
    }
}
