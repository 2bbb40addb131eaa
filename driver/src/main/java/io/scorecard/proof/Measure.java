package io.scorecard.proof;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Forms;
import io.scorecard.functions.Kpi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A KPI, or one of its options, as it is asked without an argument: {@code churn_rate('event')}.
 *
 * @param isDefault whether it is the KPI without an option
 */
record Measure(String call, Kpi kpi, Definition definition, boolean isDefault) {

    /** Those of the KPIs that the model has the data for. */
    static List<Measure> of(Catalogue catalogue, Set<String> available) {
        List<Measure> measures = new ArrayList<>();
        for (Kpi kpi : catalogue.kpis()) {
            boolean plain =
                    kpi.parameters().stream().allMatch(p -> p.defaultValue().isPresent());
            if (plain && available.contains(kpi.name())) {
                Map<String, Definition> faces = new LinkedHashMap<>();
                faces.put("()", kpi.definition());
                kpi.options().forEach((option, definition) -> faces.put("('" + option + "')", definition));
                faces.forEach((face, definition) ->
                        measures.add(new Measure(kpi.name() + face, kpi, definition, face.equals("()"))));
            }
        }
        return measures;
    }

    /** Whether its parts by a segment add up to the whole; not where only the last row of many counts. */
    boolean adds(Catalogue catalogue) {
        return definition.latest().isEmpty()
                && Forms.adds(catalogue, definition, definition.unit().orElse(kpi.unit()));
    }
}
