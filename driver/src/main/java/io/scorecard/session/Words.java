package io.scorecard.session;

import io.scorecard.compiler.text.Comments;
import io.scorecard.functions.ErrorCode;
import java.util.Locale;

/**
 * The words of a statement, one after the other, without its blanks and comments. Reads no further than
 * it is asked, so that a question costs no more than its first word. Not thread-safe.
 */
final class Words {

    private final String text;
    private int start;
    private int end;
    private boolean quoted;
    private String word = "";

    Words(String text) {
        this.text = text;
        next();
    }

    /** The current word without its quotes; "" at the end. */
    String word() {
        return word;
    }

    /** The current word as a key word. */
    String upper() {
        return quoted ? "" : word.toUpperCase(Locale.ROOT);
    }

    boolean atEnd() {
        return !quoted && word.isEmpty();
    }

    boolean isQuoted() {
        return quoted;
    }

    /** Where the current word starts. */
    int position() {
        return start;
    }

    /** The current word, which is then left behind. */
    String take() {
        String taken = word;
        next();
        return taken;
    }

    /** Whether the current word is this one, which is then left behind. */
    boolean took(String keyWord) {
        boolean here = upper().equals(keyWord);
        if (here) {
            next();
        }
        return here;
    }

    /** A name, of which only the last part counts: {@code scorecard.tickets}. */
    String name(String what) {
        String name;
        do {
            if (atEnd() || !quoted && !Character.isLetter(word.charAt(0)) && word.charAt(0) != '_') {
                throw wrong(what + " is missing.");
            }
            name = take();
        } while (took("."));
        return name;
    }

    void end() {
        if (!atEnd()) {
            throw wrong("nothing is expected here.");
        }
    }

    RuntimeException wrong(String what) {
        String before = text.substring(0, Math.min(start, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return ErrorCode.SYNTAX.with(line, column, what, "Check the statement there.");
    }

    private void next() {
        start = afterBlanks(end);
        quoted = false;
        if (start >= text.length()) {
            end = start;
            word = "";
            return;
        }
        char c = text.charAt(start);
        if (c == '\'' || c == '"') {
            quote(c);
        } else if (isPart(c)) {
            end = start;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            word = text.substring(start, end);
        } else {
            end = start + 1;
            word = text.substring(start, end);
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void quote(char mark) {
        StringBuilder inside = new StringBuilder();
        quoted = true;
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) != mark) {
                inside.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == mark) {
                inside.append(mark);
                i++;
            } else {
                end = i + 1;
                word = inside.toString();
                return;
            }
        }
        throw wrong("a quote is not closed.");
    }

    /** The next place that is neither blank nor comment; semicolons count as blanks where nothing follows them. */
    private int afterBlanks(int from) {
        int semicolon = -1;
        int i = from;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
            } else if (text.startsWith("--", i)) {
                int line = text.indexOf('\n', i);
                i = line < 0 ? text.length() : line + 1;
            } else if (text.startsWith("/*", i)) {
                int end = Comments.end(text, i);
                i = end < 0 ? text.length() : end;
            } else if (text.charAt(i) == ';') {
                semicolon = semicolon < 0 ? i : semicolon;
                i++;
            } else {
                return semicolon < 0 ? i : semicolon;
            }
        }
        return text.length();
    }
}
