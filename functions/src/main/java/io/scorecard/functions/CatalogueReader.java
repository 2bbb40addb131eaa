package io.scorecard.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads KPIs and named relations: the built-in ones and, in exactly the same form, a model's own.
 *
 * <p>SQL is only looked at as words here: names of KPIs, relations and settings are checked, the
 * rest is the compiler's.
 */
public final class CatalogueReader {

    /** Relations of the compiler's own. */
    private static final Set<String> TAKEN = Set.of(
            "kpi",
            "kpi_fields",
            "kpi_rows",
            "kpi_catalog",
            "kpi_segments",
            "scorecards",
            "model_findings",
            "explain_kpi",
            "compare_definitions",
            "compare_customers");

    private final CanonicalTables tables = CanonicalTables.builtIn();
    private final KpiReader kpiReader;
    private final ViewReader viewReader;
    private final Map<String, Kpi> kpis = new LinkedHashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final Map<String, View> views = new LinkedHashMap<>();
    private final Map<String, Scorecard> scorecards = new LinkedHashMap<>();
    private final List<Kpi> newKpis = new ArrayList<>();
    private final List<Relation> newRelations = new ArrayList<>();
    private final List<View> newViews = new ArrayList<>();

    private CatalogueReader(boolean builtIn) {
        ExampleReader examples = new ExampleReader(tables, builtIn);
        this.kpiReader = new KpiReader(examples);
        this.viewReader = new ViewReader(examples);
    }

    /** The catalogue of this version; read once. */
    public static Catalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    /**
     * A catalogue with a model's own KPIs, relations, views and scorecards added to it, or in place of
     * its own where they say {@code override: true}.
     *
     * @param model the model, of which only these keys are read
     * @throws ScorecardException {@link ErrorCode#BAD_DEFINITION} with file and line
     */
    public static Catalogue extend(Catalogue base, YamlMap model) {
        CatalogueReader reader = new CatalogueReader(false);
        base.kpis().forEach(k -> reader.kpis.put(k.name(), k));
        base.relations().forEach(r -> reader.relations.put(r.name(), r));
        base.views().forEach(v -> reader.views.put(v.name(), v));
        base.scorecards().forEach(s -> reader.scorecards.put(s.name(), s));
        model.optionalMap("relations").ifPresent(reader::addRelations);
        model.optionalMap("kpis").ifPresent(reader::addKpis);
        model.optionalMap("views").ifPresent(views -> reader.addViews(views, true));
        model.optionalMap("scorecards").ifPresent(reader::addScorecards);
        return reader.checked();
    }

    /** What comes with this version; whether it fits together is a test's question, not every start's. */
    static CatalogueReader readBuiltIn() {
        CatalogueReader reader = new CatalogueReader(true);
        YamlMap index = Resources.yaml("catalogue.yaml");
        index.texts("relations").forEach(f -> reader.addRelations(Resources.yaml("relations/" + f + ".yaml")));
        index.texts("kpis").forEach(f -> reader.addKpis(Resources.yaml("kpis/" + f + ".yaml")));
        index.texts("views").forEach(f -> reader.addViews(Resources.yaml("views/" + f + ".yaml"), false));
        reader.addScorecards(Resources.yaml("scorecards.yaml"));
        return reader;
    }

    private void addRelations(YamlMap file) {
        for (String name : file.keys()) {
            YamlValue value = file.value(name).faults(Fault.definition(name));
            if (relations.containsKey(name)
                    || tables.find(name).isPresent()
                    || StateRelation.find(name).isPresent()) {
                throw value.wrong("there is a relation of this name already", "Choose another name.");
            }
            Relation relation = RelationReader.read(name, value);
            relations.put(name, relation);
            newRelations.add(relation);
        }
    }

    private void addKpis(YamlMap file) {
        for (String name : file.keys()) {
            YamlValue value = file.value(name).faults(Fault.definition(name));
            Kpi kpi = kpiReader.read(name, value, Optional.ofNullable(kpis.get(name)));
            kpis.put(name, kpi);
            newKpis.add(kpi);
        }
    }

    private void addViews(YamlMap file, boolean own) {
        for (String name : file.keys()) {
            YamlValue value = file.value(name).faults(Fault.definition(name));
            boolean taken = views.containsKey(name) || own && relations.containsKey(name) || TAKEN.contains(name);
            if (taken || tables.find(name).isPresent()) {
                throw value.wrong("there is a table or view of this name already", "Choose another name.");
            }
            View view = viewReader.read(name, value, own);
            views.put(name, view);
            newViews.add(view);
        }
    }

    private void addScorecards(YamlMap file) {
        Map<String, Kpi> named = new LinkedHashMap<>();
        kpis.values().forEach(k -> k.aliases().forEach(a -> named.put(a, k)));
        named.putAll(kpis);
        ScorecardReader reader = new ScorecardReader(named);
        for (String name : file.keys()) {
            YamlValue value = file.value(name).faults(Fault.definition(name));
            scorecards.put(name, reader.read(name, value, scorecards.containsKey(name)));
        }
    }

    Catalogue checked() {
        CatalogueCheck check = new CatalogueCheck(kpis, relations, tables);
        newRelations.forEach(check::relation);
        newViews.forEach(check::view);
        newKpis.forEach(check::kpi);
        return unchecked();
    }

    private Catalogue unchecked() {
        return new Catalogue(kpis.values(), relations.values(), views.values(), scorecards.values());
    }

    private static final class BuiltIn {
        static final Catalogue CATALOGUE = readBuiltIn().unchecked();
    }
}
