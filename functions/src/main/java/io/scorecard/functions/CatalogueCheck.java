package io.scorecard.functions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether definitions fit together: every name they use is there, and no KPI comes back to itself. */
final class CatalogueCheck {

    private final Map<String, Kpi> kpis;
    private final Map<String, Relation> relations;
    private final CanonicalTables tables;

    CatalogueCheck(Map<String, Kpi> kpis, Map<String, Relation> relations, CanonicalTables tables) {
        this.kpis = kpis;
        this.relations = relations;
        this.tables = tables;
    }

    void view(View view) {
        needs(view.needs(), view.place(), Fault.definition(view.name()));
    }

    private void needs(List<String> needs, Place place, Fault fault) {
        for (String need :
                needs.stream().flatMap(n -> Stream.of(n.split(" or "))).toList()) {
            String[] parts = need.split("\\.");
            if (tables.find(parts[0]).flatMap(t -> t.column(parts[1])).isEmpty()) {
                throw fault.at(place, "it needs '" + need + "', which is no canonical column", "Write 'table.column'.");
            }
        }
    }

    void relation(Relation relation) {
        Fault fault = Fault.definition(relation.name());
        needs(relation.needs(), relation.place(), fault);
        List<String> allowed = new ArrayList<>(SettingName.words());
        if (relation.atBound()) {
            allowed.add("bound");
        }
        settings(relation.sql(), allowed, relation.place(), fault);
        relation.withoutSubscriptions().ifPresent(other -> {
            boolean stands = relations.containsKey(other)
                    && relations.get(other).withoutSubscriptions().isEmpty();
            if (!stands) {
                throw fault.at(
                        relation.place(),
                        "'" + other + "' cannot stand in its place",
                        "Name a relation that has no 'without_subscriptions' of its own.");
            }
        });
        relation.whole().ifPresent(w -> {
            if (!relations.containsKey(w.relation())) {
                throw fault.at(
                        relation.place(),
                        "there is no relation '" + w.relation() + "'",
                        Nearest.advice(w.relation(), relations.keySet(), "Relations:"));
            }
            w.each().filter(each -> !w.without().contains(each)).ifPresent(each -> {
                throw fault.at(
                        relation.place(),
                        "'" + each + "' cannot tell apart what a row of '" + w.relation() + "' is divided into",
                        "Name a column of 'without' as 'each'.");
            });
        });
        relation.segmentsOf().forEach(s -> {
            needs(s.needs(), relation.place(), fault);
            for (String other : s.relations()) {
                boolean there = relations.containsKey(other)
                        || tables.find(other).filter(t -> t.key().size() == 1).isPresent();
                if (!there) {
                    throw fault.at(
                            relation.place(),
                            "there is no relation '" + other + "' whose segments it could have",
                            Nearest.advice(other, relations.keySet(), "Relations:"));
                }
            }
        });
        relation.shortcut().ifPresent(s -> settings(s.sql(), allowed, relation.place(), fault));
        new RelationCycleCheck(relations).check(relation);
    }

    void kpi(Kpi kpi) {
        Fault fault = Fault.definition(kpi.name());
        aliases(kpi, fault);
        kpi.within().keySet().forEach(a -> argument(kpi, a, fault));
        kpi.parameters().forEach(p -> needs(p.among().stream().toList(), kpi.place(), fault));
        definition(kpi, kpi.definition(), fault);
        kpi.options().values().forEach(d -> definition(kpi, d, fault));
        for (String word : kpi.refused().keySet()) {
            if (kpi.options().containsKey(word)) {
                throw fault.at(kpi.place(), "'" + word + "' is an option and refused", "Remove one of them.");
            }
        }
        new CycleCheck(kpis).check(kpi);
    }

    private void aliases(Kpi kpi, Fault fault) {
        for (String alias : kpi.aliases()) {
            boolean name = kpis.containsKey(alias);
            boolean twice =
                    kpis.values().stream().anyMatch(k -> k != kpi && k.aliases().contains(alias));
            if (name || twice) {
                throw fault.at(kpi.place(), "the alias '" + alias + "' is taken", "Choose another one.");
            }
        }
        kpis.values().stream()
                .filter(k -> k.aliases().contains(kpi.name()))
                .findFirst()
                .ifPresent(k -> {
                    throw fault.at(kpi.place(), "its name is an alias of " + k.name(), "Choose another name.");
                });
    }

