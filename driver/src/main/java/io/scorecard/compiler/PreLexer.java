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
        char quote = 0;
        int end = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' && ++depth > DEEPEST) {
                throw ErrorCode.TOO_LARGE.with("it is nested deeper than " + DEEPEST, "Split it with WITH.");
            } else if (c == ')') {
                depth--;
            }
        }
        while (end > 0 && (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == ';')) {
            end--;
        }
        String rest = text.substring(0, end);
        if (rest.isBlank()) {
            throw ErrorCode.INVALID.with("There is no question.", "Ask with SELECT.");
        }
        return rest;
    }
}
