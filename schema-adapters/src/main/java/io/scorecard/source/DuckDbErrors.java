package io.scorecard.source;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DuckDB's errors as ours. It gives no SQLSTATE, only a kind before the first colon, and its texts quote
 * values, lines of files and paths: of them only type names, column names and line numbers are kept.
 */
final class DuckDbErrors {

    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern CSV_LENGTH = Pattern.compile("Expected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern CSV_COLUMN =
            Pattern.compile("(?:when converting column|Error when converting column) \"([^\"\\n]*)\"");
    private static final Pattern TYPE = Pattern.compile(
            "(?:\\bto(?: type)?|destination type|as) '?([A-Z][A-Z0-9_]*(?:\\(\\d+,\\s*\\d+\\))?)'?(?![\\w'])");
    private static final Pattern MISSING_TABLE =
            Pattern.compile("(?:Table|View) with name \"?([\\w.]+)\"? does not exist");
    private static final Pattern MISSING_COLUMNS =
            Pattern.compile("Columns with names: (.*) do not exist in the CSV File");

    /** A line of the statement, and what is underlined of it. */
    private static final Pattern POINTED = Pattern.compile("(?m)^(LINE \\d+: .*)\\n( *)(\\^+)");

    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    private DuckDbErrors() {}

    /** Whether the driver has lost the reason. */
    static boolean isMute(SQLException e) {
        return String.valueOf(e.getMessage()).endsWith("Invalid result set");
    }

    static ScorecardException explain(String source, SQLException e) {
        String text = String.valueOf(e.getMessage());
        String kind = text.contains(":") ? text.substring(0, text.indexOf(':')) : "";
        return explained(source, kind, text).because(e);
    }

    private static ScorecardException explained(String source, String kind, String text) {
        if (kind.equals("INTERRUPT Error")) {
            return ErrorCode.CANCELLED.with();
        }
        if (text.contains(TextBounds.REFUSAL)) {
            return ErrorCode.TOO_LARGE.with(
                    "a text would become too long",
                    "A repeated or filled text has at most " + TextBounds.LONGEST + " characters, a replaced one "
                            + TextBounds.LONGEST_REPLACED + ".");
        }
        Matcher line = CSV_LINE.matcher(text);
        if (line.find()) {
            return csv(source, line.group(1), text);
        }
        Matcher missing = MISSING_COLUMNS.matcher(text);
        if (missing.find()) {
            return ErrorCode.SOURCE_FAILED.with(
                    source, "'types' names columns that the file lacks.", "Correct 'types' in the model.");
        }
        if (text.contains("Division by zero")) {
            return ErrorCode.SOURCE_DATA.with(source, "a division by zero.", "Divide by NULLIF(.., 0).");
        }
        if (text.contains("Unknown TimeZone")) {
            return ErrorCode.SOURCE_DATA.with(
                    source, "a time zone is not known.", "Write an IANA name, as Europe/Berlin.");
        }
        if (text.contains("cannot take ")) {
            return ErrorCode.SOURCE_DATA.with(
                    source, "a root or logarithm of what has none.", "Leave such values out.");
        }
        return switch (kind) {
            case "Conversion Error" ->
                ErrorCode.SOURCE_DATA.with(
                        source,
                        column(text)
                                        .map(c -> "a value of column '" + c + "'")
                                        .orElse("a value, or a text of the question,")
                                + " cannot become " + type(text) + ".",
                        "Compare texts with texts; fix the value, or map the column with a CASE. 'scorecard check' names"
                                + " its table; with the column's type under 'types' of the source, the file's line is told.");
            case "Out of Range Error" ->
                ErrorCode.SOURCE_DATA.with(
                        source, "a number is too large for its type.", "Cast it to a wider type in the model.");
            case "Invalid Input Error", "Serialization Error" ->
                ErrorCode.SOURCE_DATA.with(
                        source, "it cannot be read as what it says it is.", "Check the file and its encoding (UTF-8).");
            case "Out of Memory Error" ->
                ErrorCode.SOURCE_FAILED.with(source, "it ran out of memory.", "Ask for fewer rows or fewer groups.");
            case "IO Error", "HTTP Error" ->
                ErrorCode.SOURCE_FAILED.with(
                        source,
                        "a file cannot be read.",
                        "Check that it is there, whole, and not open elsewhere for writing.");
            case "Permission Error" -> missingFileOrForbidden(source);
            case "Catalog Error" -> table(source, text);
            case "TransactionContext Error" -> ErrorCode.ONLY_QUERIES.with("Writing");
            default ->
                ErrorCode.SOURCE_FAILED.with(
                        source, "it does not accept the statement.", "EXPLAIN shows what reaches it.");
        };
    }

    private static ScorecardException csv(String source, String line, String text) {
        Matcher length = CSV_LENGTH.matcher(text);
        if (length.find()) {
            return ErrorCode.SOURCE_DATA.with(
                    source,
                    "line %s has %s, the header %s."
                            .formatted(line, values(length.group(2), "value"), values(length.group(1), "name")),
                    "All lines have as many values as the first has names; quote a value that has the delimiter in it.");
        }
        if (text.contains("Invalid unicode")) {
            return ErrorCode.SOURCE_DATA.with(source, "line " + line + " is not UTF-8.", "Save the file as UTF-8.");
        }
        if (text.contains("unterminated quote")) {
            return ErrorCode.SOURCE_DATA.with(
                    source, "line " + line + " has a quote that is not closed.", "Fix the file.");
        }
        Matcher column = CSV_COLUMN.matcher(text);
        String where = "line " + line + (column.find() ? ", column " + column.group(1) : "");
        Matcher type = TYPE.matcher(text.lines()
                .filter(l -> l.contains("Could not convert"))
                .findFirst()
                .orElse(""));
        String what = type.find() ? " is not " + type.group(1) + "." : " does not fit the columns before it.";
        return ErrorCode.SOURCE_DATA.with(
                source, where + what, "Fix the file, or set the column's type under 'types' in the model.");
    }

    private static String values(String number, String what) {
        return number + " " + what + (number.equals("1") ? "" : "s");
    }

    /** A file that is gone is looked for as a folder, and that is forbidden. */
    private static ScorecardException missingFileOrForbidden(String source) {
        return ErrorCode.SOURCE_FAILED.with(
                source, "a file is gone or is none of the model's.", "Check the folder, and the model's mappings.");
    }

    private static ScorecardException table(String source, String text) {
        Matcher missing = MISSING_TABLE.matcher(text);
        return missing.find()
                ? ErrorCode.SOURCE_TABLE.with(source, missing.group(1), "Check 'from' in the model.")
                : ErrorCode.SOURCE_FAILED.with(
                        source, "it does not accept the statement.", "EXPLAIN shows what reaches it.");
    }

    /** The column that is cast where DuckDB points at: the first name in what it underlines. */
    private static Optional<String> column(String text) {
        Matcher pointed = POINTED.matcher(text);
        if (!pointed.find()) {
            return Optional.empty();
        }
        String line = pointed.group(1);
        int begin = pointed.start(3) - pointed.end(1) - 1;
        String marked = line.substring(
                Math.min(begin, line.length()),
                Math.min(begin + pointed.group(3).length(), line.length()));
        Matcher name = NAME.matcher(marked.replaceAll("'[^']*'", "''"));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private static String type(String text) {
        Matcher type = TYPE.matcher(text);
        String found = "the type asked for";
        while (type.find()) {
            found = type.group(1);
        }
        return found;
    }
}
