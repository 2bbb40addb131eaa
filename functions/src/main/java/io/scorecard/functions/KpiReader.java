package io.scorecard.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one KPI, as it stands in a built-in file or under {@code kpis} in a model. */
final class KpiReader {

    private static final List<String> OWN = List.of(
            "title",
            "summary",
            "family",
            "aliases",
            "said",
            "takes",
            "within",
            "options",
            "refused",
            "parameters",
            "requires",
            "unit",
            "reads",
            "better",
            "ripens",
            "base",
            "source",
            "version",
            "hidden",
            "examples",
            "override",
            "default");
    private static final List<String> KEYS =
            Stream.concat(OWN.stream(), DefinitionReader.KEYS.stream()).toList();
    private static final List<String> OPTION_KEYS = Stream.concat(
                    DefinitionReader.KEYS.stream(), Stream.of("unit", "summary"))
            .toList();

    private final ExampleReader examples;

    KpiReader(ExampleReader examples) {
        this.examples = examples;
    }

    /**
     * The KPI.
     *
     * @param known the KPI that has this name already
     */
    Kpi read(String name, YamlValue value, Optional<Kpi> known) {
        YamlMap keys = Words.checkedName(name, value).map().only(KEYS);
        boolean override = keys.flag("override");
        if (known.isPresent() && !override) {
            throw value.wrong("there is a KPI of this name already", "Add 'override: true', or choose another name.");
        }
        if (known.isEmpty() && override) {
            throw value.wrong("there is no KPI to override", "Remove 'override'.");
        }
        Definition definition = definition(keys, known);
        Map<String, Definition> options = options(keys, definition, known);
        return new Kpi(
                name,
                names(keys, "aliases", known.map(Kpi::aliases)),
                names(keys, "said", known.map(Kpi::said)),
                keys.optionalText("family").or(() -> known.map(Kpi::family)).orElse("own"),
                keys.optionalText("title").or(() -> known.map(Kpi::title)).orElseGet(() -> title(name)),
                keys.optionalText("summary").or(() -> known.map(Kpi::summary)).orElse(""),
                keys.has("takes")
                        ? keys.textMap("takes")
                        : known.map(Kpi::takes).orElse(Map.of()),
                keys.has("within") ? within(keys) : known.map(Kpi::within).orElse(Map.of()),
                definition,
                options,
                keys.has("refused")
                        ? keys.textMap("refused")
                        : known.map(Kpi::refused).orElse(Map.of()),
                keys.has("parameters")
                        ? parameters(keys)
                        : known.map(Kpi::parameters).orElse(List.of()),
                keys.has("requires") ? requires(keys) : known.map(Kpi::requires).orElse(List.of()),
                required(keys, "unit", Unit.class, known.map(Kpi::unit)),
                keys.optionalText("reads").or(() -> known.flatMap(Kpi::reads)),
                required(keys, "better", Direction.class, known.map(Kpi::better)),
                keys.find("ripens")
                        .map(v -> v.integer(0, 366))
                        .or(() -> known.map(Kpi::ripens))
                        .orElse(0),
                keys.optionalText("base").or(() -> known.map(Kpi::base)).orElse(""),
                keys.optionalText("source").or(() -> known.map(Kpi::source)).orElse(""),
                keys.find("version")
                        .map(v -> v.integer(1, 9999))
                        .or(() -> known.map(Kpi::version))
                        .orElse(1),
                keys.has("hidden")
                        ? keys.flag("hidden")
                        : known.map(Kpi::hidden).orElse(false),
                examples.read(keys),
                value.place());
    }

    private static Definition definition(YamlMap keys, Optional<Kpi> known) {
        Optional<String> word = keys.optionalText("default");
        if (word.isEmpty()) {
            return DefinitionReader.read(keys, known.map(Kpi::definition));
        }
        YamlValue value = keys.value("default");
        Kpi kpi = known.orElseThrow(() -> value.wrong(
                "'default' chooses an option of a KPI that is there already", "Write it beside 'override: true'."));
        Definition option = kpi.options().get(word.get());
        if (option == null) {
            String reason = kpi.refused().get(word.get());
            throw value.wrong(
                    "'" + word.get() + "' is not an option of " + kpi.name()
                            + (reason == null ? "" : " yet: " + reason),
                    Nearest.advice(word.get(), kpi.options().keySet(), "Options:"));
        }
        return DefinitionReader.read(keys, Optional.of(option));
    }

    private static Map<String, Definition> options(YamlMap keys, Definition definition, Optional<Kpi> known) {
        Map<String, Definition> options =
                new LinkedHashMap<>(known.map(Kpi::options).orElse(Map.of()));
        keys.optionalMap("options")
                .ifPresent(map -> map.keys().forEach(word -> {
                    YamlValue value = Words.checkedName(word, map.value(word));
                    options.put(word, DefinitionReader.option(value.map().only(OPTION_KEYS), definition));
                }));
        return options;
    }

    private static List<String> names(YamlMap keys, String key, Optional<List<String>> known) {
        keys.list(key).forEach(a -> Words.checkedName(a.text(), a));
        return keys.has(key) ? keys.texts(key) : known.orElse(List.of());
    }

    private static Map<String, Range> within(YamlMap keys) {
        Map<String, Range> within = new LinkedHashMap<>();
        YamlMap map = keys.map("within");
        for (String argument : map.keys()) {
            List<YamlValue> ends = map.value(argument).list();
            if (ends.size() != 2) {
                throw map.value(argument).wrong("a range has two ends", "Write '[lowest, highest]'.");
            }
            within.put(argument, new Range(end(ends.get(0)), end(ends.get(1))));
        }
        return within;
    }

    private static String end(YamlValue value) {
        return value.text().startsWith(":") ? value.text() : value.number().toPlainString();
    }

    private static List<Parameter> parameters(YamlMap keys) {
        List<Parameter> parameters = new ArrayList<>();
        YamlMap map = keys.map("parameters");
        for (String name : map.keys()) {
            YamlMap p = Words.checkedName(name, map.value(name)).map();
            p.only(List.of("type", "default", "lowest", "highest", "among", "meaning"));
            parameters.add(new Parameter(
                    name,
                    p.value("type").choice(Type.class),
                    p.optionalText("default"),
                    p.find("lowest").map(YamlValue::number),
                    p.find("highest").map(YamlValue::number),
                    p.find("among").map(RelationReader::column),
                    p.text("meaning")));
        }
        return parameters;
    }

    private static List<SettingName> requires(YamlMap keys) {
        return keys.list("requires").stream()
                .map(v -> v.choice(SettingName.class))
                .toList();
    }

    private static <E extends Enum<E>> E required(YamlMap keys, String key, Class<E> type, Optional<E> known) {
        return keys.find(key)
                .map(v -> v.choice(type))
                .or(() -> known)
                .orElseThrow(() -> keys.wrong("'" + key + "' is missing", "Add it."));
    }

    /** What a name says in words. */
    static String title(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
