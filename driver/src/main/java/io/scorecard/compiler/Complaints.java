package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.ScorecardException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/** What Calcite complains about, in our codes and words. */
final class Complaints {

    private static final Pattern COLUMN =
            Pattern.compile("Column '([^']*)' not found in (?:any table|table '([^']*)')");
    private static final Pattern TABLE = Pattern.compile("(?:Object|Table) '([^']*)' not found.*");
    private static final Pattern FUNCTION = Pattern.compile("No match found for function signature ([^(]+)\\(.*");

    private Complaints() {}

    static ScorecardException of(CalciteContextException e) {
        return of(e, List.of(), List.of());
    }

    /** @param columns and {@code tables}: the names that may have been meant */
    static ScorecardException of(CalciteContextException e, Collection<String> columns, Collection<String> tables) {
        String message = String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        Matcher column = COLUMN.matcher(message);
        if (column.find()) {
            String name = column.group(1);
            return ErrorCode.UNKNOWN_COLUMN
                    .with(
                            name,
                            column.group(2) == null ? "any table of the question" : column.group(2),
                            columns.isEmpty() ? "" : Nearest.advice(name, columns, "Columns:"))
                    .because(e);
        }
        Matcher table = TABLE.matcher(message);
        if (table.find()) {
            return ErrorCode.UNKNOWN_TABLE
                    .with(table.group(1), Nearest.advice(table.group(1), tables, "Tables:"))
                    .because(e);
        }
        Matcher function = FUNCTION.matcher(message);
        if (function.find()) {
            return ErrorCode.UNKNOWN_FUNCTION
                    .with(
                            function.group(1).strip().toLowerCase(java.util.Locale.ROOT),
                            "SHOW KPIS lists the KPI functions.")
                    .because(e);
        }
        return ErrorCode.INVALID
                .with(
                        message.lines().findFirst().orElse("The question is not valid."),
                        "(line " + e.getPosLine() + ", column " + e.getPosColumn() + ")")
                .because(e);
    }
}
