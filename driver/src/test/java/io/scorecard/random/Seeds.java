package io.scorecard.random;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The seeds that a run of random queries asks: until so many queries were decided, or those that
 * {@code -Dscorecard.random.seeds=2001-3000} (or {@code =3835}) names.
 *
 * <p>The company is always that of the test's first seed, so that blocks of seeds together are the whole run.
 */
record Seeds(long first, long last, int decided) {
    private static final Pattern NAMED = Pattern.compile("(\\d+)(?:-(\\d+))?");

    static Seeds of(long first, int decided) {
        return of(first, decided, System.getProperty("scorecard.random.seeds"));
    }

    private static Seeds of(long first, int decided, @Nullable String named) {
        if (named == null) {
            return new Seeds(first, Long.MAX_VALUE, decided);
        }
        Matcher words = NAMED.matcher(named);
        if (!words.matches()) {
            throw new IllegalArgumentException("scorecard.random.seeds is a number or two, as in 2001-3000: " + named);
        }
        String last = words.group(2);
        return new Seeds(
                Long.parseLong(words.group(1)),
                Long.parseLong(last == null ? words.group(1) : last),
                Integer.MAX_VALUE);
    }

    boolean has(long seed, int asked) {
        return seed <= last && asked < decided;
    }
}
