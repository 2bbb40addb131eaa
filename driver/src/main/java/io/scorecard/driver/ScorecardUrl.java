package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.ScorecardException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code jdbc:scorecard:<model file>[;name=value...]}, read. A path or value that holds {@code ;} stands in
 * double quotes, a quote inside is doubled.
 *
 * <p>Nothing is unescaped, folded or trimmed. A part that follows a password is never repeated in a
 * message: it may be the rest of that password.
 */
record ScorecardUrl(Map<ConnectionProperty, String> values) {

    static final String PREFIX = "jdbc:scorecard:";

    ScorecardUrl {
        values = Map.copyOf(values);
    }

    static boolean accepts(String url) {
        return url.startsWith(PREFIX);
    }

    /** @throws ScorecardException 1001 to 1004 */
    static ScorecardUrl parse(String url, Properties further) {
        EnumMap<ConnectionProperty, String> values = new EnumMap<>(ConnectionProperty.class);
        List<String> parts = parts(url.substring(PREFIX.length()));
        String path = unquoted(parts.get(0));
        if (!path.isEmpty()) {
            values.put(ConnectionProperty.MODEL, path);
        }
        for (String part : parts.subList(1, parts.size())) {
            boolean secret = values.containsKey(ConnectionProperty.PASSWORD);
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw ErrorCode.BAD_URL.with();
            }
            ConnectionProperty property = property(part.substring(0, equals), secret);
            put(values, property, unquoted(part.substring(equals + 1)));
        }
        for (Object key : further.keySet()) {
            if (!(key instanceof String) || !(further.get(key) instanceof String)) {
                throw ErrorCode.UNKNOWN_PROPERTY.with("(not a text)", "Properties are texts.");
            }
        }
        for (String name : further.stringPropertyNames()) {
            put(values, property(name, false), further.getProperty(name));
        }
        return new ScorecardUrl(values);
    }

    Optional<String> value(ConnectionProperty property) {
        return Optional.ofNullable(values.get(property))
                .or(() -> Optional.of(property.fallback()))
                .filter(value -> !value.isEmpty());
    }

    /** The URL that metadata tell: without user and password. */
    String shown() {
        StringBuilder text = new StringBuilder(PREFIX);
        value(ConnectionProperty.MODEL).ifPresent(path -> text.append(quoted(path)));
        new EnumMap<>(values).forEach((property, value) -> {
            if (property != ConnectionProperty.MODEL
                    && property != ConnectionProperty.USER
                    && property != ConnectionProperty.PASSWORD) {
                text.append(';').append(property.text()).append('=').append(quoted(value));
            }
        });
        return text.toString();
    }

    /** As {@link #shown}: whoever prints this must not print a password. */
    @Override
    public String toString() {
        return shown();
    }

    private static void put(Map<ConnectionProperty, String> values, ConnectionProperty property, String value) {
        if (values.containsKey(property)) {
            throw ErrorCode.DUPLICATE_PROPERTY.with(property.text());
        }
        values.put(property, property.checked(value));
    }

    private static ConnectionProperty property(String name, boolean secret) {
        return ConnectionProperty.named(name).orElseThrow(() -> {
            boolean plain = !secret && name.matches("[A-Za-z0-9_.-]{1,40}");
            return ErrorCode.UNKNOWN_PROPERTY.with(
                    plain ? name : "(not shown)",
                    Nearest.advice(plain ? name : "", ConnectionProperty.names(), "Properties:"));
        });
    }

    /** At least one part; a {@code ;} at the very end is allowed. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (quoted) {
            throw ErrorCode.BAD_URL.with();
        }
        if (start < text.length() || parts.isEmpty()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static String unquoted(String text) {
        if (text.indexOf('"') < 0) {
            return text;
        }
        String inside = text.length() < 2 ? "\"" : text.substring(1, text.length() - 1);
        String withoutPairs = inside.replace("\"\"", "");
        if (text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"' || withoutPairs.indexOf('"') >= 0) {
            throw ErrorCode.BAD_URL.with();
        }
        return inside.replace("\"\"", "\"");
    }

    private static String quoted(String text) {
        return text.indexOf(';') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
