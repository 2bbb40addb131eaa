package io.scorecard.cli;

/**
 * How far a long task is, on standard error.
 *
 * <p>On a terminal one line that grows; elsewhere, as in a log, a line for each tenth.
 */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final Console console;
    private int shown = -1;

    ProgressBar(Console console) {
        this.console = console;
    }

    /** @param share 0 to 1 */
    void at(String what, double share) {
        int percent = (int) Math.floor(Math.max(0, Math.min(1, share)) * 100);
        int step = console.colour() ? percent : percent / 10 * 10;
        if (step == shown) {
            return;
        }
        shown = step;
        if (!console.colour()) {
            console.err().println(step + " % " + what);
            return;
        }
        int filled = percent * WIDTH / 100;
        console.err()
                .print("\r\u001b[K" + "█".repeat(filled) + "░".repeat(WIDTH - filled) + " " + percent + " % " + what);
        console.err().flush();
    }

    void done() {
        if (console.colour() && shown >= 0) {
            console.err().println();
        }
    }
}
