package io.scorecard.driver;

import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * What one connection writes to the logger {@code io.scorecard}.
 *
 * <p>Causes may quote cell values and host names, so nothing is written unless {@code log_level} asks
 * for it; the logger's own configuration still has the last word. Thread-safe.
 */
record ConnectionLog(Amount amount) {

    static final ConnectionLog SILENT = new ConnectionLog(Amount.OFF);

    private static final System.Logger LOGGER = System.getLogger("io.scorecard");

    enum Amount {
        OFF,
        ERROR,
        DEBUG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void failed(Throwable failure, String reference) {
        if (amount != Amount.OFF) {
            LOGGER.log(Level.ERROR, "Failure " + reference, failure);
        }
    }

    void asked(String sql) {
        if (amount == Amount.DEBUG) {
            // One question, one line: what follows a line's end would look like an entry of its own.
            LOGGER.log(Level.DEBUG, sql.replaceAll("\\p{Cntrl}", " "));
        }
    }
}
