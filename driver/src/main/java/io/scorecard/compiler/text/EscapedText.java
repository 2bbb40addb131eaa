package io.scorecard.compiler.text;

/**
 * {@code E'it\'s\t\u00e9'}: a backslash says what character is meant, as PostgreSQL has it.
 *
 * @param value what is meant
 * @param end behind its last quote
 */
record EscapedText(String value, int end) {

    private static final String LETTERS = "bfnrt";
    private static final String MEANT = "\b\f\n\r\t";
    private static final int ASCII = 0x80;

    /** @param at where the E before the quote stands */
    static EscapedText at(String text, int at) {
        StringBuilder value = new StringBuilder();
        int i = at + 2;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'' && !text.startsWith("''", i)) {
                return new EscapedText(value.toString(), i + 1);
            }
            if (c == '\\' && i + 1 < text.length()) {
                i = escaped(text, i, value);
            } else {
                value.append(c);
                i += c == '\'' ? 2 : 1;
            }
        }
        throw PostgresQuotes.wrong(text, at, "A text is not closed.", "It ends with '.");
    }

    /** Where what is escaped ends. */
    private static int escaped(String text, int at, StringBuilder value) {
        char c = text.charAt(at + 1);
        return switch (c) {
            case 'u' -> character(text, at, at + 2, 4, 4, 16, value);
            case 'U' -> character(text, at, at + 2, 8, 8, 16, value);
            case 'x' ->
                Character.digit(next(text, at + 2), 16) < 0
                        ? itself(c, at, value)
                        : character(text, at, at + 2, 1, 2, 16, value);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> character(text, at, at + 1, 1, 3, 8, value);
            default -> itself(LETTERS.indexOf(c) < 0 ? c : MEANT.charAt(LETTERS.indexOf(c)), at, value);
        };
    }

    private static int itself(char meant, int at, StringBuilder value) {
        value.append(meant);
        return at + 2;
    }

    private static char next(String text, int at) {
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private static int character(String text, int at, int from, int least, int most, int base, StringBuilder value) {
        int end = from;
        while (end < from + most && Character.digit(next(text, end), base) >= 0) {
            end++;
        }
        int point = end - from < least ? 0 : (int) Long.parseLong(text.substring(from, end), base);
        boolean known = point > 0
                && point <= Character.MAX_CODE_POINT
                && (least > 1 || point < ASCII)
                && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        if (!known) {
            throw PostgresQuotes.wrong(
                    text, at, "This is no character.", "Write \\u and four digits, as \\u00e9, or \\U and eight.");
        }
        value.appendCodePoint(point);
        return end;
    }
}
