package io.scorecard.model;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code health}; a weight that is not written is the one of {@link #WEIGHTS}. */
final class HealthReader {

    static final List<String> KEYS =
            List.of("weights", "green", "amber", "min_coverage", "outcomes", "finances", "profiles");

    /** In the order in which components are shown. */
    private static final Map<String, BigDecimal> WEIGHTS = new LinkedHashMap<>();

    static {
        WEIGHTS.put("usage", new BigDecimal("0.35"));
        WEIGHTS.put("sentiment", new BigDecimal("0.25"));
        WEIGHTS.put("support", new BigDecimal("0.20"));
        WEIGHTS.put("payment", new BigDecimal("0.20"));
        WEIGHTS.put("outcomes", BigDecimal.ZERO);
        WEIGHTS.put("finances", BigDecimal.ZERO);
    }

    private static final List<String> MEASURED = List.of("outcomes", "finances");
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private HealthReader() {}

    static HealthRules read(YamlMap model) {
        Optional<YamlMap> written = model.optionalMap("health").map(m -> m.only(KEYS));
        Map<String, BigDecimal> weights = written.map(m -> weights(m, WEIGHTS)).orElse(WEIGHTS);
        BigDecimal green = written.flatMap(m -> m.find("green"))
                .map(v -> between(v, HUNDRED))
                .orElse(new BigDecimal(75));
        BigDecimal amber = written.flatMap(m -> m.find("amber"))
                .map(v -> between(v, HUNDRED))
                .orElse(new BigDecimal(50));
        if (amber.compareTo(green) > 0) {
            throw written.orElse(model).wrong("amber begins above green", "Give amber the lower number.");
        }
        List<HealthRules.Measured> measured =
                written.map(HealthReader::measured).orElse(List.of());
        List<HealthRules.Profile> profiles =
                written.map(m -> profiles(m, weights)).orElse(List.of());
        written.ifPresent(m -> {
            check(m, weights, measured);
            profiles.forEach(p -> check(m, p.weights(), measured));
        });
        return new HealthRules(
                weights,
                green,
                amber,
                written.flatMap(m -> m.find("min_coverage"))
                        .map(v -> between(v, BigDecimal.ONE))
                        .orElse(new BigDecimal("0.5")),
                measured,
                profiles);
    }

    private static Map<String, BigDecimal> weights(YamlMap keys, Map<String, BigDecimal> known) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>(known);
        keys.optionalMap("weights")
                .ifPresent(map -> map.only(List.copyOf(WEIGHTS.keySet()))
                        .keys()
                        .forEach(c -> weights.put(c, between(map.value(c), HUNDRED))));
        return weights;
    }

    private static void check(YamlMap keys, Map<String, BigDecimal> weights, List<HealthRules.Measured> measured) {
        if (weights.values().stream().allMatch(w -> w.signum() == 0)) {
            throw keys.wrong("every weight is 0", "Give one component a weight.");
        }
        for (String component : MEASURED) {
            boolean told = measured.stream().anyMatch(m -> m.component().equals(component));
            if (weights.get(component).signum() > 0 && !told) {
                throw keys.wrong(
                        "'" + component + "' has a weight, and nothing tells what it is",
                        "Write for instance '" + component + ": {metric: roi, worst: 0, best: 3}'.");
            }
        }
    }

    private static List<HealthRules.Measured> measured(YamlMap keys) {
        List<HealthRules.Measured> measured = new ArrayList<>();
        for (String component : MEASURED) {
            keys.optionalMap(component).ifPresent(map -> {
                map.only(List.of("metric", "worst", "best"));
                BigDecimal worst = map.value("worst").number();
                BigDecimal best = map.value("best").number();
                if (worst.compareTo(best) == 0) {
                    throw map.wrong("the worst value is the best", "Give two values.");
                }
                measured.add(new HealthRules.Measured(component, map.text("metric"), worst, best));
            });
        }
        if (measured.size() == 2
                && measured.get(0).metric().equals(measured.get(1).metric())) {
            throw keys.wrong("outcomes and finances are one metric", "Give each its own.");
        }
        return measured;
    }

    private static List<HealthRules.Profile> profiles(YamlMap keys, Map<String, BigDecimal> weights) {
        List<HealthRules.Profile> profiles = new ArrayList<>();
        for (YamlValue value : keys.list("profiles")) {
            YamlMap profile = value.map().only(List.of("segment", "weights"));
            YamlMap segment = profile.map("segment");
            if (segment.keys().size() != 1) {
                throw segment.wrong("a profile holds for one segment", "Write 'segment: {industry: Retail}'.");
            }
            String name = segment.keys().iterator().next();
            profiles.add(new HealthRules.Profile(column(name, segment), segment.text(name), weights(profile, weights)));
        }
        return profiles;
    }

    /** The column of customers that shows as this segment; one of the model's own has its name. */
    private static String column(String segment, YamlMap keys) {
        if (!NAME.matcher(segment).matches()) {
            throw keys.wrong("this is not a segment of customers", "Write 'segment: {industry: Retail}'.");
        }
        CanonicalTable customers = CanonicalTables.builtIn().find("customers").orElseThrow();
        return customers.columns().stream()
                .filter(c -> c.segment().filter(segment::equals).isPresent())
                .map(Column::name)
                .findFirst()
                .orElse(segment);
    }

    private static BigDecimal between(YamlValue value, BigDecimal highest) {
        BigDecimal number = value.number();
        if (number.signum() < 0 || number.compareTo(highest) > 0) {
            throw value.wrong("this is not between 0 and " + highest, "Correct the value.");
        }
        return number;
    }
}
