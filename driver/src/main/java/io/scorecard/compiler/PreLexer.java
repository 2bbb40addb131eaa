package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;

/** What tools put around a question: a trailing semicolon, blanks, comments. And how large one may be. */
final class PreLexer {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 200;

    private PreLexer() {}

    static String clean(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw ErrorCode.TOO_LARGE.with("it has more than 1 MiB of text", "Put long lists into a table.");
        }
        int depth = 0;
        int end = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int next = after(text, i, c);
            boolean counts = !Character.isWhitespace(c) && c != ';' && !isComment(text, i);
            if (c == '(' && ++depth > DEEPEST) {
                throw ErrorCode.TOO_LARGE.with("it is nested deeper than " + DEEPEST, "Split it with WITH.");
            } else if (c == ')') {
                depth--;
            }
            end = counts ? next : end;
            i = next;
        }
        String rest = text.substring(0, end);
        if (rest.isBlank()) {
            throw ErrorCode.INVALID.with("There is no question.", "Ask with SELECT.");
        }
        return rest;
    }

    /** Where what starts here ends: a comment, a quoted text, or one character. */
    private static int after(String text, int at, char c) {
        if (text.startsWith("--", at)) {
            return end(text, text.indexOf('\n', at), 1);
        }
        if (text.startsWith("/*", at)) {
            return end(text, text.indexOf("*/", at + 2), 2);
        }
        return c == '\'' || c == '"' ? end(text, text.indexOf(c, at + 1), 1) : at + 1;
    }

    private static int end(String text, int found, int length) {
        return found < 0 ? text.length() : found + length;
    }

    private static boolean isComment(String text, int at) {
        return text.startsWith("--", at) || text.startsWith("/*", at);
    }
}
