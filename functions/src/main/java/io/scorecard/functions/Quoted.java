package io.scorecard.functions;

/** Names and texts as SQL writes them, whatever is in them. */
public final class Quoted {

    private Quoted() {}

    /** {@code my "name" → "my ""name"""} */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code 'it''s' → it's} */
    public static String read(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    /** {@code it's → 'it''s'} */
    public static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
