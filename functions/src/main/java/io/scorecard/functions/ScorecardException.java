package io.scorecard.functions;

import java.util.List;

/** An {@link ErrorCode} that happened. The driver throws it on as an SQLException. */
public final class ScorecardException extends RuntimeException {

    private final ErrorCode code;
    private final String sqlState;
    private final List<String> blanks;
    private boolean lasting;

    ScorecardException(ErrorCode code, String sqlState, String message, List<String> blanks) {
        super("SC-%d [%s] %s".formatted(code.number(), sqlState, message));
        this.code = code;
        this.sqlState = sqlState;
        this.blanks = List.copyOf(blanks);
    }

    public ErrorCode code() {
        return code;
    }

    /** Its code's, or a narrower one. */
    public String sqlState() {
        return sqlState;
    }

    /** What the blanks of its code's sentence and advice were filled with, in order. */
    public List<String> blanks() {
        return blanks;
    }

    /** The same error, of which it is known that asking again does not help until the model is opened anew. */
    public ScorecardException thatLasts() {
        lasting = true;
        return this;
    }

    /** Whether whoever meets it may remember it: a table of the model cannot be read. */
    public boolean lasts() {
        return lasting;
    }

    /** Whether a value of the data is what is wrong: what else is asked of the same source may not meet it. */
    public boolean isOfValue() {
        return code == ErrorCode.SOURCE_DATA;
    }

    /** The same error, with what led to it; the cause's text is for logs, never for messages. */
    public ScorecardException because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
