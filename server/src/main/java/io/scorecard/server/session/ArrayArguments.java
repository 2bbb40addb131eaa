package io.scorecard.server.session;

import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import io.scorecard.server.wire.PgType;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement that are arrays: {@code x = ANY($1)}, {@code ANY($1::int[])}. The driver takes no array as a
 * parameter, so that what is bound is written into the statement: {@code x = ANY('{a,b}')}.
 *
 * @param types by their number the type that the client is told where it has declared none
 */
record ArrayArguments(Map<Integer, Integer> types) {

    private static final Set<String> QUANTIFIERS = Set.of("ANY", "SOME", "ALL");

    ArrayArguments {
        types = Map.copyOf(types);
    }

    static ArrayArguments of(Piece piece) throws SQLException {
        List<Token> tokens = piece.tokens();
        Map<Integer, Integer> types = new TreeMap<>();
        for (int i = 2; i < tokens.size(); i++) {
            boolean bare = tokens.get(i).kind() == Token.Kind.PARAMETER
                    && tokens.get(i - 1).is("(")
                    && QUANTIFIERS.stream().anyMatch(tokens.get(i - 2)::is);
            if (bare) {
                boolean cast = i + 2 < tokens.size() && tokens.get(i + 1).is("::");
                types.put(
                        Arguments.number(tokens.get(i).text()),
                        PgType.arrayOf(cast ? tokens.get(i + 2).value() : "text"));
            }
        }
        return new ArrayArguments(types);
    }

    /** What stands in their places while nothing is bound. */
    Map<Integer, String> empty() {
        Map<Integer, String> texts = new HashMap<>();
        types.keySet().forEach(number -> texts.put(number, "{}"));
        return texts;
    }

    /** @param values of all parameters */
    Map<Integer, String> bound(List<@Nullable Object> values) throws SQLException {
        Map<Integer, String> texts = new HashMap<>();
        for (int number : types.keySet()) {
            Object value = number <= values.size() ? values.get(number - 1) : null;
            if (value == null) {
                throw new SQLDataException("the array of parameter $" + number + " is null", "22004");
            }
            texts.put(number, value.toString());
        }
        return texts;
    }
}
