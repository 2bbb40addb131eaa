package io.scorecard.driver;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A name with {@code %} for any characters and {@code _} for one, {@code \\} before either meaning itself.
 * Capitals do not count: SQL finds names without them, too.
 *
 * <p>No regular expression: one with many {@code .*} can take for ever.
 *
 * @param text null stands for every name
 */
record NamePattern(@Nullable String text) {

    static final String ESCAPE = "\\";

    boolean matches(String name) {
        return text == null || matches(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** Greedy with one step back: after a mismatch the last {@code %} takes one character more. */
    private static boolean matches(String pattern, String name) {
        int at = 0;
        int read = 0;
        int percent = -1;
        int resume = 0;
        while (read < name.length()) {
            boolean escaped = at + 1 < pattern.length() && pattern.charAt(at) == '\\';
            int literal = escaped ? at + 1 : at;
            if (at < pattern.length() && !escaped && pattern.charAt(at) == '%') {
                percent = at++;
                resume = read;
            } else if (literal < pattern.length()
                    && (pattern.charAt(literal) == name.charAt(read) || !escaped && pattern.charAt(at) == '_')) {
                at = literal + 1;
                read++;
            } else if (percent >= 0) {
                at = percent + 1;
                read = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '%') {
            at++;
        }
        return at == pattern.length();
    }
}
