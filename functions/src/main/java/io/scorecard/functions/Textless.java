package io.scorecard.functions;

/**
 * A failure for a log that anybody may read: its class, where it happened and what led to it, without its text, which may
 * quote a cell of the data or a literal of the question.
 */
public final class Textless extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 5;

    private final String name;

    private Textless(Throwable failure, int more) {
        super(
                null,
                failure.getCause() == null || more == 0 ? null : new Textless(failure.getCause(), more - 1),
                false,
                true);
        this.name = failure.getClass().getName();
        setStackTrace(failure.getStackTrace());
    }

    public static Textless of(Throwable failure) {
        return new Textless(failure, MOST);
    }

    @Override
    public String toString() {
        return name;
    }
}
