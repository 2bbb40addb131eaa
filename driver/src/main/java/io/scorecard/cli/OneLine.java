package io.scorecard.cli;

import java.sql.SQLException;
import java.util.Optional;

/** What an error or a warning of the driver says, on one line. */
final class OneLine {

    private OneLine() {}

    static String of(SQLException error) {
        String message = Optional.ofNullable(error.getMessage()).orElse("");
        return message.isBlank() ? "Failed with SQLSTATE " + error.getSQLState() + "." : squeezed(message);
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
