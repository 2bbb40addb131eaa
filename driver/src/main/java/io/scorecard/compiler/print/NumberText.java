package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * {@code to_char(x, 'FM999,990.00')} of numbers: PostgreSQL's own, and on DuckDB put together from the digits. Dot and comma
 * are these, whatever language the source speaks. A number with more digits than the pattern is shown as {@code ###}.
 */
final class NumberText extends SqlSpecialOperator {

    private static final Pattern PATTERN = Pattern.compile("(FM)?([90,G]+)(?:[.D]([90]+))?");

    private static final int MOST_DIGITS = 15;

    private final String template;

    private NumberText(String template) {
        super("NUMBER_TEXT", SqlKind.OTHER_FUNCTION);
        this.template = template;
    }

    /** As it is printed for DuckDB. */
    String template() {
        return template;
    }

    static RexNode meant(RexBuilder rex, RexCall call, boolean duckDb) {
        boolean number = call.getOperator() == Operators.TO_CHAR
                && SqlTypeUtil.isNumeric(call.getOperands().get(0).getType());
        if (!number) {
            return call;
        }
        String written = ((RexLiteral) call.getOperands().get(1)).getValueAs(String.class);
        Matcher parts = PATTERN.matcher(written == null ? "" : written);
        if (!parts.matches()) {
            throw refused();
        }
        RexNode of = call.getOperands().get(0);
        String text = template(parts, SqlTypeUtil.isApproximateNumeric(of.getType()));
        if (duckDb) {
            return rex.makeCall(call.getType(), new NumberText(text), List.of(of));
        }
        RexNode plain = rex.makeLiteral(written.replace('G', ',').replace('D', '.'));
        return rex.makeCall(call.getType(), call.getOperator(), List.of(of, plain));
    }

    private static String template(Matcher parts, boolean approximate) {
        boolean fill = parts.group(1) == null;
        String whole = parts.group(2).replace('G', ',');
        String places = parts.group(3) == null ? "" : parts.group(3);
        String digits = whole.replace(",", "");
        int zeros = digits.length() - digits.replaceAll("0+$", "").length();
        boolean grouped = whole.contains(",");
        boolean known = digits.matches("9*0*")
                && !digits.isEmpty()
                && (!grouped || zeros < 2 && whole.equals(grouped(digits)))
                && (fill || !places.contains("9"))
                && digits.length() + places.length() <= MOST_DIGITS;
        if (!known) {
            throw refused();
        }
        String rounded = approximate
                ? "CAST(PRINTF('%." + places.length() + "f', ABS(%1)) AS DECIMAL(38, " + places.length() + "))"
                : "CAST(ABS(%1) AS DECIMAL(38, " + places.length() + "))";
        String before = "SPLIT_PART(CAST(" + rounded + " AS VARCHAR), '.', 1)";
        String shown = grouped ? "FORMAT('{:,}', CAST(" + before + " AS BIGINT))" : before;
        if (zeros > 1) {
            shown = "LPAD(" + shown + ", GREATEST(LENGTH(" + shown + "), " + zeros + "), '0')";
        } else if (zeros == 0 && !places.isEmpty()) {
            shown = "CASE WHEN " + before + " = '0' THEN '' ELSE " + shown + " END";
        }
        String after = places.isEmpty() ? "" : " || '.' || SPLIT_PART(CAST(" + rounded + " AS VARCHAR), '.', 2)";
        String full = whole + (places.isEmpty() ? "" : "." + places);
        String minus = approximate ? "" : " AND " + rounded + " > 0";
        String text = "(CASE WHEN %1 < 0" + minus + " THEN '-' ELSE '' END || CASE WHEN LENGTH(" + before + ") > "
                + digits.length() + " THEN '" + full.replaceAll("[90]", "#") + "' ELSE " + shown + after + " END)";
        return fill ? "LPAD(" + text + ", " + (full.length() + 1) + ", ' ')" : text;
    }

    private static String grouped(String digits) {
        return new StringBuilder(new StringBuilder(digits).reverse().toString().replaceAll("(.{3})(?=.)", "$1,"))
                .reverse()
                .toString();
    }

    private static RuntimeException refused() {
        return ErrorCode.UNSUPPORTED.with(
                "TO_CHAR of a number with this pattern",
                "Write one as 'FM999,999,990.00', '990.0' or '0000', with at most " + MOST_DIGITS + " digits.");
    }
}
