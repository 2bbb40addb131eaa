package io.scorecard.server.session;

import io.scorecard.functions.Quoted;
import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import io.scorecard.server.wire.PgType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a statement: {@code $1} for its client, {@code ?} for JDBC, in the order of the text.
 *
 * @param sql the statement with question marks
 * @param numbers for each question mark the parameter it stands for, counted from 1
 * @param typed whether the database knows what type each has
 */
record Arguments(String sql, List<Integer> numbers, boolean typed) {

    /** As many as a message can count. */
    private static final String HIGHEST = "65535";

    Arguments {
        numbers = List.copyOf(numbers);
    }

    static Arguments of(Piece piece) throws SQLException {
        return of(piece, Map.of());
    }

    /** @param arrays what stands in the place of parameters that are arrays, by their number */
    static Arguments of(Piece piece, Map<Integer, String> arrays) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        int copied = 0;
        for (Token token : piece.tokens()) {
            if (token.kind() == Token.Kind.PARAMETER) {
                int number = number(token.text());
                String array = arrays.get(number);
                sql.append(piece.text(), copied, token.start() - piece.start())
                        .append(array == null ? "?" : Quoted.text(array));
                copied = token.end() - piece.start();
                if (array == null) {
                    numbers.add(number);
                }
            }
        }
        return new Arguments(sql.append(piece.text().substring(copied)).toString(), numbers, true);
    }

    static int number(String parameter) throws SQLException {
        String digits = parameter.substring(1);
        if (digits.length() > HIGHEST.length() || Integer.parseInt(digits) > Integer.parseInt(HIGHEST)) {
            throw new SQLSyntaxErrorException("there is no parameter " + parameter, "42P02");
        }
        return Integer.parseInt(digits);
    }

    /** The same where the database knows no types of parameters: texts, which it reads as it needs them. */
    Arguments texts() {
        return new Arguments(sql, numbers, false);
    }

    int count() {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Of the types that are known: a parameter that stands nowhere is a text. */
    List<Integer> types(PreparedStatement statement) throws SQLException {
        List<Integer> types = new ArrayList<>();
        ParameterMetaData known = numbers.isEmpty() || !typed ? null : statement.getParameterMetaData();
        for (int number = 1; number <= count(); number++) {
            int place = numbers.indexOf(number);
            types.add(place < 0 || known == null ? Types.VARCHAR : known.getParameterType(place + 1));
        }
        return types;
    }

    /** A question that leaves a type open has the columns that come of what is declared. */
    void declare(PreparedStatement statement, List<Integer> oids) throws SQLException {
        for (int i = 0; typed && i < numbers.size(); i++) {
            int type = declared(oids, i);
            if (type != Types.NULL) {
                statement.setNull(i + 1, type);
            }
        }
    }

    private int declared(List<Integer> oids, int place) {
        int number = numbers.get(place);
        int oid = number <= oids.size() ? oids.get(number - 1) : 0;
        return oid == 0 ? Types.NULL : PgType.jdbcType(oid);
    }

    /** @param oids the types that were declared */
    void bind(PreparedStatement statement, List<@Nullable Object> values, List<Integer> oids) throws SQLException {
        if (values.size() < count()) {
            throw new SQLSyntaxErrorException("there is no parameter $" + count(), "42P02");
        }
        for (int i = 0; i < numbers.size(); i++) {
            Object value = values.get(numbers.get(i) - 1);
            int type = typed ? declared(oids, i) : Types.NULL;
            if (type == Types.NULL || type == Types.VARCHAR) {
                statement.setObject(i + 1, value);
            } else {
                statement.setObject(i + 1, value, type);
            }
        }
    }
}
