package io.scorecard.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code scorecards}: names of KPIs in the order in which they are shown, and for whom. */
final class ScorecardReader {

    private static final List<String> KEYS = List.of("title", "audience", "objective", "kpis", "override");

    private final Map<String, Kpi> kpis;
    private final List<String> names;

    /** @param kpis by name and alias */
    ScorecardReader(Map<String, Kpi> kpis) {
        this.kpis = kpis;
        this.names = kpis.entrySet().stream()
                .filter(e -> !e.getValue().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    Scorecard read(String name, YamlValue value, boolean known) {
        YamlMap keys = Words.checkedName(name, value).map().only(KEYS);
        if (known != keys.flag("override")) {
            throw known
                    ? value.wrong(
                            "there is a scorecard of this name already",
                            "Add 'override: true', or choose another name.")
                    : value.wrong("there is no scorecard to override", "Remove 'override'.");
        }
        List<String> shown = new ArrayList<>();
        for (YamlValue kpi : keys.value("kpis").list()) {
            shown.add(checked(kpi, shown));
        }
        if (shown.isEmpty()) {
            throw keys.value("kpis").wrong("a scorecard has at least one KPI", "Name it.");
        }
        String title = keys.optionalText("title").orElseGet(() -> KpiReader.title(name));
        return new Scorecard(
                name,
                title,
                keys.optionalText("audience").orElse(""),
                keys.optionalText("objective").orElse(""),
                shown,
                value.place());
    }

    private String checked(YamlValue value, List<String> before) {
        Kpi kpi = kpis.get(value.text());
        if (kpi == null || kpi.hidden()) {
            throw value.wrong(
                    YamlValue.shown(value.text()) + " is not a KPI", Nearest.advice(value.text(), names, "KPIs:"));
        }
        if (before.contains(kpi.name())) {
            throw value.wrong("'" + kpi.name() + "' is there twice", "Remove one of them.");
        }
        return kpi.name();
    }
}
