package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;

/**
 * {@code U&'\00e9' → 'é'}, {@code U&"\00e9" → "é"}, with {@code UESCAPE} or without, as the standard and
 * PostgreSQL read them.
 *
 * <p>Calcite knows four digits only and reads {@code \+01F600} as something else; and it prints such a text
 * with a character set that no source understands. What is replaced keeps its length, so that an error is
 * found where it was written.
 */
final class UnicodeTexts {

    private final String text;
    private final StringBuilder plain;

    private UnicodeTexts(String text) {
        this.text = text;
        this.plain = new StringBuilder(text.length());
    }

    static String plain(String text) {
        return text.contains("&'") || text.contains("&\"") ? new UnicodeTexts(text).replaced() : text;
    }

    private String replaced() {
        for (int i = 0; i < text.length(); ) {
            int next;
            if (starts(i)) {
                next = replace(i);
            } else {
                next = PreLexer.after(text, i);
                plain.append(text, i, next);
            }
            i = next;
        }
        return plain.toString();
    }

    private boolean starts(int at) {
        return (text.charAt(at) == 'U' || text.charAt(at) == 'u')
                && at + 2 < text.length()
                && text.charAt(at + 1) == '&'
                && (text.charAt(at + 2) == '\'' || text.charAt(at + 2) == '"')
                && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)));
    }

    private int replace(int at) {
        char quote = text.charAt(at + 2);
        int close = close(at, quote);
        int end = close + 1;
        char escape = '\\';
        int clause = blanks(end);
        if (text.regionMatches(true, clause, "UESCAPE", 0, 7)) {
            int mark = blanks(clause + 7);
            boolean whole = mark + 2 < text.length() && text.charAt(mark) == '\'' && text.charAt(mark + 2) == '\'';
            if (!whole || "+'\"0123456789abcdefABCDEF ".indexOf(text.charAt(mark + 1)) >= 0) {
                throw wrong(clause, "UESCAPE needs one character that is no digit.");
            }
            escape = text.charAt(mark + 1);
            end = mark + 3;
        }
        int start = plain.length();
        plain.append(quote);
        for (int i = at + 3; i < close; ) {
            i = text.charAt(i) == escape ? escaped(i, close, escape, quote) : copied(i);
        }
        if (endsInHalf(start)) {
            throw wrong(at, "half of a character is missing.");
        }
        plain.append(quote);
        for (int i = plain.length() - start; i < end - at; i++) {
            plain.append(text.charAt(at + i) == '\n' ? '\n' : ' ');
        }
        return end;
    }

    private int copied(int at) {
        plain.append(text.charAt(at));
        return at + 1;
    }

    private int escaped(int at, int close, char escape, char quote) {
        if (at + 1 < close && text.charAt(at + 1) == escape) {
            plain.append(escape);
            return at + 2;
        }
        boolean six = at + 1 < close && text.charAt(at + 1) == '+';
        int from = at + (six ? 2 : 1);
        int until = from + (six ? 6 : 4);
        String digits = until <= close ? text.substring(from, until) : "";
        int point = digits.matches("[0-9A-Fa-f]+") ? Integer.parseInt(digits, 16) : 0;
        if (point == 0 || point > Character.MAX_CODE_POINT) {
            throw wrong(at, "this is no character: write " + escape + "XXXX or " + escape + "+XXXXXX.");
        }
        if (point == quote) {
            plain.append(quote);
        }
        plain.appendCodePoint(point);
        return until;
    }

    /** A surrogate without its other half is no text that a source could take. */
    private boolean endsInHalf(int start) {
        for (int i = start; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < plain.length()
                    && Character.isLowSurrogate(plain.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                return true;
            }
            i += pair ? 1 : 0;
        }
        return false;
    }

    private int close(int at, char quote) {
        int i = at + 3;
        while (i < text.length()) {
            if (text.charAt(i) != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i;
            }
        }
        throw wrong(at, "a quote is not closed.");
    }

    private int blanks(int at) {
        int i = at;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private RuntimeException wrong(int at, String what) {
        String before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return ErrorCode.SYNTAX.with(line, at - before.lastIndexOf('\n'), what, "Check the text there.");
    }
}
