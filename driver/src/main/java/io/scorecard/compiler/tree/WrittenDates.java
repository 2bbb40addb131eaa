package io.scorecard.compiler.tree;

import io.scorecard.functions.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Texts in a question that are to be a date. Only the year, the month and the day, in this order, are the same
 * everywhere: 01.02.2026 is January to one source, February to another, and an error to a third.
 */
final class WrittenDates {

    private static final Pattern YEAR_FIRST = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([ T].*)?", Pattern.DOTALL);

    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(0?[1-9]|1[0-2])");

    private WrittenDates() {}

    static void check(RexLiteral literal, SqlTypeName wanted) {
        boolean calendar = wanted == SqlTypeName.DATE || wanted == SqlTypeName.TIMESTAMP;
        if (!calendar || !SqlTypeName.CHAR_TYPES.contains(literal.getType().getSqlTypeName())) {
            return;
        }
        String text = literal.getValueAs(String.class);
        if (text != null && !YEAR_FIRST.matcher(text.strip()).matches()) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "A text that stands for a date does not begin with a year of four digits, the month and the day.",
                    advice(text.strip()));
        }
    }

    private static String advice(String text) {
        Matcher month = MONTH.matcher(text);
        return month.matches()
                ? "A month is written by its first day: DATE '%s-%02d-01'."
                        .formatted(month.group(1), Integer.parseInt(month.group(2)))
                : "Write DATE '2026-12-31', or TIMESTAMP '2026-12-31 18:30:00'.";
    }
}
