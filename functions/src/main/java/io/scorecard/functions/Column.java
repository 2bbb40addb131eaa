package io.scorecard.functions;

import java.util.List;
import java.util.Optional;

/**
 * A column of a canonical table.
 *
 * @param segment the name under which {@code kpi} shows it, or empty where it is no segment
 * @param hidden whether it can be mapped and used in definitions, but is not shown to users
 * @param refines whether definitions keep their meaning where the model lacks it, and it is NULL: a
 *     desk that deletes no tickets needs no {@code is_deleted}
 * @param words the only values that definitions know; empty where any text will do
 * @param derived SQL over the table's other columns; such a column cannot be mapped
 */
public record Column(
        String name,
        Type type,
        boolean required,
        Optional<String> segment,
        String meaning,
        boolean hidden,
        boolean refines,
        List<String> words,
        Optional<String> derived) {

    public Column {
        words = List.copyOf(words);
    }

    /** A column that is mapped and shown. */
    public Column(String name, Type type, boolean required, Optional<String> segment, String meaning) {
        this(name, type, required, segment, meaning, false, false, List.of(), Optional.empty());
    }
}
