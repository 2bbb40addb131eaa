package io.scorecard.compiler.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code x::type → CAST(x AS type)} and {@code x AT TIME ZONE 'z' → at_time_zone(x, 'z')} and
 * {@code x COLLATE "C" → binary_order(x)} and {@code x ^ y → power(x, y)}, in the text: our parser would take {@code a >=
 * b::date} for {@code (a >= b)::date} and {@code a ^ b * c} for {@code a ^ (b * c)}, and does not know the others.
 */
final class InfixCasts {

    private static final Pattern INFIX = Pattern.compile("(?i)::|\\^|\\bTIME\\s+ZONE\\b|\\bCOLLATE\\b");

    private final List<Token> tokens;
    private final Operands operands;
    private final Map<Integer, String> opened = new HashMap<>();

    /** What stands in the place of a token; the tokens of an operator behind its first vanish. */
    private final Map<Integer, String> instead = new HashMap<>();

    private InfixCasts(List<Token> tokens) {
        this.tokens = tokens;
        this.operands = new Operands(tokens);
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
        int start = operands.start(operator - 1);
        operands.isOne(start, end);
        opened.merge(start, function, (known, more) -> more + known);
        instead.put(operator, separator);
        return end;
    }

    /** A sign before the base belongs to it. */
    private int power(int operator) {
        int base = operands.start(operator - 1);
        int start = operands.isSign(base - 1) ? base - 1 : base;
        int end = operands.end(operator + 1);
        operands.isOne(start, end);
        opened.merge(start, "power(", (known, more) -> more + known);
        instead.put(operator, ", ");
        return end;
    }

    private String rewrite(String sql) {
        List<Integer> ends = new ArrayList<>();
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
            } else if (tokens.get(i).is("^")) {
                ends.add(power(i));
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
            int end = i;
            out.append(")".repeat((int) ends.stream().filter(e -> e == end).count()));
        }
        return out.append(sql, copied, sql.length()).toString();
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
