package io.scorecard.compiler.answer;

import java.util.function.BooleanSupplier;

/** Which part of an answer brings along the groups that have no row of their own: the first that can. Not thread-safe. */
final class Completion {

    private final boolean wanted;
    private boolean taken;

    /** @param wanted whether there is anything to bring */
    Completion(boolean wanted) {
        this.wanted = wanted;
    }

    /** Whether it is this part. */
    boolean isBy(BooleanSupplier can) {
        boolean now = wanted && !taken && can.getAsBoolean();
        taken |= now;
        return now;
    }

    boolean isTaken() {
        return taken;
    }
}
