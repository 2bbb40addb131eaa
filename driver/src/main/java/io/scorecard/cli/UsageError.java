package io.scorecard.cli;

/** A command line that cannot be understood. The message tells what to write instead. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message, null, false, false);
    }
}
