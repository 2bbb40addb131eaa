package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.sql.SQLException;

/** A value that is not what was asked for. Never holds the value. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    /** Whether the kind was right and only the size wrong. */
    private final boolean range;

    private final String wanted;

    private Unreadable(boolean range, String wanted) {
        super(wanted, null, false, false);
        this.range = range;
        this.wanted = wanted;
    }

    static Unreadable kind(String wanted) {
        return new Unreadable(false, wanted);
    }

    static Unreadable range(String wanted) {
        return new Unreadable(true, wanted);
    }

    SQLException inColumn(String label, String typeName) {
        return range
                ? SqlErrors.of(ErrorCode.OUT_OF_RANGE, "'" + label + "'", wanted)
                : SqlErrors.of(ErrorCode.WRONG_TYPE, "'" + label + "'", typeName, wanted);
    }

    SQLException asParameter(int index) {
        return SqlErrors.of(
                ErrorCode.BAD_PARAMETER,
                index,
                range ? "the value does not fit " + wanted + "." : "the value cannot be taken as " + wanted + ".",
                "Set a value of that type.");
    }
}
