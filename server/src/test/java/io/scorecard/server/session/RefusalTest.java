package io.scorecard.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever runs the server reads where a failure happened that nobody foresaw; the client is told no more than before. */
class RefusalTest {

    private static final Pattern REFERENCE = Pattern.compile("reference ([0-9a-f]{8})");
    private static final Logger LOGGER = Logger.getLogger("io.scorecard.server");

    private final List<String> logged = new ArrayList<>();
    private final Handler kept = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry.getMessage()).append('\n');
            entry.getThrown().printStackTrace(new PrintWriter(text, true));
            logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(kept);
    }

    @AfterEach
    void leave() {
        LOGGER.removeHandler(kept);
        LOGGER.setUseParentHandlers(true);
    }

    private static void fail() {
        throw new IllegalStateException("secret of a cell", new AssertionError("another secret"));
    }

    @Test
    void surpriseIsLoggedWithItsPlaceAndCauseAndWithoutItsText() {
        String told;
        try {
            fail();
            told = "";
        } catch (IllegalStateException e) {
            told = Refusal.of(e).toString();
        }
        assertTrue(told.contains("Scorecard failed on this question (IllegalStateException, reference"), told);
        assertFalse(told.contains("secret"), told);
        assertEquals(1, logged.size());
        Matcher reference = REFERENCE.matcher(told);
        assertTrue(reference.find());
        String entry = logged.get(0);
        assertTrue(entry.contains(reference.group()), entry);
        assertTrue(entry.contains("at io.scorecard.server.session.RefusalTest.fail"), entry);
        assertTrue(entry.contains("Caused by: java.lang.AssertionError"), entry);
        assertFalse(entry.contains("secret"), entry);
    }

    @Test
    void failureOfTheDriverIsLoggedOnlyWhereNobodyForesawIt() {
        int number = ErrorCode.INTERNAL.number();
        Refusal.of(new SQLException(
                "SC-9999 [XX000] Scorecard failed on this question (X, reference 0).", "XX000", number));
        Refusal.of(
                new SQLException("SC-2004 [42P01] There is no table 'x'.", "42P01", ErrorCode.UNKNOWN_TABLE.number()));
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).startsWith("SC-9999"), logged.get(0));
    }
}
