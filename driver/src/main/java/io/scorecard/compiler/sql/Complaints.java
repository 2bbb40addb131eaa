package io.scorecard.compiler.sql;

import io.scorecard.compiler.text.PlainWords;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.KpiNames;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.ScorecardException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/** What Calcite complains about, in our codes and words. */
public final class Complaints {

    private static final Pattern COLUMN =
            Pattern.compile("Column '([^']*)' not found in (?:any table|table '([^']*)')");
    private static final Pattern TABLE = Pattern.compile("(?:Object|Table) '([^']*)' not found.*");
    private static final Pattern ALIAS = Pattern.compile("^Table '([^']*)' not found");
    private static final Pattern FUNCTION = Pattern.compile("No match found for function signature ([^(]+)\\(.*");

    private static final Pattern UNGROUPED =
            Pattern.compile("Expression '(?:[^']*\\.)?([^'.]*)' is not being grouped.*");

    /** Columns that end alike, as nps_score and csat_score, beyond which a list of all is no worse. */
    private static final int MOST_KINDS = 6;

    /** What to write for functions of PostgreSQL that are not among ours. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("regexp_match", "Write SUBSTRING(x FROM 'a(.*)b'), which gives the first group in parentheses."),
            Map.entry("regexp_matches", "Write SUBSTRING(x FROM 'a(.*)b'), or x ~ 'a' in WHERE."),
            Map.entry("regexp_like", "Write x ~ 'a'."),
            Map.entry("regexp_split_to_array", "Write SPLIT_PART(x, ',', 1)."),
            Map.entry("string_to_array", "Write SPLIT_PART(x, ',', 1)."),
            Map.entry("make_timestamp", "Write CAST(make_date(y, m, d) AS timestamp) + make_interval(hours => h)."),
            Map.entry(
                    "to_timestamp",
                    "Write TIMESTAMP '1970-01-01' + x * INTERVAL '1 second' of seconds since then, and of a text"
                            + " CAST(SUBSTRING(x FROM 7 FOR 4) || '-' || SUBSTRING(x FROM 4 FOR 2) || .. AS TIMESTAMP)."),
            Map.entry(
                    "to_date",
                    "Write CAST(SUBSTRING(x FROM 7 FOR 4) || '-' || SUBSTRING(x FROM 4 FOR 2) || .. AS DATE) of a text."),
            Map.entry("date_add", "Write t + INTERVAL '1 day'."),
            Map.entry("top", PlainWords.FIRST_ROWS),
            Map.entry("div", "Write a / b, which is whole where both are."),
            Map.entry("justify_hours", "Write EXTRACT(EPOCH FROM a - b) / 3600."),
            Map.entry("justify_interval", "Write EXTRACT(EPOCH FROM a - b) / 86400."));

    private Complaints() {}

    public static ScorecardException of(CalciteContextException e) {
        return of(e, null, List.of(), KpiNames.none());
    }

    /** Where nothing is known of KPIs that cannot be answered. */
    public static ScorecardException of(
            CalciteContextException e, @Nullable NamesInScope scope, Collection<String> tables, KpiNames kpis) {
        return of(e, scope, tables, kpis, k -> Optional.empty());
    }

    /**
     * @param scope what the question reads, or null where nothing is known of it
     * @param tables all there are
     * @param whyNot why the model has no KPI or column of a name, where it has none
     */
    public static ScorecardException of(
            CalciteContextException e,
            @Nullable NamesInScope scope,
            Collection<String> tables,
            KpiNames kpis,
            Function<String, Optional<ScorecardException>> whyNot) {
        String message = String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        Matcher column = COLUMN.matcher(message);
        if (column.find()) {
            ScorecardException told = column(column.group(1), column.group(2), scope, kpis, whyNot);
            return told.getCause() == null ? told.because(e) : told;
        }
        Matcher alias = ALIAS.matcher(message);
        if (alias.find() && scope != null && !scope.relations().isEmpty()) {
            return ErrorCode.UNKNOWN_TABLE
                    .with(alias.group(1), "The question reads: " + String.join(", ", scope.relations()) + ".")
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
            String name = function.group(1).strip().toLowerCase(Locale.ROOT);
            String instead = INSTEAD.get(name);
            if (instead != null) {
                return ErrorCode.UNKNOWN_FUNCTION.with(name, instead).because(e);
            }
            return ErrorCode.UNKNOWN_FUNCTION
                    .with(
                            name,
                            kpis.meant(name)
                                    .orElse(
                                            kpis.isEmpty()
                                                    ? "There are PostgreSQL's, as DATE_TRUNC, EXTRACT, SUBSTRING and CAST."
                                                    : "SHOW KPIS lists the KPI functions."))
                    .because(e);
        }
        if (message.startsWith("Cannot apply '+' to arguments of type '<DATE")
                || message.startsWith("Cannot apply '-' to arguments of type '<DATE")) {
            return ErrorCode.INVALID
                    .with("A number is added to a date.", "Write days as an interval: month + INTERVAL '31 days'.")
                    .because(e);
        }
        if (message.contains("<DATE>") && message.contains("<INTEGER>")) {
            return ErrorCode.INVALID
                    .with(
                            "A date is compared with a number.",
                            "year, quarter and month are first days: write year = DATE '2026-01-01'.")
                    .because(e);
        }
        String place = "(line " + e.getPosLine() + ", column " + e.getPosColumn() + ")";
        Matcher ungrouped = UNGROUPED.matcher(message);
        if (ungrouped.find() && kpis.contains(ungrouped.group(1))) {
            String kpi = ungrouped.group(1);
            return ErrorCode.INVALID
                    .with(
                            "'" + kpi + "' is a KPI, stands beside groups and has one value for each of them.",
                            "Write " + kpi + "() FROM kpi, or AVG(" + kpi + ") FROM kpi_fields. " + place)
                    .because(e);
        }
        Optional<PlainWords.Said> said =
                PlainWords.invalid(message.lines().findFirst().orElse(""));
        if (said.isPresent()) {
            return ErrorCode.INVALID
                    .with(said.get().what(), said.get().advice() + " " + place)
                    .because(e);
        }
        return ErrorCode.INVALID
                .with(message.lines().findFirst().orElse("The question is not valid."), place)
                .because(e);
    }

