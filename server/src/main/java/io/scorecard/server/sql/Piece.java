package io.scorecard.server.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a client's text.
 *
 * @param text without the semicolon; comments are kept, lines and columns begin with it
 * @param start where it begins in the client's text
 * @param tokens at least one
 */
public record Piece(String text, int start, List<Token> tokens) {

    public Piece {
        tokens = List.copyOf(tokens);
    }

    /** The statements of a text; none where it holds nothing but blanks and comments. */
    public static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (Token token : Lexer.tokens(text)) {
            if (token.is(";")) {
                add(pieces, text.substring(start, token.start()), start, tokens);
                tokens = new ArrayList<>();
                start = token.end();
            } else {
                tokens.add(token);
            }
        }
        add(pieces, text.substring(start), start, tokens);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, int start, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            pieces.add(new Piece(text, start, tokens));
        }
    }

    /** Whether it begins with these words. */
    public boolean starts(String... words) {
        if (tokens.size() < words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }
}
