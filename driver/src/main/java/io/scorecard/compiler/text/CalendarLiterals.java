package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Dates and times that are written out: four digits of the year, six of the second's fraction.
 *
 * <p>Calcite cuts the year 99999 to 9999 and a seventh digit off, without a word.
 */
public final class CalendarLiterals extends SqlShuttle {

    private static final String DAY = "(?!0000)\\d{4}-\\d{1,2}-\\d{1,2}";
    private static final String TIME = "\\d{1,2}:\\d{1,2}:\\d{1,2}(\\.\\d{0,6})?";
    private static final Map<String, Pattern> FORMS = Map.of(
            "DATE", Pattern.compile(DAY),
            "TIME", Pattern.compile(TIME),
            "TIMESTAMP", Pattern.compile(DAY + "( " + TIME + ")?"));

    private static final Map<String, String> WRITTEN = Map.of(
            "DATE", "DATE '2026-05-31'",
            "TIME", "TIME '09:30:00'",
            "TIMESTAMP", "TIMESTAMP '2026-05-31 09:30:00'");

    public static void check(SqlNode question) {
        question.accept(new CalendarLiterals());
    }

    private CalendarLiterals() {}

    @Override
    public SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlUnknownLiteral unknown) {
            Pattern form = FORMS.get(unknown.tag);
            if (form != null && !form.matcher(unknown.getValue().strip()).matches()) {
                throw ErrorCode.INVALID.with(
                        "This is no " + unknown.tag + " that can be read.",
                        "Write it as " + WRITTEN.get(unknown.tag)
                                + ", years from 0001 to 9999 and at most six digits of a second "
                                + place(literal));
            }
            if (form != null && !unknown.tag.equals("TIME")) {
                checkDay(unknown.getValue().strip().split(" ")[0], literal);
            }
        }
        return literal;
    }

    /** Calcite tells a day that there is not as a wrong format. */
    private static void checkDay(String day, SqlLiteral literal) {
        String[] parts = day.split("-");
        int month = Integer.parseInt(parts[1]);
        if (month < 1 || month > 12) {
            throw ErrorCode.INVALID.with("There is no day " + day + ": a year has 12 months.", place(literal));
        }
        YearMonth of = YearMonth.of(Integer.parseInt(parts[0]), month);
        if (!of.isValidDay(Integer.parseInt(parts[2]))) {
            String name = of.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            String year = of.getMonth() == Month.FEBRUARY ? " " + of.getYear() : "";
            throw ErrorCode.INVALID.with(
                    "There is no day " + day + ": " + name + year + " has " + of.lengthOfMonth() + " days.",
                    place(literal));
        }
    }

    private static String place(SqlLiteral literal) {
        return "(line " + literal.getParserPosition().getLineNum() + ", column "
                + literal.getParserPosition().getColumnNum() + ").";
    }
}
