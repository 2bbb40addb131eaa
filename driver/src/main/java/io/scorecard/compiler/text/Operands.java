package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the operands of an operator begin and end, among the tokens of a question. Not thread-safe. */
final class Operands {

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

    Operands(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** These tokens have become one operand. */
    void isOne(int start, int end) {
        starts.put(end, start);
    }

    /** The first token of the operand whose last one this is. */
    int start(int last) {
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
        return i < 0 || i >= tokens.size() ? new Token(Token.Kind.SIGN, ";", 0) : tokens.get(i);
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

    /** Whether this is a sign before a number, and not one between two. */
    boolean isSign(int i) {
        if (!at(i).is("-") && !at(i).is("+")) {
            return false;
        }
        Token before = at(i - 1);
        boolean ends = before.is(")") || before.is("]") || before.is("}");
        return before.kind() == Token.Kind.SIGN ? !ends : NO_FUNCTIONS.contains(before.upper());
    }

    /** The last token of the operand of {@code ^} that begins here. */
    int end(int first) {
        int last = first;
        while (at(last).is("-") || at(last).is("+")) {
            last++;
        }
        boolean value =
                last < tokens.size() && (at(last).kind() != Token.Kind.SIGN || at(last).is("(") || at(last).is("?"));
        if (!value || at(last).is("CASE")) {
            throw refused();
        }
        while (at(last + 1).is(".") && last + 2 < tokens.size()) {
            last += 2;
        }
        boolean call = isName(at(last)) && at(last + 1).is("(");
        last = at(last).is("(") ? closing(last) : call ? closing(last + 1) : last;
        if (Set.of("OVER", "FILTER", "WITHIN").contains(at(last + 1).upper())
                || at(last + 1).is("::")
                || at(last + 1).is("[")) {
            throw refused();
        }
        return last;
    }

    private static RuntimeException refused() {
        return ErrorCode.UNSUPPORTED.with("^ with this exponent", "Write POWER(x, y).");
    }

    private int closing(int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw refused();
    }
}
