package io.scorecard.model;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Direction;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code targets}: for each KPI one, or a list of them for segments
 * ({@code segment: {industry: Retail}}) and days from which they hold ({@code from}).
 */
final class TargetReader {

    static final List<String> KEYS = List.of("target", "amber", "segment", "from");

    private TargetReader() {}

    static List<Target> read(YamlMap model, Catalogue catalogue) {
        List<Target> targets = new ArrayList<>();
        model.optionalMap("targets")
                .ifPresent(map -> map.keys().forEach(name -> {
                    YamlValue value = map.value(name);
                    Kpi kpi = catalogue
                            .kpi(name)
                            .orElseThrow(() -> value.wrong(
                                    "'" + name + "' is not a KPI",
                                    catalogue.kpiNames().advice(name, "KPIs:")));
                    List<YamlValue> each = value.isList() ? value.list() : List.of(value);
                    each.forEach(v -> targets.add(target(kpi, v.map())));
                }));
        return targets;
    }

    private static Target target(Kpi kpi, YamlMap keys) {
        keys.only(KEYS);
        Optional<YamlMap> segment = keys.optionalMap("segment");
        segment.filter(s -> s.keys().size() != 1).ifPresent(s -> {
            throw s.wrong("a target holds for one segment", "Write 'segment: {industry: Retail}'.");
        });
        BigDecimal target = keys.value("target").number();
        Optional<BigDecimal> amber = keys.find("amber").map(YamlValue::number);
        amber.filter(a -> isBetter(kpi, a, target)).ifPresent(a -> {
            throw keys.value("amber")
                    .wrong(
                            "what is still tolerable is better than the target",
                            "Of '" + kpi.name() + "' " + (kpi.better() == Direction.LOWER ? "less" : "more")
                                    + " is better: write an amber on the other side of the target.");
        });
        Optional<String> segmentName = segment.map(s -> s.keys().iterator().next());
        return new Target(
                kpi.name(),
                segmentName,
                segmentName.map(n -> segment.orElseThrow().text(n)),
                keys.find("from").map(DefaultPeriodReader::day),
                target,
                amber,
                segment.map(YamlMap::place).orElse(keys.place()));
    }

    private static boolean isBetter(Kpi kpi, BigDecimal value, BigDecimal than) {
        int compared = value.compareTo(than);
        return kpi.better() == Direction.HIGHER && compared > 0 || kpi.better() == Direction.LOWER && compared < 0;
    }
}
