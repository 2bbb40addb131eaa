package io.scorecard.model;

import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Direction;
import io.scorecard.functions.Fault;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.Yaml;
import io.scorecard.functions.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a model: everything in it is checked here, with its line, and nothing is opened.
 *
 * <p>A key that this version does not execute is refused by name: a setting that is read and ignored
 * is a wrong number that nobody looks for.
 */
public final class ModelReader {

    static final List<String> PARTS = List.of(
            "model",
            "definitions",
            "sources",
            "tables",
            "kpis",
            "relations",
            "views",
            "scorecards",
            "targets",
            "benchmarks");

    /** What says how things are computed, apart from what data there are. */
    private static final List<String> DEFINING = List.of("definitions", "kpis", "relations", "views", "scorecards");

    static final List<String> LATER = List.of("layouts", "row_filters", "masks", "roles", "alerts");

    /** The version of the built-in definitions; a changed formula is a new one. */
    private static final String DEFINITIONS = "1";

    private ModelReader() {}

    /**
     * The model in a file.
     *
     * @param root the folder that its files must lie in; empty: the model's own
     * @throws ScorecardException 1005 or 3xxx, with file and line
     */
    public static Model read(Path file, Optional<Path> root) {
        return read(ModelText.of(file, root), Environment.PROCESS);
    }

    /** A model that comes with the program. */
    public static Model read(String name, String text, Path root) {
        return read(new ModelText(name, text, root, false), Environment.PROCESS);
    }

    /** What a model defines, as the part of a model that another one may contain; empty where it defines nothing. */
    public static String definitions(Path file, Optional<Path> root) {
        ModelText text = ModelText.of(file, root);
        return Yaml.read(text.name(), References.quoted(text.text())).written(DEFINING);
    }

    static Model read(ModelText text, Environment environment) {
        Root root = new Root(text.root());
        References references = new References(environment, root, text.ownerOnly());
        YamlMap yaml = Yaml.read(text.name(), References.quoted(text.text())).faults(Fault.MODEL);
        refuseOther(yaml);
        refuseLater(yaml);
        yaml.only(keys());
        onlyDefinitions(yaml);
        Settings settings = SettingsReader.read(yaml);
        Map<String, SourceSpec> sources = new SourceReader(root, references).read(yaml);
        Map<String, TableMapping> tables = MappingReader.read(yaml, sources);
        Catalogue catalogue = CatalogueReader.extend(CatalogueReader.builtIn(), yaml)
                .declared(settings.cesDirection()
                        .map(Settings.CesDirection::better)
                        .orElse(Direction.NEITHER));
        return new Model(
                yaml.optionalText("model").orElseGet(text::stem),
                root.folder(),
                text.version(),
                settings,
                sources,
                tables,
                catalogue,
                TargetReader.read(yaml, catalogue),
                new BenchmarkReader(catalogue, settings.currency()).read(yaml));
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(PARTS);
        keys.addAll(SettingsReader.KEYS);
        return keys;
    }

    /** A number that was pinned stays what it was: other definitions than these would mean another number. */
    private static void onlyDefinitions(YamlMap yaml) {
        yaml.find("definitions").filter(v -> !v.text().equals(DEFINITIONS)).ifPresent(v -> {
            throw v.wrong(
                    "this is no version of the definitions",
                    "Write 'definitions: " + DEFINITIONS + "', or leave it out.");
        });
    }

    /** Any file that ends in .yaml may be named by a stranger: of one that is no model nothing is told, no key either. */
    private static void refuseOther(YamlMap yaml) {
        if (keys().stream().noneMatch(yaml::has) && LATER.stream().noneMatch(yaml::has)) {
            throw yaml.wrong("this is no model", "Write 'model', 'sources' and 'tables'.");
        }
    }

    private static void refuseLater(YamlMap yaml) {
        for (String key : LATER) {
            if (yaml.has(key)) {
                throw Later.key(yaml, key);
            }
        }
        for (String key : yaml.keys()) {
            if (!keys().contains(key) && CanonicalTables.builtIn().find(key).isPresent()) {
                throw yaml.wrongKey(key, "'" + key + "' is a canonical table", "Write it under 'tables'.");
            }
        }
    }
}
