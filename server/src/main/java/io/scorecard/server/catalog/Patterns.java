package io.scorecard.server.catalog;

import io.scorecard.functions.Quoted;
import io.scorecard.server.sql.Token;

/**
 * Comparisons with patterns: {@code a ~ 'b' → a ~ '.*(?:b).*'}, because a pattern may match anywhere in PostgreSQL and
 * DuckDB wants it to match the whole.
 */
final class Patterns {

    private final Words words;

    Patterns(Words words) {
        this.words = words;
    }

    /** {@code OPERATOR(pg_catalog.~)} */
    void operator() {
        int sign = 2;
        while (words.seesName(sign) || words.sees(sign, ".")) {
            sign++;
        }
        String text = words.has(sign) ? words.peek(sign).text() : "";
        words.skip(sign + 2);
        if (text.contains("~")) {
            match(text);
        } else {
            words.write(text);
        }
    }

    /** @param sign {@code ~}, with {@code !} before it for its opposite and {@code *} behind it for any case */
    void match(String sign) {
        words.write(sign.startsWith("!") ? "!~" : "~");
        if (words.isEnd()) {
            return;
        }
        String flags = sign.endsWith("*") ? "(?si).*(?:" : "(?s).*(?:";
        words.replace(1, "(" + Quoted.text(flags) + " || " + pattern(words.next()) + " || ').*')");
    }

    private static String pattern(Token token) {
        return switch (token.kind()) {
            case LITERAL -> Quoted.text(token.value());
            case PARAMETER -> "?";
            default -> token.text();
        };
    }

    /** Without a word PostgreSQL escapes by a backslash. */
    void like() {
        words.replace(1, words.next().text());
        if (words.seesLiteral(0)) {
            boolean escaped = words.value(0).contains("\\") && !words.sees(1, "ESCAPE");
            words.replace(1, Quoted.text(words.value(0)) + (escaped ? " ESCAPE '\\'" : ""));
        }
    }
}
