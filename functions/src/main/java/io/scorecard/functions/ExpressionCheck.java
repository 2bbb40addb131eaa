package io.scorecard.functions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether an expression over KPIs names KPIs that are there, with options that they have. */
final class ExpressionCheck {

    private static final Set<String> SQL_WORDS = Set.of(
            "case",
            "when",
            "then",
            "else",
            "end",
            "and",
            "or",
            "not",
            "null",
            "is",
            "true",
            "false",
            "cast",
            "as",
            "double",
            "decimal",
            "bigint",
            "between",
            "in",
            "filter",
            "within",
            "group",
            "order",
            "by",
            "where",
            "distinct");

    private final Map<String, Kpi> kpis;
    private final Place place;
    private final Fault fault;

    ExpressionCheck(Map<String, Kpi> kpis, Place place, Fault fault) {
        this.kpis = kpis;
        this.place = place;
        this.fault = fault;
    }

    void check(Kpi kpi, Definition definition) {
        if (definition.over().isPresent()) {
            return;
        }
        if (definition.per().isPresent()) {
            definition.rows().values().forEach(sql -> expression(sql, List.of()));
            expression(definition.formula(), definition.rows().keySet());
            return;
        }
        definition.binds().values().forEach(sql -> expression(sql, List.of()));
        Collection<String> arguments = kpi.takes().keySet();
        expressions(definition).forEach(sql -> expression(sql, arguments));
    }

    private static List<String> expressions(Definition definition) {
        List<String> expressions = new ArrayList<>(List.of(definition.formula()));
        definition.numerator().ifPresent(expressions::add);
        definition.denominator().ifPresent(expressions::add);
        definition.n().ifPresent(expressions::add);
        return expressions;
    }

    private void expression(String sql, Collection<String> columns) {
        for (Words.Word word : Words.of(sql)) {
            Optional<Kpi> kpi = named(word.text());
            if (kpi.isPresent() && word.call()) {
                word.arguments().forEach(option -> option(kpi.get(), option));
            } else if (!word.call() && kpi.isEmpty() && !columns.contains(word.text())) {
                checkSql(word.text(), columns);
            }
        }
    }

    private void checkSql(String word, Collection<String> columns) {
        if (SQL_WORDS.contains(word)) {
            return;
        }
        Set<String> candidates = new TreeSet<>(columns);
        kpis.values().stream().filter(k -> !k.hidden()).forEach(k -> {
            candidates.add(k.name());
            candidates.addAll(k.aliases());
        });
        throw fault.at(place, "there is no KPI '" + word + "'", Nearest.advice(word, candidates, "KPIs:"));
    }

    private Optional<Kpi> named(String word) {
        return Optional.ofNullable(kpis.get(word))
                .or(() -> kpis.values().stream()
                        .filter(k -> k.aliases().contains(word))
                        .findFirst());
    }

    private void option(Kpi kpi, String option) {
        if (!kpi.options().containsKey(option)) {
            throw fault.at(
                    place,
                    "'" + option + "' is not an option of " + kpi.name(),
                    Nearest.advice(option, kpi.options().keySet(), "Options:"));
        }
    }
}
