package io.scorecard.model;

import io.scorecard.functions.Catalogue;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model: sources, mappings, KPIs, settings and targets, in the order in which they are written.
 * Immutable; a changed file is a new model.
 *
 * @param root the folder that no file of the model lies outside of
 * @param version a hash of what was read; part of every cache key
 */
public record Model(
        String name,
        Path root,
        String version,
        Settings settings,
        Map<String, SourceSpec> sources,
        Map<String, TableMapping> tables,
        Catalogue catalogue,
        List<Target> targets,
        Benchmarks benchmarks) {

    public Model {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        targets = List.copyOf(targets);
    }

    /** The mapping of a canonical table, or empty where the model has none. */
    public Optional<TableMapping> table(String canonicalName) {
        return Optional.ofNullable(tables.get(canonicalName));
    }
}
