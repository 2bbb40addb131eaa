package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code NOT LIKE ALL → = ALL (each_not_like}, of which conditions are made when it is parsed.
 *
 * @param last the word before the parenthesis
 */
public record Patterns(int last, String instead) {

    private static final String PREFIX = "each_";

    private static final Set<String> OPERATORS = Set.of("like", "not_like", "ilike", "not_ilike");

    /** The operator that a function stands for, as {@code not_like}; empty where it is any other function. */
    public static Optional<String> operator(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return Optional.of(name)
                .filter(n -> n.startsWith(PREFIX))
                .map(n -> n.substring(PREFIX.length()))
                .filter(OPERATORS::contains);
    }

    /** Whether LIKE or ILIKE with ANY, SOME or ALL begins at a token. */
    static boolean begin(List<Token> tokens, int at) {
        int like = at(tokens, at, "NOT") ? at + 1 : at;
        return (at(tokens, like, "LIKE") || at(tokens, like, "ILIKE"))
                && (at(tokens, like + 1, "ANY") || at(tokens, like + 1, "SOME") || at(tokens, like + 1, "ALL"))
                && at(tokens, like + 2, "(");
    }

    static Patterns read(List<Token> tokens, int at) {
        boolean not = tokens.get(at).is("NOT");
        int like = not ? at + 1 : at;
        if (at(tokens, like + 3, "SELECT") || at(tokens, like + 3, "VALUES") || at(tokens, like + 3, "WITH")) {
            throw ErrorCode.UNSUPPORTED.with(
                    "LIKE ANY of a subquery", "Write EXISTS (SELECT 1 FROM .. AS p WHERE x LIKE p.pattern).");
        }
        String operator = (not ? "not_" : "") + tokens.get(like).text().toLowerCase(Locale.ROOT);
        return new Patterns(like + 1, "= " + tokens.get(like + 1).upper() + " (" + PREFIX + operator);
    }

    private static boolean at(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }
}
