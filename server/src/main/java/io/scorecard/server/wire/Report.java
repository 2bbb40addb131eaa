package io.scorecard.server.wire;

/**
 * What a client is told beside its rows.
 *
 * @param severity {@code FATAL}, {@code ERROR}, {@code WARNING} or {@code NOTICE}
 * @param state the SQLSTATE
 * @param hint what can be done, or ""
 */
public record Report(String severity, String state, String message, String hint) {

    public static Report fatal(String state, String message, String hint) {
        return new Report("FATAL", state, message, hint);
    }

    public static Report error(String state, String message, String hint) {
        return new Report("ERROR", state, message, hint);
    }

    public static Report warning(String state, String message) {
        return new Report("WARNING", state, message, "");
    }

    public static Report notice(String message) {
        return new Report("NOTICE", "00000", message, "");
    }

    boolean isError() {
        return severity.equals("ERROR") || severity.equals("FATAL");
    }
}
