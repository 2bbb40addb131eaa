package io.scorecard.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads KPIs and named relations: the built-in ones and, in exactly the same form, a model's own.
 *
 * <p>SQL is only looked at as words here: names of KPIs, relations and settings are checked, the
 * rest is the compiler's.
 */
public final class CatalogueReader {

    private final CanonicalTables tables = CanonicalTables.builtIn();
    private final KpiReader kpiReader = new KpiReader(tables);
    private final Map<String, Kpi> kpis = new LinkedHashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final List<Kpi> newKpis = new ArrayList<>();
    private final List<Relation> newRelations = new ArrayList<>();

    private CatalogueReader() {}

    /** The catalogue of this version; read once. */
    public static Catalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    /**
     * A catalogue with a model's own KPIs and relations added to it, or in place of its own where
     * they say {@code override: true}.
     *
     * @throws ScorecardException {@link ErrorCode#BAD_DEFINITION} with file and line
     */
    public static Catalogue extend(Catalogue base, Optional<YamlMap> kpis, Optional<YamlMap> relations) {
        CatalogueReader reader = new CatalogueReader();
        base.kpis().forEach(k -> reader.kpis.put(k.name(), k));
        base.relations().forEach(r -> reader.relations.put(r.name(), r));
        relations.ifPresent(reader::addRelations);
        kpis.ifPresent(reader::addKpis);
        return reader.checked();
    }

    /** What comes with this version; whether it fits together is a test's question, not every start's. */
    static CatalogueReader readBuiltIn() {
        CatalogueReader reader = new CatalogueReader();
        YamlMap index = Resources.yaml("catalogue.yaml");
        index.texts("relations").forEach(f -> reader.addRelations(Resources.yaml("relations/" + f + ".yaml")));
        index.texts("kpis").forEach(f -> reader.addKpis(Resources.yaml("kpis/" + f + ".yaml")));
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

    Catalogue checked() {
        CatalogueCheck check = new CatalogueCheck(kpis, relations, tables);
        newRelations.forEach(check::relation);
        newKpis.forEach(check::kpi);
        return unchecked();
    }

    private Catalogue unchecked() {
        return new Catalogue(kpis.values(), relations.values());
    }

    private static final class BuiltIn {
        static final Catalogue CATALOGUE = readBuiltIn().unchecked();
    }
}
