package io.scorecard.driver;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** The warnings of one connection or statement, oldest first. Thread-safe. */
final class Warnings {

    private static final String STATE = "01000";

    private @Nullable SQLWarning first;

    synchronized void add(String sentence) {
        SQLWarning warning = new SQLWarning(sentence, STATE);
        if (first == null) {
            first = warning;
        } else {
            first.setNextWarning(warning);
        }
    }

    synchronized @Nullable SQLWarning first() {
        return first;
    }

    synchronized void clear() {
        first = null;
    }
}
