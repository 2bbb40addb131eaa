package io.scorecard.server.catalog;

import io.scorecard.functions.Quoted;
import io.scorecard.server.sql.Token;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A catalogue question of PostgreSQL in DuckDB's words:
 *
 * <pre>
 * pg_catalog.x, information_schema.x    x, information.x
 * 'kpi'::regclass, c.oid::regclass      regclass_oid('kpi'), regclass_name(c.oid)
 * a OPERATOR(pg_catalog.~) 'b'          a ~ '.*(?:b).*', because DuckDB compares the whole
 * a COLLATE "default", '{0}'            a, [0]
 * generate_series(..) s                 generate_series(..) s(s)
 * </pre>
 *
 * <p>Everything is written anew from its meaning: no comment, escape or dollar quote gets through in which
 * DuckDB could read something else.
 */
final class Rewrite {

    /** What has no brackets in PostgreSQL. */
    private static final Map<String, String> BARE = Map.of(
            "current_user", "pg_get_userbyid(10)",
            "session_user", "pg_get_userbyid(10)",
            "current_role", "pg_get_userbyid(10)",
            "current_schema", "current_schema()",
            "current_catalog", "current_database()");

    private static final Map<String, String> OTHER_NAMES = Map.of("_pg_expandarray", "pg_expandarray");

    private static final Set<String> ROWS = Set.of("generate_series", "unnest");

    private static final Set<String> NO_ALIASES = Set.of("where", "order", "on", "join");

    private final Words words;
    private final References references;
    private final Patterns patterns;
    /** For each open bracket whether rows are named there, as they are behind FROM. */
    private final Deque<Boolean> naming = new ArrayDeque<>(List.of(false));

    private Rewrite(List<Token> tokens) {
        this.words = new Words(tokens);
        this.references = new References(words);
        this.patterns = new Patterns(words);
    }

    static String of(List<Token> tokens) {
        Rewrite rewrite = new Rewrite(tokens);
        while (!rewrite.words.isEnd()) {
            rewrite.step();
        }
        return rewrite.words.text();
    }

    /** Whether it is a function that PostgreSQL writes without brackets. */
    static boolean isBare(Token token) {
        return token.kind() == Token.Kind.NAME && BARE.containsKey(token.value());
    }

    private void clause(Token token) {
        if (token.is("(")) {
            naming.push(false);
        } else if (token.is(")") && naming.size() > 1) {
            naming.pop();
        } else if (token.is("FROM")) {
            name(true);
        } else if (token.is("SELECT") || token.is("WHERE") || token.is("GROUP") || token.is("ORDER")) {
            name(false);
        }
    }

    private void name(boolean rows) {
        naming.pop();
        naming.push(rows);
    }

    private boolean isInFrom() {
        return Boolean.TRUE.equals(naming.peek());
    }

    private void step() {
        Token token = words.next();
        clause(token);
        if (token.is("CAST") && words.sees(1, "(") && references.standardCast() > 0) {
            standardCast(references.standardCast());
        } else if (token.is("OPERATOR") && words.sees(1, "(")) {
            patterns.operator();
        } else if (token.is("COLLATE")) {
            words.skip(words.sees(2, ".") ? 4 : 2);
        } else if (token.is("::")) {
            references.cast();
        } else if (token.isName("pg_catalog") && words.sees(1, ".")) {
            words.skip(2);
        } else if (token.isName("information_schema") && words.sees(1, ".")) {
            informationSchema();
        } else if (token.is("~") || token.is("!~") || token.is("~*") || token.is("!~*")) {
            words.skip(1);
            patterns.match(token.text());
        } else if (token.is("LIKE") || token.is("ILIKE")) {
            patterns.like();
        } else if (token.is("WITH") && words.value(1).equals("ordinality")) {
            words.skip(2);
        } else {
            word(token);
        }
    }

    private void informationSchema() {
        if (words.value(2).equals("_pg_expandarray")) {
            words.skip(2);
        } else {
            words.replace(1, "information");
        }
    }

    private void word(Token token) {
        switch (token.kind()) {
            case LITERAL -> words.replace(1, isList(token) ? list(token.value()) : literal(token.value()));
            case NAME -> name(token);
            case QUOTED_NAME -> words.replace(1, Quoted.name(token.value()));
            case PARAMETER -> words.replace(1, parameter());
            default -> words.replace(1, token.text());
        }
    }

    /** Whether a text is a list: {@code = ANY('{a,b}')}. */
    private boolean isList(Token token) {
        return words.hasRead(2)
                && words.sees(-1, "(")
                && (words.sees(-2, "ANY") || words.sees(-2, "ALL"))
                && token.value().startsWith("{");
    }

    /** An array comes as its text. */
    private String parameter() {
        boolean array = words.hasRead(2)
                && words.sees(-1, "(")
                && words.sees(-2, "ANY")
                && (words.sees(1, ")") || words.sees(1, "::"));
        return array ? "string_split(trim(?, '{}'), ',')" : "?";
    }

    private void name(Token token) {
        String name = token.value();
        boolean called = words.sees(1, "(");
        if (BARE.containsKey(name) && !called && standsAlone()) {
            words.replace(1, BARE.get(name));
        } else if (called && name.equals("pg_partition_ancestors") && isInFrom()) {
            words.replace(1, "pg_partition_ancestor_rows");
        } else if (called && ROWS.contains(name) && isInFrom()) {
            rows();
        } else if (called && name.equals("generate_series")) {
            words.write("unnest(");
            call();
            words.write(")");
        } else {
            words.replace(1, called ? OTHER_NAMES.getOrDefault(name, token.text()) : token.text());
        }
    }

    /** Whether a name is neither a part of another one nor an alias. */
    private boolean standsAlone() {
        return !words.sees(1, ".") && !words.isNothingWritten() && !words.wrote(".") && !words.wrote("AS");
    }

    /** A name for rows of one column is that column's name, too. */
    private void rows() {
        call();
        if (words.sees(0, "AS")) {
            words.replace(1, "AS");
        }
        if (words.seesName(0) && !words.sees(1, "(") && !NO_ALIASES.contains(words.value(0))) {
            String name = words.next().text();
            words.replace(1, name + "(" + name + ")");
        }
    }

    /** A function's name and all that stands in its brackets. */
    private void call() {
        words.replace(1, words.next().text());
        int depth = 0;
        do {
            depth += words.sees(0, "(") ? 1 : words.sees(0, ")") ? -1 : 0;
            step();
        } while (depth > 0 && !words.isEnd());
    }

    /** @param length words before the last bracket */
    private void standardCast(int length) {
        int end = words.at() + length;
        int as = end - (words.sees(length - 2, ".") ? 4 : 2);
        String type = words.value(length - 1);
        boolean literal = as == words.at() + 3 && !words.seesName(2);
        words.write("(");
        words.skip(2);
        naming.push(false);
        while (words.at() < as) {
            step();
        }
        naming.pop();
        words.write(")");
        words.skip(end + 1 - words.at());
        references.refer(type, literal);
    }

    private static String literal(String value) {
        return value.matches("\\{[0-9,]*}") ? "[" + value.substring(1, value.length() - 1) + "]" : Quoted.text(value);
    }

    /** {@code '{a,b}'} where a list is meant. */
    private static String list(String value) {
        return Arrays.stream(value.replaceAll("^\\{|}$", "").split(","))
                .map(Quoted::text)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
