package io.scorecard.compiler.face;

import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.Scorecard;
import io.scorecard.functions.ScorecardException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code canary}: of the scorecards' KPIs, in total and by each segment, those that became worse in the latest complete
 * month by more than they usually move. Compared is the change with the twelve before it, by their median and the median
 * of the deviations from it; with fewer than eight, or where nothing ever moved, nothing is said.
 *
 * <p>{@code values → age of the month → median of the changes → median of the deviations → score → weight}
 */
final class CanaryText {

    private static final int MONTHS = 12;
    private static final String SERIES = "PARTITION BY kpi, segment_name, segment_value";
    private static final List<String> WEIGHTS = List.of("mrr", "closing_customers");

    private final Catalog catalog;
    private final FaceTexts texts;
    private final Measures measures;
    private final Set<String> mentioned;
    private final Pruning pruning;

    CanaryText(Catalog catalog, FaceTexts texts, Set<String> mentioned, Pruning pruning) {
        this.catalog = catalog;
        this.texts = texts;
        this.measures = texts.measures();
        this.mentioned = mentioned;
        // A place in the list is one among all of them.
        this.pruning = isWanted("position") ? Pruning.NONE : pruning;
    }

    String text() {
        Optional<Kpi> weight = WEIGHTS.stream()
                .flatMap(w -> catalog.model().catalogue().kpi(w).stream())
                .filter(this::isAnswered)
                .findFirst();
        List<Kpi> watched = watched(weight);
        List<Kpi> asked =
                Stream.concat(watched.stream(), weight.stream()).distinct().toList();
        Set<String> columns = new HashSet<>(Set.of("change"));
        if (isWanted("status")) {
            columns.add("status");
        }
        String values =
                ValuesText.recent(catalog, texts, columns, asked, pruning).text();
        String weighed = weight.map(w -> "MAX(CASE WHEN kpi = " + Quoted.text(w.name())
                        + " THEN \"value\" END) OVER (PARTITION BY month, segment_name, segment_value)")
                .orElse("CAST(NULL AS DOUBLE)");
        String aged = "SELECT v.*, " + weighed + " AS weight, ROW_NUMBER() OVER (" + SERIES
                + " ORDER BY month DESC) AS age, MAX(month) OVER (PARTITION BY kpi) AS latest FROM (" + values
                + ") AS v WHERE NOT v.is_partial AND NOT " + Ripeness.unripe(asked);
        return listed(judged(usual(aged), watched));
    }

    /** With the median of the changes before, and the median of the deviations from it: by counting, as engines do. */
    private static String usual(String aged) {
        String past = "SELECT a.*, CASE WHEN age > 1 THEN change END AS past FROM (" + aged + ") AS a WHERE age <= "
                + (MONTHS + 1);
        String centre = middle(past, "past", "place", "centre");
        return middle(
                "SELECT d.*, ABS(past - centre) AS deviation FROM (" + centre + ") AS d",
                "deviation",
                "rank_2",
                "usual_change");
    }

    /** The median of a column over each series, as a column more. */
    private static String middle(String rows, String column, String place, String name) {
        String known = place + "_of";
        String ranked = "SELECT r.*, ROW_NUMBER() OVER (" + SERIES + " ORDER BY CASE WHEN " + column
                + " IS NULL THEN 1 ELSE 0 END, " + column + ") AS " + place + ", COUNT(" + column + ") OVER (" + SERIES
                + ") AS " + known + " FROM (" + rows + ") AS r";
        return "SELECT m.*, AVG(CASE WHEN 2 * " + place + " >= " + known + " AND 2 * " + place + " <= " + known
                + " + 2 THEN " + column + " END) OVER (" + SERIES + ") AS " + name + " FROM (" + ranked + ") AS m";
    }

    /** Of the latest month, with what is better; positive is worse. */
    private static String judged(String rows, List<Kpi> watched) {
        String better = watched.stream()
                .map(k -> "(" + Literals.words(k.name()) + ", "
                        + Literals.words(k.better().name().toLowerCase(Locale.ROOT)) + ")")
                .collect(Collectors.joining(", "));
        return "SELECT u.*, CASE b.better WHEN 'lower' THEN 1 WHEN 'higher' THEN -1 END AS sign FROM (" + rows
                + ") AS u JOIN (VALUES " + better + ") AS b(watched, better) ON b.watched = u.kpi"
                + " WHERE u.age = 1 AND u.month = u.latest AND u.place_of >= 8"
                + " AND u.usual_change > 1e-9 * (ABS(u.\"value\") + ABS(u.previous))";
    }

    private static String listed(String rows) {
        String scored = "SELECT j.*, 0.6745 * sign * (change - centre) / usual_change AS score FROM (" + rows
                + ") AS j WHERE sign * change > 0";
        return "SELECT ROW_NUMBER() OVER (ORDER BY CASE WHEN weight IS NULL THEN 1 ELSE 0 END, weight DESC, score DESC,"
                + " kpi, segment_name, segment_value) AS \"position\", month, kpi, segment_name, segment_value,"
                + " \"value\", previous, change, usual_change, score, weight, status, unit FROM (" + scored
                + ") AS s WHERE score > 3.5";
    }

    /** Another weight would be taken for one that only cannot be read now. */
    private boolean isAnswered(Kpi weight) {
        Optional<ScorecardException> why = measures.unavailable(weight);
        why.filter(ScorecardException::lasts).ifPresent(e -> {
            throw e;
        });
        return why.isEmpty();
    }

    /**
     * The KPIs of all scorecards that can be answered; at least one, which then has no values.
     *
     * @param weight nothing is listed without it
     */
    private List<Kpi> watched(Optional<Kpi> weight) {
        Set<String> names = catalog.model().catalogue().scorecards().stream()
                .map(Scorecard::kpis)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> only = pruning.values("kpi", List.copyOf(names));
        List<Kpi> all = names.stream()
                .map(n -> catalog.model().catalogue().kpi(n).orElseThrow())
                .toList();
        List<Kpi> kept = all.stream()
                .filter(k -> only == null || only.contains(k.name()))
                .filter(k -> weight.equals(Optional.of(k)) || texts.shows(k))
                .toList();
        return kept.isEmpty() ? List.of(all.get(0)) : kept;
    }

    private boolean isWanted(String column) {
        return AskedColumns.include(mentioned, column);
    }
}
