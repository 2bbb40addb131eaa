package io.scorecard.functions;

import java.util.List;
import java.util.Optional;

/**
 * A table that KPIs are written over, whatever the sources look like.
 *
 * @param grain what one row is, in words
 * @param key the columns that identify a row; may be empty
 * @param date the column that dates a row (a {@link Type#INSTANT} or {@link Type#DAY}), or empty
 * @param open whether a model may add columns of its own; each is a segment of customers
 * @param ofModel whether its rows stand in the model itself, so that no source is mapped to it
 */
public record CanonicalTable(
        String name,
        String grain,
        String meaning,
        List<String> key,
        Optional<String> date,
        boolean open,
        boolean ofModel,
        List<Column> columns,
        List<Reference> references) {

    public CanonicalTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
