package io.scorecard.server.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into words as PostgreSQL does: comments nest, strings may be escaped or dollar-quoted.
 *
 * <p>What does not end (a string, a comment) goes on to the end of the text; whoever reads the statement
 * then complains about it.
 */
public final class Lexer {

    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?:.";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    public static List<Token> tokens(String text) {
        return new Lexer(text).cut();
    }

    private List<Token> cut() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline;
            } else if (text.startsWith("/*", at)) {
                comment();
            } else if (c == '\'') {
                string(at, false);
            } else if ((c == 'e' || c == 'E') && next() == '\'') {
                string(at + 1, true);
            } else if ((c == 'b' || c == 'B' || c == 'x' || c == 'X' || c == 'n' || c == 'N') && next() == '\'') {
                string(at + 1, false);
            } else if (c == '"' || c == '`') {
                quotedName(c);
            } else if (c == '$' && dollarTag() != null) {
                dollarString(dollarTag());
            } else if (c == '$' && Character.isDigit(next())) {
                run(Token.Kind.PARAMETER, 1);
            } else if (Character.isDigit(c) || c == '.' && Character.isDigit(next())) {
                number();
            } else if (isLetter(c)) {
                name();
            } else {
                symbol(c);
            }
        }
        return tokens;
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : 0;
    }

    private static boolean isLetter(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 128;
    }

    private void add(Token.Kind kind, int end, String value) {
        tokens.add(new Token(kind, text.substring(at, end), value, at));
        at = end;
    }

    private void comment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        at = Math.min(at, text.length());
    }

    private void string(int quote, boolean escapes) {
        StringBuilder value = new StringBuilder();
        int i = quote + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'' && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                value.append('\'');
                i += 2;
            } else if (c == '\'') {
                break;
            } else if (escapes && c == '\\' && i + 1 < text.length()) {
                value.append(escaped(text.charAt(i + 1)));
                i += 2;
            } else {
                value.append(c);
                i++;
            }
        }
        add(Token.Kind.LITERAL, Math.min(i + 1, text.length()), value.toString());
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    private void quotedName(char quote) {
        StringBuilder value = new StringBuilder();
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == quote && (i + 1 >= text.length() || text.charAt(i + 1) != quote)) {
                break;
            }
            value.append(c);
            i += c == quote ? 2 : 1;
        }
        add(Token.Kind.QUOTED_NAME, Math.min(i + 1, text.length()), value.toString());
    }

    /** Null where no dollar-quoted string begins. */
    private @Nullable String dollarTag() {
        int i = at + 1;
        while (i < text.length() && (isLetter(text.charAt(i)) || i > at + 1 && Character.isDigit(text.charAt(i)))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '$' ? text.substring(at, i + 1) : null;
    }

    private void dollarString(String tag) {
        int start = at + tag.length();
        int close = text.indexOf(tag, start);
        int end = close < 0 ? text.length() : close;
        add(Token.Kind.LITERAL, close < 0 ? end : end + tag.length(), text.substring(start, end));
    }

    private void run(Token.Kind kind, int from) {
        int i = at + from;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        add(kind, i, text.substring(at, i));
    }

    private void number() {
        int i = at;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean exponent = (c == '+' || c == '-') && (text.charAt(i - 1) | 0x20) == 'e' && i > at;
            if (!exponent && c != '.' && !Character.isLetterOrDigit(c) && c != '_') {
                break;
            }
            i++;
        }
        add(Token.Kind.NUMBER, i, text.substring(at, i));
    }

    private void name() {
        int i = at;
        while (i < text.length()
                && (isLetter(text.charAt(i)) || Character.isDigit(text.charAt(i)) || text.charAt(i) == '$')) {
            i++;
        }
        add(Token.Kind.NAME, i, text.substring(at, i).toLowerCase(Locale.ROOT));
    }

    private void symbol(char c) {
        int i = at + 1;
        if (c == ':' && next() == ':') {
            i = at + 2;
        } else if (c != '.' && c != ':' && OPERATORS.indexOf(c) >= 0) {
            while (i < text.length()
                    && OPERATORS.indexOf(text.charAt(i)) >= 0
                    && text.charAt(i) != '.'
                    && text.charAt(i) != ':'
                    && !text.startsWith("--", i)
                    && !text.startsWith("/*", i)) {
                i++;
            }
        }
        add(Token.Kind.SYMBOL, i, text.substring(at, i));
    }
}
