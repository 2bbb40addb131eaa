package io.scorecard.source;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.ScorecardException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says of a line of a CSV file. Its text quotes the line, the value and the path. */
final class CsvErrors {

    private static final Pattern LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern LENGTH = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern COLUMN =
            Pattern.compile("(?:when converting column|Error when converting column) \"([^\"\\n]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?m)^.*Could not convert .* to '([A-Z][A-Z0-9_(), ]*)'");

    private CsvErrors() {}

    /** Empty where the text is of no line. */
    static Optional<ScorecardException> explain(Where where, String text) {
        Matcher line = LINE.matcher(text);
        return line.find()
                ? Optional.of(ofLine(where, where.line(Long.parseLong(line.group(1))), text))
                : Optional.empty();
    }

    private static ScorecardException ofLine(Where where, long line, String text) {
        Matcher length = LENGTH.matcher(text);
        if (length.find()) {
            return DataFault.FILE_ROW.in(
                    where.source(),
                    "%s has %s, the header %s."
                            .formatted(
                                    where.row(line), values(length.group(2), "value"), values(length.group(1), "name")),
                    "All lines have as many values as the first has names; quote a value that has the delimiter in it.");
        }
        if (text.contains("Invalid unicode")) {
            return DataFault.ENCODING.in(where.source(), where.row(line) + " is not UTF-8.", "Save the file as UTF-8.");
        }
        if (text.contains("unterminated quote")) {
            return DataFault.FILE_ROW.in(
                    where.source(), where.row(line) + " has a quote that is not closed.", "Fix the file.");
        }
        Matcher column = COLUMN.matcher(text);
        Matcher type = TYPE.matcher(text);
        if (!column.find() || !type.find()) {
            return DataFault.FILE_ROW.in(
                    where.source(),
                    where.row(line) + " does not fit the lines before it.",
                    "Fix the file, or set the column's type under 'types' in the model.");
        }
        return DuckDbFaults.of(text)
                .orElse(DataFault.TEXT)
                .in(
                        where.source(),
                        "a value of " + where.column(column.group(1)) + " cannot become " + type.group(1)
                                + where.at(Optional.of("line " + line)) + ".",
                        where.advice(column.group(1), FailedCast.hasComma(text)));
    }

    private static String values(String number, String what) {
        return number + " " + what + (number.equals("1") ? "" : "s");
    }
}
