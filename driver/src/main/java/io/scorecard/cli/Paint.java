package io.scorecard.cli;

/** Colours that read on dark and on light terminals. */
enum Paint {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    AMBER("33");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String over(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
