package io.scorecard.compiler.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of a question's text: a word, a number, a quoted name, a text, or one sign.
 *
 * @param text as it is written, with its quotes
 * @param start where it starts
 */
record Token(Kind kind, String text, int start) {

    enum Kind {
        WORD,
        NUMBER,
        NAME,
        TEXT,
        SIGN
    }

    int end() {
        return start + text.length();
    }

    /** As a key word; "" where it is quoted or no word. */
    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    boolean is(String wordOrSign) {
        return kind == Kind.SIGN ? text.equals(wordOrSign) : upper().equals(wordOrSign);
    }

    /** What stands between the quotes. */
    String inside() {
        char quote = text.charAt(0);
        return text.substring(1, text.length() - 1).replace("" + quote + quote, "" + quote);
    }

    /** All pieces of a text; blanks and comments are none. */
    static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < sql.length(); ) {
            char c = sql.charAt(i);
            if (sql.startsWith("--", i)) {
                i = until(sql, sql.indexOf('\n', i), 1);
            } else if (sql.startsWith("/*", i)) {
                i = until(sql, sql.indexOf("*/", i + 2), 2);
            } else if (Character.isWhitespace(c)) {
                i++;
            } else {
                Token token = token(sql, i, c);
                tokens.add(token);
                i = token.end();
            }
        }
        return tokens;
    }

    private static Token token(String sql, int at, char c) {
        if (c == '\'' || c == '"' || c == '`') {
            int end = at + 1;
            while (end < sql.length() && (sql.charAt(end) != c || sql.startsWith("" + c + c, end))) {
                end += sql.charAt(end) == c ? 2 : 1;
            }
            String text = sql.substring(at, Math.min(end + 1, sql.length()));
            return new Token(end >= sql.length() ? Kind.SIGN : c == '\'' ? Kind.TEXT : Kind.NAME, text, at);
        }
        int end = at;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || "_$".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        if (end == at) {
            return new Token(Kind.SIGN, sql.startsWith("::", at) ? "::" : String.valueOf(c), at);
        }
        if (Character.isDigit(c) && isExponent(sql, at, end)) {
            return new Token(Kind.NUMBER, sql.substring(at, digits(sql, end + 1)), at);
        }
        return new Token(Character.isDigit(c) ? Kind.NUMBER : Kind.WORD, sql.substring(at, end), at);
    }

    /** {@code 1e-12} is one number. */
    private static boolean isExponent(String sql, int at, int end) {
        return sql.substring(at, end).matches("\\d+[eE]")
                && end + 1 < sql.length()
                && "+-".indexOf(sql.charAt(end)) >= 0
                && Character.isDigit(sql.charAt(end + 1));
    }

    private static int digits(String sql, int from) {
        int end = from;
        while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int until(String text, int found, int length) {
        return found < 0 ? text.length() : found + length;
    }
}
