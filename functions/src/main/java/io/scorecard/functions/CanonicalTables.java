package io.scorecard.functions;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The canonical tables, read once from {@code tables.yaml}. Immutable. */
public final class CanonicalTables {

    private final Map<String, CanonicalTable> tables = new LinkedHashMap<>();

    CanonicalTables(Collection<CanonicalTable> tables) {
        tables.forEach(t -> this.tables.put(t.name(), t));
    }

    /** The canonical tables of this version. */
    public static CanonicalTables builtIn() {
        return BuiltIn.TABLES;
    }

    public Collection<CanonicalTable> all() {
        return Collections.unmodifiableCollection(tables.values());
    }

    public Optional<CanonicalTable> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    private static final class BuiltIn {
        static final CanonicalTables TABLES = TablesReader.read(Resources.yaml("tables.yaml"));
    }
}
