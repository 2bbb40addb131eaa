package io.scorecard.server.session;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The settings of PostgreSQL that its clients read and set. All but {@code statement_timeout} change nothing
 * here: a client that sets one must hear that it is set. What the answers depend on (the zone of days and
 * months, the moment that counts as now) is the driver's to keep.
 */
final class Settings {

    /** What {@code version()} tells, too: clients take their ways by it. */
    static final String VERSION = "15.0";

    /** As a zone it belongs to the driver, under the name that it has there. */
    static final String ZONE = "TimeZone";

    private static final Predicate<String> ANY = value -> true;

    /**
     * A setting.
     *
     * @param name as it is shown
     * @param allowed the values that can be set; none can where it is fixed
     * @param reported whether clients are told each change
     */
    private record Known(String name, String value, Predicate<String> allowed, boolean reported) {}

    private static final Map<String, Known> KNOWN = new LinkedHashMap<>();

    static {
        reported("server_version", VERSION, fixed(VERSION));
        reported("server_encoding", "UTF8", fixed("UTF8"));
        reported("client_encoding", "UTF8", Settings::isOurEncoding);
        reported("application_name", "", ANY);
        reported("is_superuser", "off", fixed("off"));
        reported("session_authorization", "", ANY);
        reported(
                "DateStyle", "ISO, MDY", value -> value.toUpperCase(Locale.ROOT).startsWith("ISO"));
        reported("IntervalStyle", "postgres", one("postgres"));
        reported("integer_datetimes", "on", fixed("on"));
        reported("standard_conforming_strings", "on", one("on"));
        reported("default_transaction_read_only", "on", ANY);
        reported("in_hot_standby", "off", fixed("off"));
        kept("server_version_num", "150000", fixed("150000"));
        kept("search_path", "scorecard", ANY);
        kept("transaction_isolation", "read committed", ANY);
        kept("default_transaction_isolation", "read committed", ANY);
        kept("transaction_read_only", "on", ANY);
        kept("transaction_deferrable", "off", ANY);
        kept("default_transaction_deferrable", "off", ANY);
        kept("statement_timeout", "0", value -> value.matches("[0-9]{1,9}( ?(ms|s|min))?"));
        kept("lock_timeout", "0", ANY);
        kept("idle_in_transaction_session_timeout", "0", ANY);
        kept("idle_session_timeout", "0", ANY);
        kept("extra_float_digits", "1", value -> value.matches("-?[0-9]{1,2}"));
        kept("bytea_output", "hex", ANY);
        kept("client_min_messages", "notice", ANY);
        kept("escape_string_warning", "on", ANY);
        kept("backslash_quote", "safe_encoding", ANY);
        kept("row_security", "on", ANY);
        kept("xmloption", "content", ANY);
        kept("jit", "off", ANY);
        kept("role", "none", ANY);
        kept("max_identifier_length", "63", fixed("63"));
        kept("max_index_keys", "32", fixed("32"));
        kept("lc_collate", "C", fixed("C"));
        kept("lc_ctype", "C.UTF-8", fixed("C.UTF-8"));
        kept("lc_messages", "C", ANY);
        kept("lc_monetary", "C", ANY);
        kept("lc_numeric", "C", ANY);
        kept("lc_time", "C", ANY);
    }

    private final Map<String, String> changed = new TreeMap<>();
    private Map<String, String> initial = Map.of();

    private static void reported(String name, String value, Predicate<String> allowed) {
        KNOWN.put(name.toLowerCase(Locale.ROOT), new Known(name, value, allowed, true));
    }

    private static void kept(String name, String value, Predicate<String> allowed) {
        KNOWN.put(name.toLowerCase(Locale.ROOT), new Known(name, value, allowed, false));
    }

    private static Predicate<String> fixed(String value) {
        return value::equals;
    }

    /** Names of encodings are compared by their letters and digits alone; a library may even quote them. */
    private static boolean isOurEncoding(String value) {
        return List.of("UTF8", "UNICODE", "SQLASCII")
                .contains(value.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT));
    }

    private static Predicate<String> one(String... values) {
        return value -> List.of(values).stream().anyMatch(value::equalsIgnoreCase);
    }

    /** The name of a setting of ours as it is shown; empty for one of the driver's, or of nobody's. */
    Optional<String> known(String name) {
        return Optional.ofNullable(KNOWN.get(name)).map(Known::name);
    }

    String value(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return changed.getOrDefault(key, KNOWN.get(key).value());
    }

    void change(String name, String value) throws SQLException {
        String key = name.toLowerCase(Locale.ROOT);
        if (!KNOWN.get(key).allowed().test(value)) {
            throw new SQLNonTransientException(
                    "invalid value for parameter \"" + KNOWN.get(key).name() + "\"", "22023");
        }
        changed.put(key, key.equals("client_encoding") ? "UTF8" : value);
    }

    /** What is set now is what a reset goes back to. */
    void begin() {
        initial = Map.copyOf(changed);
    }

    void reset(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (initial.containsKey(key)) {
            changed.put(key, initial.get(key));
        } else {
            changed.remove(key);
        }
    }

    void reset() {
        changed.clear();
        changed.putAll(initial);
    }

    /** What a client is told at the start, and again whenever it changes. */
    Map<String, String> reported() {
        Map<String, String> values = new LinkedHashMap<>();
        KNOWN.forEach((key, known) -> {
            if (known.reported()) {
                values.put(known.name(), value(known.name()));
            }
        });
        return values;
    }

    /** Rounded up to what JDBC can say; 0: none. */
    int timeoutSeconds() {
        String value = value("statement_timeout");
        long number = Long.parseLong(value.replaceAll("[^0-9]", ""));
        long milliseconds = value.endsWith("ms")
                ? number
                : value.endsWith("min") ? number * 60_000 : value.endsWith("s") ? number * 1000 : number;
        return (int) Math.min(Integer.MAX_VALUE, (milliseconds + 999) / 1000);
    }
}
