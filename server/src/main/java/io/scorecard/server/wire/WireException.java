package io.scorecard.server.wire;

import java.io.IOException;

/** A client breaks the protocol: nothing it sends from here on can be understood, so it is told why and left. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Report report;

    WireException(String message) {
        this(Report.fatal("08P01", message, ""));
    }

    public WireException(Report report) {
        super(report.message());
        this.report = report;
    }

    public Report report() {
        return report;
    }
}
