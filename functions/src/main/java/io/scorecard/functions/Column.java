package io.scorecard.functions;

import java.util.Optional;

/**
 * A column of a canonical table.
 *
 * @param segment the name under which {@code kpi} shows it, or empty where it is no segment
 * @param hidden whether it can be mapped and used in definitions, but is not shown to users
 * @param derived SQL over the table's other columns; such a column cannot be mapped
 */
public record Column(
        String name,
        Type type,
        boolean required,
        Optional<String> segment,
        String meaning,
        boolean hidden,
        Optional<String> derived) {

    /** A column that is mapped and shown. */
    public Column(String name, Type type, boolean required, Optional<String> segment, String meaning) {
        this(name, type, required, segment, meaning, false, Optional.empty());
    }
}
