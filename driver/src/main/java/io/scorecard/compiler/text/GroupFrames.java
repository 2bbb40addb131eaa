package io.scorecard.compiler.text;

import java.math.BigDecimal;
import java.util.List;

/**
 * Frames of a window that count groups of rows alike, which our parser does not read: {@code GROUPS BETWEEN 1 PRECEDING AND
 * CURRENT ROW} is read as one of rows whose offsets are {@value #MARK} too large, and printed as what it was. Without an offset
 * it is what RANGE is.
 */
public final class GroupFrames {

    private static final long MARK = 1_000_000_000L;

    private GroupFrames() {}

    /** Whether a frame begins at this token. */
    static boolean begins(List<Token> tokens, int at) {
        return tokens.get(at).is("GROUPS")
                && (is(tokens, at + 1, "BETWEEN")
                        || is(tokens, at + 1, "UNBOUNDED")
                        || is(tokens, at + 1, "CURRENT")
                        || isOffset(tokens, at + 1));
    }

    /** The last token of the frame that begins here. */
    static int end(List<Token> tokens, int at) {
        int end = at;
        while (end + 1 < tokens.size() && !is(tokens, end + 1, ")")) {
            end++;
        }
        return end;
    }

    /** The frame in words that are read. */
    static String read(List<Token> tokens, int at, int end) {
        StringBuilder read = new StringBuilder();
        boolean offsets = false;
        for (int i = at + 1; i <= end; i++) {
            boolean offset = isOffset(tokens, i);
            offsets |= offset;
            read.append(' ')
                    .append(
                            offset
                                    ? MARK + Long.parseLong(tokens.get(i).text())
                                    : tokens.get(i).text());
        }
        return (offsets ? "ROWS" : "RANGE") + read;
    }

    private static boolean isOffset(List<Token> tokens, int i) {
        return i + 1 < tokens.size()
                && tokens.get(i).kind() == Token.Kind.NUMBER
                && tokens.get(i).text().matches("\\d{1,9}")
                && (is(tokens, i + 1, "PRECEDING") || is(tokens, i + 1, "FOLLOWING"));
    }

    private static boolean is(List<Token> tokens, int i, String word) {
        return i < tokens.size() && tokens.get(i).is(word);
    }

    /** Whether an offset is one of groups. */
    public static boolean isMarked(BigDecimal offset) {
        return offset.compareTo(BigDecimal.valueOf(MARK)) >= 0;
    }

    /** The offset that was written. */
    public static BigDecimal written(BigDecimal offset) {
        return offset.subtract(BigDecimal.valueOf(MARK));
    }
}
