package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
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
                        "Write years from 0001 to 9999 and at most six digits of a second (line "
                                + literal.getParserPosition().getLineNum() + ", column "
                                + literal.getParserPosition().getColumnNum() + ").");
            }
        }
        return literal;
    }
}
