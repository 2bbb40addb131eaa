package io.scorecard.compiler;

import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A KPI with its option and arguments: {@code churn_rate('event')}.
 *
 * @param option null: the default
 * @param arguments literals as SQL, by parameter
 * @param part what of it is asked
 */
record KpiUse(Kpi kpi, @Nullable String option, Map<String, String> arguments, KpiPart part) {

    KpiUse {
        arguments = Map.copyOf(arguments);
    }

    static KpiUse plain(Kpi kpi) {
        return new KpiUse(kpi, null, Map.of(), KpiPart.VALUE);
    }

    /** The same, with some argument where one is needed: what is read does not depend on it. */
    static KpiUse some(Kpi kpi) {
        Map<String, String> arguments = new LinkedHashMap<>();
        kpi.parameters().stream()
                .filter(p -> p.defaultValue().isEmpty())
                .forEach(p -> arguments.put(p.name(), p.type() == Type.TEXT ? "'any'" : "1"));
        return new KpiUse(kpi, null, arguments, KpiPart.VALUE);
    }

    KpiUse part(KpiPart other) {
        return new KpiUse(kpi, option, arguments, other);
    }

    /** The formula that is asked, or empty where the KPI has no such part. */
    Optional<String> formula() {
        return part.formula(kpi, definition());
    }

    Definition definition() {
        return option == null ? kpi.definition() : kpi.options().get(option);
    }

    /** How it is written. */
    String text() {
        String inside = option == null ? String.join(", ", arguments.values()) : "'" + option + "'";
        String call = kpi.name() + "(" + inside + ")";
        return part == KpiPart.VALUE ? call : part.functionName() + "(" + call + ")";
    }
}
