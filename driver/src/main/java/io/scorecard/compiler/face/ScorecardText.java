package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Scorecard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code scorecard}: the totals of the KPIs of each scorecard, in its order, month by month. Conditions on
 * {@code name} and {@code kpi} decide which KPIs are computed.
 */
final class ScorecardText {

    private static final List<String> OF_VALUES =
            List.of("previous", "change", "target", "status", "benchmark", "benchmark_source");

    /** No longer ago does the last month end that is over, in any calendar. */
    private static final int LATEST = 3;

    private final Catalog catalog;
    private final FaceTexts texts;
    private final Set<String> mentioned;
    private final Pruning pruning;

    ScorecardText(Catalog catalog, FaceTexts texts, Set<String> mentioned, Pruning pruning) {
        this.catalog = catalog;
        this.texts = texts;
        this.mentioned = mentioned;
        this.pruning = pruning;
    }

    String text() {
        List<Scorecard> all = List.copyOf(catalog.model().catalogue().scorecards());
        Set<String> names =
                pruning.values("name", all.stream().map(Scorecard::name).toList());
        List<String> entries = new ArrayList<>();
        Set<Kpi> kpis = new LinkedHashSet<>();
        for (Scorecard scorecard : all) {
            if (names == null || names.contains(scorecard.name())) {
                add(scorecard, entries, kpis);
            }
        }
        if (entries.isEmpty()) {
            entries.add(entry(all.get(0), 1, kpi(all.get(0).kpis().get(0))));
        }
        Set<String> columns = ofValues();
        String values = ValuesText.totals(catalog, texts, columns, List.copyOf(kpis), months(columns))
                .text();
        return "SELECT c.name, c.title, c.audience, c.objective, c.place AS \"position\", c.kpi, c.kpi_title, v.month, "
                + (isWanted("is_latest")
                        ? "COALESCE(v.month = MAX(CASE WHEN v.is_partial THEN NULL ELSE v.month END) OVER (), FALSE)"
                        : "CAST(NULL AS BOOLEAN)")
                + " AS is_latest, v.\"value\", v.previous, v.change, CASE WHEN v.change IS NULL OR c.better = 'neither'"
                + " THEN NULL WHEN v.change = 0 THEN 'same' WHEN v.change > 0 AND c.better = 'higher'"
                + " OR v.change < 0 AND c.better = 'lower' THEN 'better' ELSE 'worse' END AS trend,"
                + " v.target, v.status, v.benchmark, v.benchmark_source, v.unit, v.is_partial FROM (VALUES "
                + String.join(", ", entries)
                + ") AS c(name, title, audience, objective, place, kpi, kpi_title, better) JOIN (" + values
                + ") AS v ON v.kpi = c.kpi";
    }

    /** Why nothing may be found; empty where no condition can be why. */
    static Optional<String> ifEmpty(Pruning pruning) {
        return pruning.isTrue("is_latest") && pruning.months().last() != null
                ? Optional.of(
                        "is_latest is true of the last complete month there is, and the question leaves out those after "
                                + pruning.months().last() + ". Leave out is_latest and name the month.")
                : Optional.empty();
    }

    /** The latest month is the last of all that are over, whichever others are asked. */
    private String months(Set<String> columns) {
        int before = ValuesText.monthsBefore(columns);
        if (pruning.isTrue("is_latest")) {
            return MonthRange.last(LATEST + before);
        }
        MonthRange months = isWanted("is_latest") ? pruning.months().since() : pruning.months();
        return months.where(before);
    }

    private void add(Scorecard scorecard, List<String> entries, Set<Kpi> kpis) {
        Set<String> only = pruning.values("kpi", scorecard.kpis());
        int position = 0;
        for (String name : scorecard.kpis()) {
            position++;
            if (only == null || only.contains(name)) {
                kpis.add(kpi(name));
                entries.add(entry(scorecard, position, kpi(name)));
            }
        }
    }

    private Kpi kpi(String name) {
        return catalog.model().catalogue().kpi(name).orElseThrow();
    }

    private static String entry(Scorecard scorecard, int position, Kpi kpi) {
        return "(" + Literals.words(scorecard.name()) + ", " + Literals.words(scorecard.title()) + ", "
                + Literals.words(scorecard.audience())
                + ", " + Literals.words(scorecard.objective()) + ", " + position + ", " + Literals.words(kpi.name())
                + ", "
                + Literals.words(kpi.title()) + ", "
                + Literals.words(kpi.better().name().toLowerCase(Locale.ROOT)) + ")";
    }

    private boolean isWanted(String column) {
        return AskedColumns.include(mentioned, column);
    }

    private Set<String> ofValues() {
        Set<String> columns = new HashSet<>();
        OF_VALUES.stream().filter(this::isWanted).forEach(columns::add);
        if (isWanted("trend")) {
            columns.add("change");
        }
        return columns;
    }
}
