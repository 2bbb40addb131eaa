package io.scorecard.compiler;

import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A KPI with its option and arguments: {@code churn_rate('event')}.
 *
 * @param option null: the default
 * @param arguments literals as SQL, by parameter
 */
record KpiUse(Kpi kpi, @Nullable String option, Map<String, String> arguments) {

    KpiUse {
        arguments = Map.copyOf(arguments);
    }

    static KpiUse plain(Kpi kpi) {
        return new KpiUse(kpi, null, Map.of());
    }

    Definition definition() {
        return option == null ? kpi.definition() : kpi.options().get(option);
    }

    /** How it is written. */
    String text() {
        String inside = option == null ? String.join(", ", arguments.values()) : "'" + option + "'";
        return kpi.name() + "(" + inside + ")";
    }
}
