package io.scorecard.functions;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The KPIs, named relations, views and scorecards that a model knows: the built-in ones and its own. Immutable. */
public final class Catalogue {

    private final Map<String, Kpi> kpis;
    private final Map<String, Kpi> byAnyName;
    private final Map<String, Relation> relations;
    private final Map<String, View> views;
    private final Map<String, Scorecard> scorecards;

    /** Later entries override earlier ones of the same name. */
    public Catalogue(
            Collection<Kpi> kpis,
            Collection<Relation> relations,
            Collection<View> views,
            Collection<Scorecard> scorecards) {
        this.kpis = new LinkedHashMap<>();
        kpis.forEach(k -> this.kpis.put(k.name(), k));
        this.byAnyName = new LinkedHashMap<>();
        this.kpis.values().forEach(k -> k.aliases().forEach(a -> byAnyName.put(a, k)));
        this.byAnyName.putAll(this.kpis);
        this.relations = new LinkedHashMap<>();
        relations.forEach(r -> this.relations.put(r.name(), r));
        this.views = new LinkedHashMap<>();
        views.forEach(v -> this.views.put(v.name(), v));
        this.scorecards = new LinkedHashMap<>();
        scorecards.forEach(s -> this.scorecards.put(s.name(), s));
    }

    /** With a direction for the KPIs that leave it to the model. */
    public Catalogue declared(Direction direction) {
        return new Catalogue(
                kpis.values().stream()
                        .map(k -> k.better() == Direction.DECLARED ? k.better(direction) : k)
                        .toList(),
                relations.values(),
                views.values(),
                scorecards.values());
    }

    public Collection<Kpi> kpis() {
        return kpis.values();
    }

    /** By name or alias, in any case. */
    public Optional<Kpi> kpi(String name) {
        return Optional.ofNullable(byAnyName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Every name and alias that a user may write; hidden KPIs are left out. */
    public Collection<String> names() {
        return byAnyName.entrySet().stream()
                .filter(e -> !e.getValue().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What to say where a name is none of a KPI. */
    public KpiNames kpiNames() {
        return KpiNames.of(this);
    }

    public Optional<Relation> relation(String name) {
        return Optional.ofNullable(relations.get(name));
    }

    public Collection<Relation> relations() {
        return relations.values();
    }

    /** By name, in any case. */
    public Optional<View> view(String name) {
        return Optional.ofNullable(views.get(name.toLowerCase(Locale.ROOT)));
    }

    public Collection<View> views() {
        return views.values();
    }

    public Collection<Scorecard> scorecards() {
        return scorecards.values();
    }
}
