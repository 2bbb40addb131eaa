package io.scorecard.model;

import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.YamlMap;

/** What models will be able to say, and cannot yet: refused by name. */
final class Later {

    private static final String ADVICE = "It comes with a later version; remove it.";

    private Later() {}

    static ScorecardException key(YamlMap map, String key) {
        String wrong = "'" + key + "' is not executed yet";
        return map.find(key).map(v -> v.wrong(wrong, ADVICE)).orElseGet(() -> map.wrong(wrong, ADVICE));
    }
}
