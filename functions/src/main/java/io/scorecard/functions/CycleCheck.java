package io.scorecard.functions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Whether a KPI's expression comes back to itself. The default of a KPI and each of its options are
 * places of their own: {@code churn_rate} may be {@code churn_rate('event')}.
 */
final class CycleCheck {

    private record Step(String kpi, String option) {}

    private final Map<String, Kpi> kpis;
    private final Deque<Step> path = new ArrayDeque<>();

    CycleCheck(Map<String, Kpi> kpis) {
        this.kpis = kpis;
    }

    void check(Kpi kpi) {
        follow(kpi, new Step(kpi.name(), ""), kpi);
        kpi.options().keySet().forEach(o -> follow(kpi, new Step(kpi.name(), o), kpi));
    }

    private void follow(Kpi kpi, Step step, Kpi asked) {
        if (path.contains(step)) {
            throw Fault.definition(asked.name())
                    .at(
                            asked.place(),
                            "'" + kpi.name() + "' is defined by itself" + through(step),
                            "Write it over other KPIs.");
        }
        Definition definition =
                step.option.isEmpty() ? kpi.definition() : kpi.options().get(step.option);
        path.push(step);
        for (String sql : expressions(definition)) {
            for (Words.Word word : Words.of(sql)) {
                Kpi next = kpis.get(word.text());
                if (next != null && !definition.rows().containsKey(word.text())) {
                    String option = word.arguments().stream()
                            .filter(next.options()::containsKey)
                            .findFirst()
                            .orElse("");
                    follow(next, new Step(next.name(), option), asked);
                }
            }
        }
        path.pop();
    }

    /** The other KPIs on the way back to it. */
    private String through(Step step) {
        List<String> names = new ArrayList<>();
        for (Step between : path) {
            if (between.equals(step)) {
                break;
            }
            names.add(0, "'" + between.kpi + "'");
        }
        return names.isEmpty() ? "" : ", through " + String.join(" and ", names);
    }

    private static List<String> expressions(Definition definition) {
        if (definition.over().isPresent()) {
            return List.of();
        }
        List<String> expressions = new ArrayList<>(definition.rows().values());
        expressions.addAll(definition.binds().values());
        if (definition.per().isEmpty()) {
            expressions.add(definition.formula());
        }
        return expressions;
    }
}
