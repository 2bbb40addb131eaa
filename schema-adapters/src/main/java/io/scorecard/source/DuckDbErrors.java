package io.scorecard.source;

import io.scorecard.functions.DataFault;
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

    private static final Pattern MISSING_TABLE =
            Pattern.compile("(?:Table|View) with name \"?([\\w.]+)\"? does not exist");
    private static final Pattern MISSING_COLUMNS =
            Pattern.compile("Columns with names: (.*) do not exist in the CSV File");

    private DuckDbErrors() {}

    /** Whether the driver has lost the reason. */
    static boolean isMute(SQLException e) {
        return String.valueOf(e.getMessage()).endsWith("Invalid result set");
    }

    /** Whether a cast has failed, of which DuckDB tells the column at most. */
    static boolean isOfCast(SQLException e) {
        return kind(String.valueOf(e.getMessage())).equals("Conversion Error");
    }

    static ScorecardException explain(Where where, SQLException e) {
        String text = String.valueOf(e.getMessage());
        return explained(where, kind(text), text).because(e);
    }

    private static String kind(String text) {
        return text.contains(":") ? text.substring(0, text.indexOf(':')) : "";
    }

    private static ScorecardException explained(Where where, String kind, String text) {
        if (kind.equals("INTERRUPT Error")) {
            return ErrorCode.CANCELLED.with();
        }
        if (text.contains(TextBounds.REFUSAL)) {
            return ErrorCode.TOO_LARGE.with(
                    "a text would become too long",
                    "A repeated or filled text has at most " + TextBounds.LONGEST + " characters, a replaced one "
                            + TextBounds.LONGEST_REPLACED + ".");
        }
        Optional<ScorecardException> csv = CsvErrors.explain(where, text);
        if (csv.isPresent()) {
            return csv.get();
        }
        if (kind.equals("Conversion Error")) {
            return cast(where, FailedCast.of(text), Optional.empty(), text);
        }
        Optional<DataFault> fault = DuckDbFaults.of(text);
        return fault.isPresent() ? fault.get().in(where.source()) : failed(where.source(), kind, text);
    }

    /** @param line of the file, where the value was found */
    static ScorecardException cast(Where where, FailedCast cast, Optional<String> line, SQLException e) {
        return cast(where, cast, line, String.valueOf(e.getMessage())).because(e);
    }

    private static ScorecardException cast(Where where, FailedCast cast, Optional<String> line, String text) {
        DataFault fault = DuckDbFaults.of(text).orElse(DataFault.TEXT);
        String column = cast.columns().isEmpty() ? "" : cast.columns().get(0);
        if (column.isEmpty() && !cast.isOfTime() && FailedCast.hasComma(text)) {
            return fault.in(
                    where.source(),
                    "a value, or a text of the question, cannot become " + cast.type() + where.at(line) + ".",
                    "Its comma is a decimal one, where SQL wants a point: 12.5.");
        }
        String value = column.isEmpty() ? "a value, or a text of the question," : "a value of " + where.column(column);
        return fault.in(
                where.source(),
                value + " cannot become " + cast.type() + where.at(line) + ".",
                cast.isOfTime() ? where.adviceOfTime(column) : where.advice(column, FailedCast.hasComma(text)));
    }

    private static ScorecardException failed(String source, String kind, String text) {
        if (MISSING_COLUMNS.matcher(text).find()) {
            return ErrorCode.SOURCE_FAILED.with(
                    source, "'types' names columns that the file lacks.", "Correct 'types' in the model.");
        }
        return switch (kind) {
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
}
