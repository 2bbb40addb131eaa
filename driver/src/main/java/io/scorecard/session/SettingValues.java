package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that SHOW tells: what SET changes, what the model fixes, and the few that PostgreSQL's tools
 * ask for before anything else.
 */
final class SettingValues {

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("client_encoding", "UTF8"),
            Map.entry("datestyle", "ISO, YMD"),
            Map.entry("default_transaction_read_only", "on"),
            Map.entry("integer_datetimes", "on"),
            Map.entry("max_identifier_length", "256"),
            Map.entry("search_path", "scorecard"),
            Map.entry("server_encoding", "UTF8"),
            Map.entry("standard_conforming_strings", "on"),
            Map.entry("transaction_isolation", "read committed"),
            Map.entry("transaction_read_only", "on"));

    private static final Map<String, String> OTHER_NAMES =
            Map.of("timezone", "time_zone", "transaction_isolation_level", "transaction_isolation");

    private final Map<String, String> values = new LinkedHashMap<>();

    SettingValues(String model, Optional<String> currency, Moment moment) {
        for (Setting setting : Setting.values()) {
            values.put(setting.text(), setting.shown(moment));
        }
        values.put("model", model);
        values.put("currency", currency.orElse(""));
        FIXED.keySet().stream().sorted().forEach(name -> values.put(name, FIXED.get(name)));
    }

    Map<String, String> all() {
        return values;
    }

    String value(String name) {
        return values.get(name);
    }

    /** The name that a setting goes by. */
    static String name(String written) {
        return OTHER_NAMES.getOrDefault(written, written);
    }

    /** The name of a setting that there is. */
    String known(String written) {
        String name = name(written);
        if (!values.containsKey(name)) {
            throw ErrorCode.UNKNOWN_SETTING.with(written, Nearest.advice(written, values.keySet(), "Settings:"));
        }
        return name;
    }
}
