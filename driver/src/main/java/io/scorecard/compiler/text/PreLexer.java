package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What tools put around a question: a trailing semicolon, blanks, comments. And how large one may be before
 * it is parsed: the parser recurses with what is nested, and sorts the operators of an expression in a time
 * that grows with their square.
 */
final class PreLexer {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 200;
    private static final int MOST_OPERATORS = 5_000;

    private final String text;
    private final int[] operators = new int[DEEPEST + 1];
    private final List<Integer> rows = new ArrayList<>();
    private int depth;
    private int cases;

    private PreLexer(String text) {
        this.text = text;
    }

    static String clean(String written) {
        if (written.length() > MOST_CHARACTERS) {
            throw ErrorCode.TOO_LARGE.with("it has more than 1 MiB of text", "Put long lists into a table.");
        }
        requireText(written);
        return new PreLexer(UnicodeTexts.plain(PostgresQuotes.plain(written))).cleaned();
    }

    /** No source takes a NUL, or half of a character: one cuts the text there, another puts a question mark. */
    private static void requireText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == '\0' || Character.isSurrogate(c) && !pair) {
                throw ErrorCode.INVALID.with("The question has a NUL or half of a character in it.", "Remove it.");
            }
            i += pair ? 1 : 0;
        }
    }

    private String cleaned() {
        int end = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            boolean comment = isComment(text, i);
            if (text.startsWith("//", i)) {
                // A remark to the parser, a division to DuckDB, an error to PostgreSQL.
                throw ErrorCode.INVALID.with("'//' is no operator.", "Write FLOOR(a / b), and -- before a remark.");
            }
            int next = Character.isLetter(c) ? word(i) : after(text, i);
            if (!comment) {
                measure(c);
            }
            end = Character.isWhitespace(c) || c == ';' || comment ? end : next;
            i = next;
        }
        String rest = text.substring(0, end);
        if (rest.isBlank()) {
            throw ErrorCode.INVALID.with("There is no question.", "Ask with SELECT.");
        }
        return withRowsNamed(rest);
    }

    /** {@code rows => 'month'} names an argument, although ROWS is a word of the parser's own. */
    private String withRowsNamed(String rest) {
        StringBuilder named = new StringBuilder(rest);
        for (int i = rows.size() - 1; i >= 0; i--) {
            int at = rows.get(i);
            named.insert(at + "rows".length(), "\"").insert(at, "\"");
        }
        return named.toString();
    }

    private int word(int at) {
        int end = at;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        switch (end - at > 6 ? "" : text.substring(at, end).toUpperCase(Locale.ROOT)) {
            case "CASE" -> {
                cases++;
                deeper();
            }
            case "END" -> {
                if (cases > 0) {
                    cases--;
                    depth = Math.max(0, depth - 1);
                }
            }
            case "AND", "OR", "NOT" -> operator();
            case "SELECT" -> operators[depth] = 0;
            case "ROWS" -> {
                int next = end;
                while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                    next++;
                }
                if (text.startsWith("=>", next)) {
                    rows.add(at);
                }
            }
            default -> {}
        }
        return Math.max(end, at + 1);
    }

    private void measure(char c) {
        switch (c) {
            case '(', '[', '{' -> deeper();
            case ')', ']', '}' -> depth = Math.max(0, depth - 1);
            case ',' -> operators[depth] = 0;
            case '+', '-', '*', '/', '%', '|', '<', '>', '=', '!', '~', ':', '&', '^' -> operator();
            default -> {}
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw ErrorCode.TOO_LARGE.with("it is nested deeper than " + DEEPEST, "Split it with WITH.");
        }
        operators[depth] = 0;
    }

    private void operator() {
        if (++operators[depth] > MOST_OPERATORS) {
            throw ErrorCode.TOO_LARGE.with(
                    "an expression in it has more than " + MOST_OPERATORS + " operators",
                    "Put long conditions into an IN.");
        }
    }

    /** Where what starts here ends: a comment, a quoted text, or one character. */
    static int after(String text, int at) {
        char c = text.charAt(at);
        if (text.startsWith("--", at) || text.startsWith("//", at)) {
            return end(text, text.indexOf('\n', at), 1);
        }
        if (text.startsWith("/*", at)) {
            return end(text, Comments.end(text, at), 0);
        }
        return c == '\'' || c == '"' ? end(text, text.indexOf(c, at + 1), 1) : at + 1;
    }

    private static int end(String text, int found, int length) {
        return found < 0 ? text.length() : found + length;
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("--", at) || text.startsWith("//", at) || text.startsWith("/*", at);
    }
}
