package io.scorecard.compiler.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code x::type → CAST(x AS type)} and {@code x AT TIME ZONE 'z' → at_time_zone(x, 'z')} and
 * {@code x COLLATE "C" → binary_order(x)}, in the text: our parser would take {@code a >= b::date} for {@code (a >=
 * b)::date}, and does not know the others.
 */
final class InfixCasts {

    private static final Pattern INFIX = Pattern.compile("(?i)::|\\bTIME\\s+ZONE\\b|\\bCOLLATE\\b");

    /** Words before a parenthesis that are no functions. */
    private static final Set<String> NO_FUNCTIONS = Set.of(
            "ALL",
            "AND",
            "ANY",
            "AS",
            "BETWEEN",
            "BY",
            "CASE",
            "DISTINCT",
            "ELSE",
            "EXISTS",
            "FROM",
            "HAVING",
            "IN",
            "IS",
            "JOIN",
            "LIKE",
            "NOT",
            "ON",
            "OR",
            "SELECT",
            "SOME",
            "THEN",
            "UNION",
            "USING",
            "VALUES",
            "WHEN",
            "WHERE");

    private final List<Token> tokens;
    private final Map<Integer, Integer> starts = new HashMap<>();
    private final Map<Integer, String> opened = new HashMap<>();

    /** What stands in the place of a token; the tokens of an operator behind its first vanish. */
    private final Map<Integer, String> instead = new HashMap<>();

    private InfixCasts(List<Token> tokens) {
        this.tokens = tokens;
    }

    static String rewritten(String sql) {
        return INFIX.matcher(sql).find() ? new InfixCasts(Token.of(sql)).rewrite(sql) : sql;
    }

    private boolean isZone(int i) {
        return tokens.get(i).is("AT")
                && is(i + 1, "TIME")
                && is(i + 2, "ZONE")
                && i + 3 < tokens.size()
                && tokens.get(i + 3).kind() == Token.Kind.TEXT;
    }

    /** {@code COLLATE "C"}: the order of bytes. */
    private boolean isBinary(int i) {
        return tokens.get(i).is("COLLATE")
                && tokens.get(i + 1).kind() == Token.Kind.NAME
                && Set.of("C", "POSIX").contains(tokens.get(i + 1).inside());
    }

    /** Returns the end, behind which the call is closed. */
    private int open(int operator, int end, String function, String separator) {
        int start = start(operator - 1);
        starts.put(end, start);
        opened.merge(start, function, (known, more) -> more + known);
        instead.put(operator, separator);
        return end;
    }

    private String rewrite(String sql) {
        Set<Integer> ends = new HashSet<>();
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("::")) {
                ends.add(open(i, type(i + 1), "CAST(", " AS "));
            } else if (isZone(i)) {
                ends.add(open(i, i + 3, "at_time_zone(", ", "));
                instead.put(i + 1, "");
                instead.put(i + 2, "");
            } else if (isBinary(i)) {
                ends.add(open(i, i + 1, "binary_order(", ""));
                instead.put(i + 1, "");
            }
        }
        StringBuilder out = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            out.append(sql, copied, token.start());
            copied = token.end();
            out.append(opened.getOrDefault(i, ""));
            out.append(instead.getOrDefault(i, token.text()));
            if (ends.contains(i)) {
                out.append(')');
            }
        }
        return out.append(sql, copied, sql.length()).toString();
    }

    /** The first token of the operand whose last one this is. */
    private int start(int last) {
        if (starts.containsKey(last)) {
            return starts.get(last);
        }
        Token token = tokens.get(last);
        int first = last;
        if (token.is(")") || token.is("]") || token.is("}")) {
            first = opening(last);
            Token before = at(first - 1);
            if (before.is("OVER") || before.is("FILTER")) {
                return start(first - 2);
            }
            if (before.is("GROUP") && at(first - 2).is("WITHIN")) {
                return start(first - 3);
            }
            boolean named = isName(before) && !NO_FUNCTIONS.contains(before.upper());
            first = token.is("]") || token.is(")") && named ? start(first - 1) : first;
        } else if (token.is("END")) {
            first = caseOf(last);
        } else if (token.kind() == Token.Kind.TEXT
                && Set.of("DATE", "TIMESTAMP", "TIME").contains(at(last - 1).upper())) {
            first = last - 1;
        }
        return at(first - 1).is(".") && first > 1 ? start(first - 2) : first;
    }

    private Token at(int i) {
        return i < 0 ? new Token(Token.Kind.SIGN, ";", 0) : tokens.get(i);
    }

    private static boolean isName(Token token) {
        return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NAME;
    }

    private int opening(int closing) {
        int depth = 0;
        for (int i = closing; i > 0; i--) {
            Token token = tokens.get(i);
            depth += token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
            depth -= token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return 0;
    }

    private int caseOf(int end) {
        int depth = 0;
        for (int i = end; i > 0; i--) {
            depth += tokens.get(i).is("END") ? 1 : 0;
            depth -= tokens.get(i).is("CASE") ? 1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return 0;
    }

    /** The last token of the type that begins here. */
    private int type(int first) {
        int last = first;
        if (tokens.get(first).is("DOUBLE") && is(first + 1, "PRECISION")
                || tokens.get(first).is("CHARACTER") && is(first + 1, "VARYING")) {
            last++;
        }
        if (is(last + 1, "(")) {
            while (last + 1 < tokens.size() && !tokens.get(last).is(")")) {
                last++;
            }
        }
        return is(last + 1, "WITH") && is(last + 2, "TIME") && is(last + 3, "ZONE") ? last + 3 : last;
    }

    private boolean is(int i, String word) {
        return i < tokens.size() && tokens.get(i).is(word);
    }
}
