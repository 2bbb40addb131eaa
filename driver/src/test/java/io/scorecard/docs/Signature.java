package io.scorecard.docs;

import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The forms in which a KPI can be asked. */
record Signature(Kpi kpi) {

    String text() {
        List<String> forms = new ArrayList<>();
        if (kpi.definition().over().isPresent()
                || kpi.takes().isEmpty()
                || !kpi.definition().binds().isEmpty()) {
            forms.add(Markdown.code(kpi.name() + "(" + measure() + ")"));
        }
        if (!kpi.takes().isEmpty()) {
            boolean rows = kpi.definition().over().isPresent();
            forms.add(Markdown.code(kpi.name() + "(" + taken() + ")")
                    + (rows ? " over rows of your own" : " of two numbers"));
        }
        return String.join(", ", forms);
    }

    private String measure() {
        List<String> places = new ArrayList<>();
        kpi.parameters().stream().map(Parameter::name).forEach(places::add);
        if (!kpi.options().isEmpty()) {
            places.add("option");
        }
        return places.isEmpty() ? "" : "[" + String.join(", ", places) + "]";
    }

    /** What a setting of the model fills may be left out. */
    private String taken() {
        return kpi.takes().keySet().stream()
                .map(name -> kpi.definition().binds().getOrDefault(name, "").startsWith(":") ? "[" + name + "]" : name)
                .collect(Collectors.joining(", "))
                .replace(", [", " [, ");
    }
}