    private static void argument(Kpi kpi, String name, Fault fault) {
        if (!kpi.takes().containsKey(name)) {
            throw fault.at(
                    kpi.place(),
                    "'" + name + "' is not what it takes",
                    Nearest.advice(name, kpi.takes().keySet(), "It takes:"));
        }
    }

    private void definition(Kpi kpi, Definition definition, Fault fault) {
        Place place = kpi.place();
        definition.binds().keySet().forEach(a -> argument(kpi, a, fault));
        shape(kpi, definition, fault);
        definition.over().ifPresent(over -> over(definition, over, place, fault));
        List<String> allowed = new ArrayList<>(SettingName.words());
        kpi.parameters().forEach(p -> allowed.add(p.name()));
        texts(definition).forEach(sql -> settings(sql, allowed, place, fault));
        new ExpressionCheck(kpis, place, fault).check(kpi, definition);
    }

    private static void shape(Kpi kpi, Definition definition, Fault fault) {
        boolean over = definition.over().isPresent();
        if (over && definition.per().isPresent()) {
            throw fault.at(kpi.place(), "'over' and 'per' exclude each other", "Keep one of them.");
        }
        if (definition.per().isPresent() == definition.rows().isEmpty()) {
            throw fault.at(kpi.place(), "'per' and 'rows' belong together", "Write both.");
        }
        if (!over
                && Stream.of(definition.date(), definition.at(), definition.latest())
                        .anyMatch(Optional::isPresent)) {
            throw fault.at(kpi.place(), "'date', 'at' and 'latest' need rows to speak of", "Add 'over'.");
        }
        if (definition.at().isPresent() && definition.during().isPresent()) {
            throw fault.at(kpi.place(), "a bound has no interval", "Keep 'at' or 'during'.");
        }
    }

    private void over(Definition definition, String over, Place place, Fault fault) {
        Optional<CanonicalTable> table = tables.find(over);
        Optional<StateRelation> state = StateRelation.find(over);
        Optional<Relation> relation = Optional.ofNullable(relations.get(over));
        if (table.isEmpty() && state.isEmpty() && relation.isEmpty()) {
            throw fault.at(place, "there is no relation '" + over + "'", Nearest.advice(over, names(), "Relations:"));
        }
        boolean bound = state.filter(s -> s == StateRelation.CUSTOMER_BALANCE).isPresent()
                || relation.filter(Relation::atBound).isPresent();
        if (bound != definition.at().isPresent()) {
            throw fault.at(
                    place,
                    bound ? "'" + over + "' is taken at a bound" : "'" + over + "' is not taken at a bound",
                    bound ? "Add 'at: opening' or 'at: closing'." : "Remove 'at'.");
        }
        table.ifPresent(t -> Stream.of(definition.date(), definition.latest())
                .flatMap(Optional::stream)
                .filter(c -> t.column(c).isEmpty())
                .forEach(c -> {
                    throw fault.at(
                            place,
                            "'" + c + "' is not a column of " + over,
                            Nearest.advice(
                                    c, t.columns().stream().map(Column::name).toList(), "Columns:"));
                }));
    }

    private Collection<String> names() {
        Set<String> names = new HashSet<>(relations.keySet());
        tables.all().forEach(t -> names.add(t.name()));
        Stream.of(StateRelation.values()).forEach(s -> names.add(s.relationName()));
        return names;
    }

    private static Stream<String> texts(Definition d) {
        return Stream.of(
                        Stream.of(d.formula()),
                        Stream.of(d.where(), d.numerator(), d.denominator(), d.n())
                                .flatMap(Optional::stream),
                        d.binds().values().stream(),
                        d.rows().values().stream())
                .flatMap(s -> s);
    }

    static void settings(String sql, List<String> allowed, Place place, Fault fault) {
        for (String word : Words.settings(sql)) {
            if (!allowed.contains(word.toLowerCase(Locale.ROOT))) {
                throw fault.at(
                        place,
                        "':" + word + "' is neither a setting nor a parameter",
                        Nearest.advice(word, allowed, "Settings:"));
            }
        }
    }
}