    /** Of a table whose rows name a segment and its value, as targets do, the column is another one for each row. */
    private static ScorecardException unshared(String name, String relation, Collection<String> columns) {
        String advice = columns.contains("segment_name") && columns.contains("segment_value")
                ? "Its rows say which segment they are of: join ON segment_name = '" + name + "' AND segment_value = "
                        + name + ", and ask kpi in a subquery first."
                : "USING takes a column that both sides have. " + Nearest.advice(name, columns, "Columns:");
        return ErrorCode.UNKNOWN_COLUMN.with(name, relation, advice);
    }

    /** Columns with the word in their names, or one that is nearly it where no name is nearly the word. */
    private static List<String> kinds(String word, Collection<String> columns) {
        List<String> with = columns.stream()
                .filter(c -> c.endsWith("_" + word) || c.startsWith(word + "_"))
                .toList();
        if (!with.isEmpty() || Nearest.to(word, columns).isPresent()) {
            return with;
        }
        List<String> first = columns.stream()
                .filter(c -> c.contains("_"))
                .map(c -> c.substring(0, c.indexOf('_')))
                .toList();
        return Nearest.to(word, first)
                .map(f -> columns.stream().filter(c -> c.startsWith(f + "_")).toList())
                .orElse(List.of());
    }

    private static ScorecardException column(
            String name,
            @Nullable String table,
            @Nullable NamesInScope scope,
            KpiNames kpis,
            Function<String, Optional<ScorecardException>> whyNot) {
        Optional<ScorecardException> missing = whyNot.apply(name);
        if (missing.isPresent()) {
            return missing.get();
        }
        if (kpis.contains(name)) {
            return ErrorCode.UNKNOWN_COLUMN.with(
                    name, "the question's tables", "It is a measure: write " + name + "() FROM kpi.");
        }
        Optional<String> lacking = scope == null || table != null ? Optional.empty() : scope.lacking(name);
        if (lacking.isPresent()) {
            return unshared(name, lacking.get(), scope.columns(lacking.get()));
        }
        Collection<String> columns = scope == null ? List.of() : scope.columns(table);
        String of = table != null
                ? table
                : scope != null && scope.relations().size() == 1
                        ? scope.relations().iterator().next()
                        : "any table of the question";
        List<String> kinds = kinds(name.toLowerCase(Locale.ROOT), columns);
        if (kinds.size() == 1) {
            return ErrorCode.UNKNOWN_COLUMN.with(name, of, "Did you mean '" + kinds.get(0) + "'?");
        }
        if (!kinds.isEmpty() && kinds.size() <= MOST_KINDS) {
            return ErrorCode.UNKNOWN_COLUMN.with(name, of, "Did you mean one of " + String.join(", ", kinds) + "?");
        }
        List<String> said = Nearest.to(name, columns).isEmpty() ? kpis.saidOf(name) : List.of();
        if (!said.isEmpty() && said.stream().noneMatch(columns::contains)) {
            return ErrorCode.UNKNOWN_COLUMN.with(
                    name,
                    of,
                    "It may be a measure: write "
                            + said.stream().map(k -> k + "()").collect(Collectors.joining(" or ")) + " FROM kpi.");
        }
        String text = table == null && Nearest.to(name, columns).isEmpty()
                ? " If a text is meant, write '" + name + "'."
                : "";
        return ErrorCode.UNKNOWN_COLUMN.with(
                name, of, columns.isEmpty() ? text.strip() : kpis.advice(name, columns, "Columns:") + text);
    }
}
