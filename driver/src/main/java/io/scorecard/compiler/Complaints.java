package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.ScorecardException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
        return of(e, List.of(), List.of(), List.of());
    }

    /** @param columns and {@code tables}: the names that may have been meant */
    static ScorecardException of(
            CalciteContextException e, Collection<String> columns, Collection<String> tables, Collection<String> kpis) {
        String message = String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        Matcher column = COLUMN.matcher(message);
        if (column.find()) {
            String name = column.group(1);
            if (kpis.contains(name.toLowerCase(Locale.ROOT))) {
                return ErrorCode.UNKNOWN_COLUMN
                        .with(name, "the question's tables", "It is a measure: write " + name + "() FROM kpi.")
                        .because(e);
            }
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
                            function.group(1).strip().toLowerCase(Locale.ROOT),
                            Nearest.to(function.group(1).strip(), kpis)
                                    .map(k -> "Did you mean '" + k + "'?")
                                    .orElse("SHOW KPIS lists the KPI functions."))
                    .because(e);
        }
        if (message.contains("<DATE>") && message.contains("<INTEGER>")) {
            return ErrorCode.INVALID
                    .with(
                            "A date is compared with a number.",
                            "year, quarter and month are first days: write year = DATE '2026-01-01'.")
                    .because(e);
        }
        return ErrorCode.INVALID
                .with(
                        message.lines().findFirst().orElse("The question is not valid."),
                        "(line " + e.getPosLine() + ", column " + e.getPosColumn() + ")")
                .because(e);
    }
}
