package io.scorecard.docs;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Column;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.StateRelation;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The canonical columns that must be mapped before a KPI can be asked; what refines it is not among them. */
final class Needs {

    private static final Pattern WORD = Pattern.compile("(?<![:\\w'.])[a-z_][a-z0-9_]*\\b(?!')");
    private static final String VERSIONS = "paid_versions";

    private final Catalogue catalogue;

    Needs(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** {@code table.column}, or two of them with {@code or} between. */
    Set<String> of(Kpi kpi) {
        Set<String> found = new LinkedHashSet<>();
        collect(kpi, found, new HashSet<>());
        found.stream()
                .filter(need -> !need.contains(" or "))
                .map(Needs::table)
                .distinct()
                .toList()
                .forEach(table -> found.addAll(required(table)));
        return found;
    }

    /** What a table must have whatever is asked of it. */
    static List<String> required(String table) {
        return CanonicalTables.builtIn().find(table).orElseThrow().columns().stream()
                .filter(Column::required)
                .map(column -> table + "." + column.name())
                .toList();
    }

    /** Whether its rows are the model's own, so that nothing is mapped to it. */
    static boolean isOfModel(String table) {
        return CanonicalTables.builtIn().find(table).orElseThrow().ofModel();
    }

    static String table(String column) {
        return column.substring(0, column.indexOf('.'));
    }

    /** The tables that a KPI cannot do without or has as one of its choices. */
    Set<String> tables(Kpi kpi) {
        return of(kpi).stream()
                .flatMap(need -> Stream.of(need.split(" or ")))
                .map(Needs::table)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a reader maps it: {@code surveys (score, responded_at)}, a choice as it stands. */
    String text(Kpi kpi, String pathToTables) {
        Map<String, Set<String>> columns = new TreeMap<>();
        Set<String> choices = new LinkedHashSet<>();
        for (String need : of(kpi)) {
            if (need.contains(" or ")) {
                choices.add(Stream.of(need.split(" or ")).map(Markdown::code).collect(Collectors.joining(" or ")));
            } else {
                String[] parts = need.split("\\.");
                columns.computeIfAbsent(parts[0], t -> new TreeSet<>()).add(parts[1]);
            }
        }
        Stream<String> tables = columns.entrySet().stream()
                .map(t -> isOfModel(t.getKey())
                        ? Markdown.code(t.getKey()) + " in the model"
                        : "[" + t.getKey() + "](" + pathToTables + "#" + t.getKey() + ") ("
                                + String.join(", ", t.getValue()) + ")");
        return Stream.concat(tables, choices.stream()).collect(Collectors.joining("; "));
    }

    private void collect(Kpi kpi, Set<String> found, Set<String> seen) {
        if (!seen.add(kpi.name())) {
            return;
        }
        Definition definition = kpi.definition();
        definition.over().ifPresent(relation -> relation(relation, definition, found));
        if (definition.over().isEmpty()) {
            Stream.concat(
                            Stream.of(definition.formula()),
                            Stream.concat(definition.rows().values().stream(), definition.binds().values().stream()))
                    .flatMap(text -> words(text).stream())
                    .filter(word -> !definition.rows().containsKey(word))
                    .flatMap(word -> catalogue.kpi(word).stream())
                    .forEach(part -> collect(part, found, seen));
        }
    }

    private void relation(String name, Definition definition, Set<String> found) {
        if (StateRelation.find(name).isPresent()) {
            found.addAll(catalogue.relation(VERSIONS).orElseThrow().needs());
            return;
        }
        catalogue.relation(name).ifPresent(r -> found.addAll(r.needs()));
        CanonicalTables.builtIn().find(name).ifPresent(table -> {
            Set<String> named = new LinkedHashSet<>(words(definition.formula()));
            definition.binds().values().forEach(b -> named.addAll(words(b)));
            definition.where().ifPresent(w -> named.addAll(words(w)));
            definition.date().or(table::date).ifPresent(named::add);
            columns(table, named, found);
        });
    }

    private static void columns(CanonicalTable table, Collection<String> named, Set<String> found) {
        for (String name : named) {
            table.column(name).filter(c -> !c.refines()).ifPresent(column -> {
                if (column.derived().isPresent()) {
                    columns(table, words(column.derived().get()), found);
                } else {
                    found.add(table.name() + "." + column.name());
                }
            });
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(m -> m.group()).distinct().toList();
    }
}
