package io.scorecard.functions;

/** An {@link ErrorCode} that happened. The driver throws it on as an SQLException. */
public final class ScorecardException extends RuntimeException {

    private final ErrorCode code;

    ScorecardException(ErrorCode code, String message) {
        super("SC-%d [%s] %s".formatted(code.number(), code.sqlState(), message));
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The same error, with what led to it; the cause's text is for logs, never for messages. */
    public ScorecardException because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
