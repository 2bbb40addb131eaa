package io.scorecard.cli;

/**
 * How many columns of a terminal a text takes: wide East Asian letters and emoji two, combining marks
 * none.
 */
final class DisplayWidth {

    private DisplayWidth() {}

    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    static String padded(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - of(text)));
        return right ? blanks + text : text + blanks;
    }

    private static int of(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(letter) ? 2 : 1;
        };
    }

    /** The ranges of Unicode's East Asian Width W and F, joined where only unassigned letters lie between. */
    private static boolean isWide(int letter) {
        return letter >= 0x1100
                && (letter <= 0x115F
                        || letter >= 0x2E80 && letter <= 0x303E
                        || letter >= 0x3041 && letter <= 0xA4CF
                        || letter >= 0xA960 && letter <= 0xA97F
                        || letter >= 0xAC00 && letter <= 0xD7A3
                        || letter >= 0xF900 && letter <= 0xFAFF
                        || letter >= 0xFE30 && letter <= 0xFE6F
                        || letter >= 0xFF00 && letter <= 0xFF60
                        || letter >= 0xFFE0 && letter <= 0xFFE6
                        || letter >= 0x1F300 && letter <= 0x1F64F
                        || letter >= 0x1F680 && letter <= 0x1F6FF
                        || letter >= 0x1F900 && letter <= 0x1FAFF
                        || letter >= 0x20000 && letter <= 0x3FFFD);
    }
}
