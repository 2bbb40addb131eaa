package io.scorecard.server.sql;

import java.util.Locale;

/**
 * A word of a statement.
 *
 * @param text as it is written
 * @param value what it means: a name in small letters unless it was quoted, a literal without its quotes
 * @param start where it stands in the client's text
 */
public record Token(Kind kind, String text, String value, int start) {

    /** What a word can be. */
    public enum Kind {
        NAME,
        QUOTED_NAME,
        LITERAL,
        NUMBER,
        PARAMETER,
        SYMBOL
    }

    public int end() {
        return start + text.length();
    }

    /** Whether it is this keyword or symbol; a quoted name is no keyword. */
    public boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && value.equals(word.toLowerCase(Locale.ROOT));
    }

    public boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }

    public boolean isName(String name) {
        return isName() && value.equals(name);
    }
}
