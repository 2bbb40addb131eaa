package io.scorecard.compiler.time;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calendar days that have equal time keys.
 *
 * @param labels the values of the time keys
 * @param start in the reporting zone, as {@code end}
 * @param partial whether a condition or the end of the data cuts it
 */
public record Period(List<@Nullable Object> labels, LocalDateTime start, LocalDateTime end, boolean partial) {
    public Period {
        labels = Collections.unmodifiableList(new ArrayList<>(labels));
    }
}
