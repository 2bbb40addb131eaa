package io.scorecard.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one view, as it stands in a built-in file or under {@code views} in a model. */
final class ViewReader {

    private static final List<String> KEYS = List.of(
            "title",
            "summary",
            "grain",
            "parameters",
            "columns",
            "needs",
            "optional",
            "ordered_by",
            "levels",
            "sql",
            "examples");
    private static final List<String> PARAMETER_KEYS =
            List.of("type", "choices", "default", "lowest", "highest", "meaning");

    private static final Pattern PIVOT = Pattern.compile("(?i)\\bkpi_pivot\\b");

    private final ExampleReader examples;

    ViewReader(ExampleReader examples) {
        this.examples = examples;
    }

    /** @param own whether it is a model's, which says all of it in SQL */
    View read(String name, YamlValue value, boolean own) {
        YamlMap keys = Words.checkedName(name, value).map().only(KEYS);
        Optional<String> sql = own ? Optional.of(keys.text("sql")) : keys.optionalText("sql");
        View view = new View(
                name,
                keys.optionalText("title").orElseGet(() -> KpiReader.title(name)),
                keys.text("summary"),
                keys.optionalText("grain").orElse(""),
                parameters(keys),
                keys.textMap("columns"),
                RelationReader.needs(keys),
                keys.texts("optional"),
                keys.texts("ordered_by"),
                keys.optionalText("levels"),
                sql,
                examples.read(keys),
                value.place());
        view.levels().ifPresent(column -> checkColumn(view, column, keys.value("levels")));
        view.orderedBy().forEach(column -> checkColumn(view, column, keys.value("ordered_by")));
        List<String> allowed = Stream.concat(
                        SettingName.words().stream(),
                        view.parameters().stream().flatMap(p -> Stream.of(p.name(), p.name() + "_columns")))
                .toList();
        sql.filter(s -> PIVOT.matcher(s).find()).ifPresent(s -> {
            throw keys.value("sql")
                    .wrong(
                            "a view has the same columns every day, and those of kpi_pivot are the values of a segment",
                            "Write a column for each of them: churn_rate() FILTER (WHERE segment = 'Enterprise')"
                                    + " AS enterprise; or ask kpi_pivot itself in the tool.");
        });
        sql.ifPresent(s -> CatalogueCheck.settings(s, allowed, value.place(), Fault.definition(name)));
        return view;
    }

    private static void checkColumn(View view, String column, YamlValue named) {
        if (!view.columns().containsKey(column)) {
            throw named.wrong("'" + column + "' is none of its columns", "Write it among 'columns', or leave it out.");
        }
    }

    private static List<ViewParameter> parameters(YamlMap keys) {
        List<ViewParameter> parameters = new ArrayList<>();
        keys.optionalMap("parameters")
                .ifPresent(map -> map.keys().forEach(name -> parameters.add(parameter(name, map.value(name)))));
        return parameters;
    }

    private static ViewParameter parameter(String name, YamlValue value) {
        YamlMap keys = Words.checkedName(name, value).map().only(PARAMETER_KEYS);
        ViewParameter.Kind kind = keys.value("type").choice(ViewParameter.Kind.class);
        List<String> choices = keys.texts("choices");
        choices.forEach(c -> Words.checkedName(c, keys.value("choices")));
        String preset = keys.optionalText("default").orElse("");
        if (kind == ViewParameter.Kind.WORD && !choices.contains(preset)) {
            throw value.wrong("the default is none of its choices", "Write 'choices' and one of them as 'default'.");
        }
        if (kind == ViewParameter.Kind.COUNT) {
            keys.value("default").integer(0, Integer.MAX_VALUE);
        }
        return new ViewParameter(
                name,
                kind,
                preset,
                choices,
                keys.find("lowest").map(YamlValue::number),
                keys.find("highest").map(YamlValue::number),
                keys.text("meaning"));
    }
}
