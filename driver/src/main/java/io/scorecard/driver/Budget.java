package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Limits;
import java.sql.SQLException;

/** The limits of a statement's next question. Not thread-safe. */
final class Budget {

    private Limits limits;

    Budget(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    void maxRows(long rows) throws SQLException {
        limits = new Limits(counted(rows, "A row limit"), limits.timeoutSeconds(), limits.fetchSize());
    }

    void timeoutSeconds(int seconds) throws SQLException {
        limits = new Limits(limits.maxRows(), (int) counted(seconds, "A timeout"), limits.fetchSize());
    }

    void fetchSize(int rows) throws SQLException {
        limits = new Limits(limits.maxRows(), limits.timeoutSeconds(), (int) counted(rows, "A fetch size"));
    }

    private static long counted(long number, String what) throws SQLException {
        if (number < 0) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, what + " cannot be negative.", "Set 0 for none.");
        }
        return number;
    }
}
