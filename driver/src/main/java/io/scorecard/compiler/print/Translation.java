package io.scorecard.compiler.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code TRANSLATE(x, 'ab', 'cd') → replace(replace(x, 'a', 'c'), 'b', 'd')}, for an engine that looks every character
 * up anew in each row: a character that is not there costs a replacement next to nothing.
 */
final class Translation {

    private record Step(String from, String to) {}

    private Translation() {}

    /** Prints a call of TRANSLATE as replacements; false where one could undo another, or where it is none. */
    static boolean unparsed(SqlWriter writer, SqlCall call) {
        if (!isApart(call)) {
            return false;
        }
        print(writer, call, steps(call));
        return true;
    }

    private static boolean isApart(SqlCall call) {
        return call.getOperator().getName().startsWith("TRANSLATE")
                && call.operandCount() == 3
                && call.operand(1) instanceof SqlLiteral from
                && call.operand(2) instanceof SqlLiteral to
                && from.getValueAs(String.class) != null
                && to.getValueAs(String.class) != null
                && areApart(from.getValueAs(String.class), to.getValueAs(String.class));
    }

    private static List<Step> steps(SqlCall call) {
        SqlLiteral from = call.operand(1);
        SqlLiteral to = call.operand(2);
        return steps(from.getValueAs(String.class), to.getValueAs(String.class));
    }

    private static void print(SqlWriter writer, SqlCall call, List<Step> steps) {
        writer.print("system.main.replace(".repeat(steps.size()));
        ((SqlNode) call.operand(0)).unparse(writer, 0, 0);
        steps.forEach(s -> writer.print(", " + quoted(s.from()) + ", " + quoted(s.to()) + ")"));
    }

    /** Prints LOWER of a TRANSLATE, which need not bring large letters to small ones; false where it is none. */
    static boolean lowered(SqlWriter writer, SqlCall call) {
        if (!call.getOperator().getName().equals("LOWER") || !(call.operand(0) instanceof SqlCall inner)) {
            return false;
        }
        if (!isApart(inner)) {
            return false;
        }
        writer.print("LOWER(");
        print(writer, inner, steps(inner).stream().filter(s -> !isLowering(s)).toList());
        writer.print(")");
        return true;
    }

    /** Whether LOWER does the same by itself; told of Latin letters only. */
    private static boolean isLowering(Step step) {
        return step.from().charAt(0) < 0x180
                && step.from().toLowerCase(Locale.ROOT).equals(step.to());
    }

    private static List<Step> steps(String from, String to) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < from.length(); i++) {
            String one = from.substring(i, i + 1);
            String other = i < to.length() ? to.substring(i, i + 1) : "";
            if (!one.equals(other)) {
                steps.add(new Step(one, other));
            }
        }
        return steps;
    }

    /** Every character once, none of them half of one, and none that another becomes. */
    private static boolean areApart(String from, String to) {
        boolean once = from.chars().distinct().count() == from.length();
        boolean whole = (from + to).chars().noneMatch(c -> Character.isSurrogate((char) c));
        for (int i = 0; i < Math.min(from.length(), to.length()); i++) {
            int place = from.indexOf(to.charAt(i));
            if (place >= 0 && place != i && from.charAt(i) != to.charAt(i) && from.charAt(place) != mapped(to, place)) {
                return false;
            }
        }
        return once && whole;
    }

    /** What the character at a place becomes; NUL where it goes. */
    private static char mapped(String to, int place) {
        return place < to.length() ? to.charAt(place) : 0;
    }

    private static String quoted(String text) {
        StringBuilder sql = new StringBuilder();
        Dialects.quote(sql, text);
        return sql.toString();
    }
}
