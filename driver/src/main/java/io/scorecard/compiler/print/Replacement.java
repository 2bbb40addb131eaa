package io.scorecard.compiler.print;

import io.scorecard.functions.ErrorCode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** What {@code regexp_replace(x, 'a+', '<\&>', 'g')} puts in, and how often, where DuckDB reads that otherwise. */
final class Replacement {

    /** Of which no match has a letter. */
    private static final Set<String> EMPTY_ONLY = Set.of("", "^", "$");

    private Replacement() {}

    /**
     * In DuckDB's words: {@code \&} is its {@code \0}, and a backslash before anything but a digit or another one is meant
     * itself.
     */
    static String read(String written) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            char next = i + 1 < written.length() ? written.charAt(i + 1) : ' ';
            if (c != '\\') {
                read.append(c);
            } else if (next >= '1' && next <= '9' || next == '\\') {
                read.append(c).append(next);
                i++;
            } else if (next == '&') {
                read.append("\\0");
                i++;
            } else {
                read.append("\\\\");
            }
        }
        return read.toString();
    }

    /** Refuses flags by which lines or blanks count, and empty matches behind others: {@code a--} of {@code 'a  '} by {@code ' *$'}. */
    static void check(RexCall call, String pattern) {
        String flags = call.getOperands().size() > 3 ? text(call.getOperands().get(3)) : "";
        if (!flags.matches("g*(?:[ci]?)g*")) {
            throw ErrorCode.UNSUPPORTED.with(
                    "REGEXP_REPLACE with flags but 'g', 'i' and 'c', over files or DuckDB",
                    "Write what is meant into the pattern: [^\\n] for any character of a line.");
        }
        boolean nothing = text(call.getOperands().get(2)).isEmpty();
        if (flags.contains("g") && !nothing && !EMPTY_ONLY.contains(pattern) && mayBeEmpty(pattern)) {
            throw ErrorCode.UNSUPPORTED.with(
                    "REGEXP_REPLACE of all by a pattern that fits nothing, too, over files or DuckDB",
                    "Write x+ for x*, or leave 'g' away.");
        }
    }

    private static boolean mayBeEmpty(String pattern) {
        try {
            return Pattern.compile(pattern).matcher("").find();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** A written text; another sign for what is computed. */
    private static String text(RexNode node) {
        if (node instanceof RexLiteral literal && literal.getTypeName() == SqlTypeName.CHAR) {
            return String.valueOf(literal.getValueAs(String.class));
        }
        return "?";
    }
}
