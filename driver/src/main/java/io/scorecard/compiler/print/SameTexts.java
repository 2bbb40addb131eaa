package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.functions.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Texts on DuckDB as PostgreSQL has them.
 *
 * <table>
 * <tr><td>{@code SUBSTRING(x, 0, 3)}</td><td>its first two characters; DuckDB counts from the end where less than 1 is said</td></tr>
 * <tr><td>{@code x ~ 'a.b'}</td><td>a dot is a line's end, too; {@code \w} and {@code [:alpha:]} are any letter; {@code \y} is a bound of such</td></tr>
 * </table>
 */
final class SameTexts {

    /**
     * Behind a backslash: what is a backspace to one and a bound to the other, what one of them lacks, and references back.
     */
    private static final String APART = "bBAZYmM123456789";

    private SameTexts() {}

    static RexNode meant(RexBuilder rex, RexCall call) {
        String name = call.getOperator().getName();
        if (name.equals("SUBSTRING") || name.equals("SUBSTR")) {
            return fromFirst(rex, call);
        }
        if (name.equals("SPLIT_PART")
                && call.getOperands().get(1) instanceof RexLiteral by
                && "".equals(by.getValueAs(String.class))) {
            throw ErrorCode.UNSUPPORTED.with("SPLIT_PART at nothing", "Say what stands between the parts.");
        }
        if (name.equals("SPLIT_PART")
                && BigDecimal.ZERO.equals(number(call.getOperands().get(2)))) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "SPLIT_PART of part 0.", "Count the parts from 1, or from the end with -1.");
        }
        return call.getOperator() instanceof SqlPosixRegexOperator
                        || call.getOperator() == Operators.SUBSTRING_MATCHED
                        || name.equals("REGEXP_REPLACE")
                ? pattern(rex, call)
                : call;
    }

    private static RexNode with(RexBuilder rex, RexCall call, List<RexNode> operands) {
        return operands.equals(call.getOperands()) ? call : rex.makeCall(call.getType(), call.getOperator(), operands);
    }

    private static RexNode fromFirst(RexBuilder rex, RexCall call) {
        BigDecimal length =
                call.getOperands().size() == 3 ? number(call.getOperands().get(2)) : null;
        if (length != null && length.signum() < 0) {
            throw ErrorCode.BAD_ARGUMENT.with("SUBSTRING of less than no characters.", "Write a length of 0 or more.");
        }
        BigDecimal start = number(call.getOperands().get(1));
        if (start == null && !call.getOperands().get(1).isA(SqlKind.LITERAL)) {
            return fromAnywhere(rex, call);
        }
        if (start == null || start.signum() > 0) {
            return call;
        }
        List<RexNode> operands = new ArrayList<>(call.getOperands());
        operands.set(1, rex.makeExactLiteral(BigDecimal.ONE));
        if (operands.size() == 3) {
            if (length == null) {
                throw ErrorCode.UNSUPPORTED.with("SUBSTRING from less than 1", "Count the characters from 1.");
            }
            BigDecimal left = start.add(length).subtract(BigDecimal.ONE).max(BigDecimal.ZERO);
            operands.set(2, rex.makeExactLiteral(left));
        }
        return with(rex, call, operands);
    }

    /** Characters before the first are counted, and none. */
    private static RexNode fromAnywhere(RexBuilder rex, RexCall call) {
        RexNode start = call.getOperands().get(1);
        RexNode one = rex.makeExactLiteral(BigDecimal.ONE);
        List<RexNode> operands = new ArrayList<>(call.getOperands());
        operands.set(1, larger(rex, start, one));
        if (operands.size() == 3) {
            RexNode before = rex.makeCall(
                    SqlStdOperatorTable.CASE, rex.makeCall(SqlStdOperatorTable.LESS_THAN, start, one), start, one);
            RexNode left = rex.makeCall(
                    SqlStdOperatorTable.MINUS, rex.makeCall(SqlStdOperatorTable.PLUS, operands.get(2), before), one);
            operands.set(2, larger(rex, left, rex.makeExactLiteral(BigDecimal.ZERO)));
        }
        return with(rex, call, operands);
    }

    /** NULL where the value is. */
    private static RexNode larger(RexBuilder rex, RexNode value, RexNode least) {
        return rex.makeCall(
                SqlStdOperatorTable.CASE, rex.makeCall(SqlStdOperatorTable.LESS_THAN, value, least), least, value);
    }

    private static @org.jspecify.annotations.Nullable BigDecimal number(RexNode node) {
        return node instanceof RexLiteral literal && SqlTypeName.NUMERIC_TYPES.contains(literal.getTypeName())
                ? literal.getValueAs(BigDecimal.class)
                : null;
    }

    private static RexNode pattern(RexBuilder rex, RexCall call) {
        if (RexUtil.isNullLiteral(call.getOperands().get(1), true)) {
            return call;
        }
        if (!(call.getOperands().get(1) instanceof RexLiteral literal)
                || !SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            throw ErrorCode.UNSUPPORTED.with(
                    "A regular expression that is computed, over files or DuckDB",
                    "Write it, or give it as a parameter; LIKE takes what is computed.");
        }
        String written = String.valueOf(literal.getValueAs(String.class));
        boolean matched = call.getOperator() == Operators.SUBSTRING_MATCHED;
        boolean replaces = call.getOperator().getName().equals("REGEXP_REPLACE");
        if (matched || replaces) {
            requireOneLength(matched ? "SUBSTRING" : "REGEXP_REPLACE", written);
        }
        if (replaces) {
            Replacement.check(call, written);
        }
        boolean taken = !(call.getOperator() instanceof SqlPosixRegexOperator);
        String plain = WordBounds.in(written) ? bounded(written, taken) : written;
        List<RexNode> operands = new ArrayList<>(call.getOperands());
        operands.set(1, rex.makeLiteral(read(plain)));
        if (replaces && operands.get(2) instanceof RexLiteral instead && instead.getTypeName() == SqlTypeName.CHAR) {
            operands.set(2, rex.makeLiteral(Replacement.read(String.valueOf(instead.getValueAs(String.class)))));
        }
        if (matched) {
            operands.add(rex.makeExactLiteral(BigDecimal.valueOf(FirstGroup.in(written))));
        }
        return with(rex, call, operands);
    }

    private static String bounded(String pattern, boolean taken) {
        return (taken ? Optional.<String>empty() : WordBounds.spelled(pattern))
                .orElseThrow(() -> ErrorCode.UNSUPPORTED.with(
                        "\\y in this place of a regular expression, over files or DuckDB",
                        "Write x ~ '\\yword\\y', or what may stand around a word: (^|\\s)word(\\s|$)."));
    }

    private static void requireOneLength(String function, String pattern) {
        if (Alternatives.matter(pattern)) {
            throw ErrorCode.UNSUPPORTED.with(
                    function + " by alternatives that begin alike, over files or DuckDB",
                    "PostgreSQL takes the longest of them: let each begin with a letter of its own, or write (Mrs?) for (Mr|Mrs).");
        }
        if (Greed.matters(pattern)) {
            throw ErrorCode.UNSUPPORTED.with(
                    function + " by a pattern that fits in several lengths, over files or DuckDB",
                    "PostgreSQL takes the longest: mix no x*? with x*, put no optional group behind what may take its first"
                            + " letter, and let a repeated group end with something fixed.");
        }
    }

    private static String read(String pattern) {
        StringBuilder read = new StringBuilder(pattern.contains(".") ? "(?s)" : "");
        boolean inSet = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            requireAlike(pattern, i, inSet);
            Optional<RegexClass> named = inSet ? RegexClass.at(pattern, i) : Optional.empty();
            if (named.isPresent()) {
                read.append(named.get().inSet());
                i += named.get().length() - 1;
                continue;
            }
            if (c != '\\' || i + 1 == pattern.length()) {
                inSet = c == '[' || inSet && c != ']';
                read.append(c);
                continue;
            }
            char escaped = pattern.charAt(++i);
            read.append(
                    switch (escaped) {
                        case 'w' -> inSet ? "\\pL\\pN_" : "[\\pL\\pN_]";
                        case 'W' -> "[^\\pL\\pN_]";
                        default -> "\\" + escaped;
                    });
        }
        return read.toString();
    }

    /** A look ahead or behind has no words that both understand, and neither have some escapes. */
    private static void requireAlike(String pattern, int i, boolean inSet) {
        boolean look = pattern.startsWith("(?=", i) || pattern.startsWith("(?!", i) || pattern.startsWith("(?<", i);
        boolean escape =
                pattern.charAt(i) == '\\' && i + 1 < pattern.length() && APART.indexOf(pattern.charAt(i + 1)) >= 0;
        if (look || escape || inSet && pattern.startsWith("\\W", i)) {
            throw ErrorCode.UNSUPPORTED.with(
                    "A regular expression with \\b, \\m, \\M, \\A, \\Z, [\\W], a reference back or (?=..)",
                    "Write \\y for the bound of a word.");
        }
    }
}
