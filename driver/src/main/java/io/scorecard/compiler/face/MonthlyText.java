package io.scorecard.compiler.face;

import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.functions.Kpi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code kpi_monthly}: a column for each KPI that is named and can be asked without an argument. A few are asked together;
 * many are asked family by family and joined by their month, because engines plan a statement that is hundreds of
 * columns wide for minutes.
 */
final class MonthlyText {

    private static final int FEW = 16;

    private final FaceTexts texts;
    private final EventsText events;
    private final String months;

    /** @param months a condition on months, or empty */
    MonthlyText(FaceTexts texts, EventsText events, String months) {
        this.texts = texts;
        this.events = events;
        this.months = months;
    }

    String text() {
        List<Kpi> missed = texts.missed();
        List<Kpi> kpis = texts.kpis().stream()
                .filter(k -> texts.isWanted(k.name()))
                .filter(k ->
                        missed.contains(k) || texts.measures().unavailable(k).isEmpty())
                .toList();
        String rows = kpis.size() <= FEW ? together(kpis) : byFamily(kpis);
        return "SELECT a.*, " + events.column() + " AS events FROM (" + rows + ") AS a" + events.join("a");
    }

    private String together(List<Kpi> kpis) {
        return block(kpis, ", is_partial() AS is_partial");
    }

    private String block(List<Kpi> kpis, String more) {
        String columns =
                kpis.stream().map(k -> ", " + value(k) + " AS " + k.name()).collect(Collectors.joining());
        return "SELECT month" + columns + more + " FROM kpi" + months + " GROUP BY month";
    }

    /** A column stays where its KPI is left out of rows; of what is not understood the type is not known. */
    private String value(Kpi kpi) {
        if (texts.shows(kpi)) {
            return kpi.name() + "()";
        }
        boolean known = texts.measures().unavailable(kpi).isEmpty();
        return "CAST(NULL AS "
                + (known ? texts.measures().measure(KpiUse.plain(kpi)).type() : "DOUBLE") + ")";
    }

    private String byFamily(List<Kpi> kpis) {
        Map<String, List<Kpi>> families = new LinkedHashMap<>();
        kpis.forEach(k ->
                families.computeIfAbsent(k.family(), f -> new ArrayList<>()).add(k));
        List<String> names = List.copyOf(families.keySet());
        StringBuilder from = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            boolean first = i == 0;
            from.append(first ? " FROM (" : " JOIN (")
                    .append(block(families.get(names.get(i)), first ? ", is_partial() AS is_partial" : ""))
                    .append(") AS f")
                    .append(i)
                    .append(first ? "" : " ON f" + i + ".month = f0.month");
        }
        String columns = kpis.stream()
                .map(k -> ", f" + names.indexOf(k.family()) + "." + k.name())
                .collect(Collectors.joining());
        return "SELECT f0.month" + columns + ", f0.is_partial" + from;
    }
}
