package io.scorecard.server.catalog;

import io.scorecard.server.sql.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
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

    /** Types that are names to a reader and numbers to a comparison. */
    private static final Set<String> REFERENCES =
            Set.of("regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole");

    private static final Set<String> NUMBERS = Set.of("oid", "int4", "int8", "integer", "bigint");

    private static final Set<String> TEXTS = Set.of("text", "varchar", "name");

    /** What has no brackets in PostgreSQL. */
    private static final Map<String, String> BARE = Map.of(
            "current_user", "pg_get_userbyid(10)",
            "session_user", "pg_get_userbyid(10)",
            "current_role", "pg_get_userbyid(10)",
            "current_schema", "current_schema()",
            "current_catalog", "current_database()");

    private static final Map<String, String> OTHER_NAMES = Map.of("_pg_expandarray", "pg_expandarray");

    private static final Set<String> ROWS = Set.of("generate_series", "unnest");

    private final List<Token> tokens;
    private final List<String> out = new ArrayList<>();
    /** For each open bracket whether rows are named there, as they are behind FROM. */
    private final Deque<Boolean> naming = new ArrayDeque<>(List.of(false));

    private int at;

    private Rewrite(List<Token> tokens) {
        this.tokens = tokens;
    }

    static String of(List<Token> tokens) {
        Rewrite rewrite = new Rewrite(tokens);
        while (rewrite.at < tokens.size()) {
            rewrite.step();
        }
        return String.join(" ", rewrite.out);
    }

    /** Whether it is a function that PostgreSQL writes without brackets. */
    static boolean isBare(Token token) {
        return token.kind() == Token.Kind.NAME && BARE.containsKey(token.value());
    }

    private boolean sees(int ahead, String word) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).is(word);
    }

    private boolean seesName(int ahead) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).isName();
    }

    private String value(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead).value() : "";
    }

    private void put(int taken, String text) {
        out.add(text);
        at += taken;
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

    private void step() {
        Token token = tokens.get(at);
        clause(token);
        if (token.is("CAST") && sees(1, "(") && castEnd() > 0) {
            standardCast();
        } else if (token.is("OPERATOR") && sees(1, "(")) {
            operator();
        } else if (token.is("COLLATE")) {
            at += sees(2, ".") ? 4 : 2;
        } else if (token.is("::")) {
            cast();
        } else if (token.isName() && sees(1, ".") && token.value().equals("pg_catalog")) {
            at += 2;
        } else if (token.isName() && sees(1, ".") && token.value().equals("information_schema")) {
            if (value(2).equals("_pg_expandarray")) {
                at += 2;
            } else {
                put(1, "information");
            }
        } else if (token.is("~") || token.is("!~") || token.is("~*") || token.is("!~*")) {
            at++;
            match(token.text());
        } else if (token.is("LIKE") || token.is("ILIKE")) {
            like();
        } else if (token.kind() == Token.Kind.LITERAL) {
            boolean list = at >= 2
                    && sees(-1, "(")
                    && (sees(-2, "ANY") || sees(-2, "ALL"))
                    && token.value().startsWith("{");
            put(1, list ? list(token.value()) : literal(token));
        } else if (token.is("WITH") && value(1).equals("ordinality")) {
            at += 2;
        } else if (token.kind() == Token.Kind.NAME) {
            name(token);
        } else if (token.kind() == Token.Kind.QUOTED_NAME) {
            put(1, quoted(token.value()));
        } else {
            put(1, token.kind() == Token.Kind.PARAMETER ? parameter() : token.text());
        }
    }

    /** An array comes as its text. */
    private String parameter() {
        boolean array = at >= 2 && sees(-1, "(") && sees(-2, "ANY") && (sees(1, ")") || sees(1, "::"));
        return array ? "string_split(trim(?, '{}'), ',')" : "?";
    }

    private void operator() {
        int sign = at + 2;
        while (sign < tokens.size()
                && (tokens.get(sign).isName() || tokens.get(sign).is("."))) {
            sign++;
        }
        String text = sign < tokens.size() ? tokens.get(sign).text() : "";
        at = sign + 2;
        if (text.contains("~")) {
            match(text);
        } else {
            out.add(text);
        }
    }

    /** A pattern may match anywhere in PostgreSQL; DuckDB wants it to match the whole. */
    private void match(String sign) {
        String flags = sign.endsWith("*") ? "(?si).*(?:" : "(?s).*(?:";
        out.add(sign.startsWith("!") ? "!~" : "~");
        if (at >= tokens.size()) {
            return;
        }
        Token pattern = tokens.get(at);
        boolean literal = pattern.kind() == Token.Kind.LITERAL;
        put(
                1,
                "(" + text(flags) + " || "
                        + (literal
                                ? text(pattern.value())
                                : pattern.kind() == Token.Kind.PARAMETER ? "?" : pattern.text())
                        + " || ').*')");
    }

    /** Without a word PostgreSQL escapes by a backslash. */
    private void like() {
        put(1, tokens.get(at).text());
        if (at < tokens.size() && tokens.get(at).kind() == Token.Kind.LITERAL) {
            boolean escaped = tokens.get(at).value().contains("\\") && !sees(1, "ESCAPE");
            put(1, text(tokens.get(at).value()) + (escaped ? " ESCAPE '\\'" : ""));
        }
    }

    private void name(Token token) {
        String name = token.value();
        boolean called = sees(1, "(");
        if (BARE.containsKey(name) && !called && !sees(1, ".") && !out.isEmpty() && !last(".") && !last("AS")) {
            put(1, BARE.get(name));
        } else if (called && name.equals("pg_partition_ancestors") && inFrom()) {
            put(1, "pg_partition_ancestor_rows");
        } else if (called && ROWS.contains(name) && inFrom()) {
            rows();
        } else if (called && name.equals("generate_series")) {
            out.add("unnest(");
            call();
            out.add(")");
        } else {
            put(1, called ? OTHER_NAMES.getOrDefault(name, token.text()) : token.text());
        }
    }

    private boolean last(String word) {
        return out.get(out.size() - 1).equalsIgnoreCase(word);
    }

    private boolean inFrom() {
        return Boolean.TRUE.equals(naming.peek());
    }

    /** A name for rows of one column is that column's name, too. */
    private void rows() {
        call();
        if (sees(0, "AS")) {
            put(1, "AS");
        }
        if (seesName(0)
                && !sees(1, "(")
                && !List.of("where", "order", "on", "join").contains(value(0))) {
            String name = tokens.get(at).text();
            put(1, name + "(" + name + ")");
        }
    }

    /** A function's name and all that stands in its brackets. */
    private void call() {
        put(1, tokens.get(at).text());
        int depth = 0;
        do {
            depth += sees(0, "(") ? 1 : sees(0, ")") ? -1 : 0;
            step();
        } while (depth > 0 && at < tokens.size());
    }

    private void cast() {
        int type = sees(2, ".") ? 3 : 1;
        if (!REFERENCES.contains(value(type))) {
            put(1, "::");
            return;
        }
        String name = value(type);
        boolean literal = at > 0 && tokens.get(at - 1).kind() == Token.Kind.LITERAL;
        at += type + 1;
        refer(name, literal);
    }

    /** Where CAST(.. AS regclass) ends; 0 where another cast stands here. */
    private int castEnd() {
        int depth = 0;
        for (int i = at + 1; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return REFERENCES.contains(tokens.get(i - 1).value()) ? i : 0;
            }
        }
        return 0;
    }

    private void standardCast() {
        int end = castEnd();
        int as = tokens.get(end - 2).is(".") ? end - 4 : end - 2;
        String name = tokens.get(end - 1).value();
        boolean literal = as == at + 3 && !tokens.get(at + 2).isName();
        out.add("(");
        at += 2;
        naming.push(false);
        while (at < as) {
            step();
        }
        naming.pop();
        out.add(")");
        at = end + 1;
        refer(name, literal);
    }

    /** The value just written, as a number or as a name: whatever is wanted behind it. */
    private void refer(String name, boolean literal) {
        boolean again = sees(0, "::") || sees(0, "AS");
        String wanted = value(sees(2, ".") ? 3 : 1);
        boolean toNumber = again && NUMBERS.contains(wanted);
        boolean toText = again && TEXTS.contains(wanted);
        int operand = operand();
        String inside = String.join(" ", out.subList(operand, out.size()));
        out.subList(operand, out.size()).clear();
        if (literal && !toNumber && name.equals("regproc")) {
            out.add("regproc_literal(" + inside + ")");
            return;
        }
        if (literal && toText) {
            inside = name + "_oid(" + inside + ")";
        }
        out.add(name + (toNumber || literal && !toText ? "_oid(" : "_name(") + inside + ")");
    }

    /** Where the words of the value begin that is cast. */
    private int operand() {
        int from = out.size() - 1;
        if (out.get(from).equals(")")) {
            int depth = 0;
            do {
                depth += out.get(from).equals(")") ? 1 : out.get(from).equals("(") ? -1 : 0;
                from--;
            } while (depth > 0 && from >= 0);
            boolean called = from >= 0
                    && out.get(from).matches("[a-zA-Z_][a-zA-Z_0-9]*")
                    && !Set.of("in", "and", "or", "not", "select", "where", "any")
                            .contains(out.get(from).toLowerCase(Locale.ROOT));
            from += called ? 0 : 1;
        }
        while (from >= 2 && out.get(from - 1).equals(".")) {
            from -= 2;
        }
        return from;
    }

    private static String literal(Token token) {
        String value = token.value();
        return value.matches("\\{[0-9,]*}") ? "[" + value.substring(1, value.length() - 1) + "]" : text(value);
    }

    /** {@code '{a,b}'} where a list is meant. */
    private static String list(String value) {
        return Arrays.stream(value.replaceAll("^\\{|}$", "").split(","))
                .map(Rewrite::text)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
