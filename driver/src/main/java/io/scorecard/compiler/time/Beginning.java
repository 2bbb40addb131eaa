package io.scorecard.compiler.time;

import io.scorecard.functions.ErrorCode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * When the data begin: the day of the first event of any fact. A fact that cannot be read may have begun before the
 * others, so that nothing but a question that begins later may rest on their day.
 *
 * @param day the first of those that can be read; another one where they have no event
 * @param unread a fact that cannot be read, in words that say why
 */
public record Beginning(LocalDate day, boolean hasEvents, Optional<String> unread) {

    /** Of questions that never ask. */
    public static final Beginning OF_TIME = new Beginning(LocalDate.EPOCH, false, Optional.empty());

    /** Refuses to rest on a day that may be another one. */
    void require() {
        unread.ifPresent(why -> {
            throw ErrorCode.UNANSWERABLE.with(
                    "When the data begin is not known: " + why,
                    "Until then give the question a first day"
                            + (hasEvents ? ": month >= DATE '" + day.withDayOfMonth(1) + "', or later." : "."));
        });
    }
}
