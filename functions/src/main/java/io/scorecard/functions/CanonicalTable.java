package io.scorecard.functions;

import java.util.List;
import java.util.Optional;

/**
 * A table that KPIs are written over, whatever the sources look like.
 *
 * @param grain what one row is, in words
 * @param key the columns that identify a row; may be empty
 * @param date the column that dates a row (a {@link Type#INSTANT} or {@link Type#DAY}), or empty
 * @param every in about how many days a customer has another row, where that is known of most companies
 * @param completedBy the named relation that tells what a model does not map
 * @param correctedBy the named relation that tells what was otherwise at as_of than it is today
 * @param open whether a model may add columns of its own; each is a segment of customers
 * @param ofModel whether its rows stand in the model itself, so that no source is mapped to it
 * @param mayBeEmpty whether it can be asked where nothing is mapped to it and the model has no rows of it
 * @param segmentsOf whose segments its rows have, too
 */
public record CanonicalTable(
        String name,
        String grain,
        String meaning,
        List<String> key,
        Optional<String> date,
        Optional<Integer> every,
        Optional<Completion> completedBy,
        Optional<Correction> correctedBy,
        boolean open,
        boolean ofModel,
        boolean mayBeEmpty,
        List<Column> columns,
        List<Reference> references,
        List<SegmentsOf> segmentsOf) {

    public CanonicalTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        references = List.copyOf(references);
        segmentsOf = List.copyOf(segmentsOf);
    }

    /**
     * A named relation with at most one row for each key of the table. It is read where the model maps what the
     * relation {@code needs}, for those of its columns that the model does not map itself.
     */
    public record Completion(String relation, List<String> columns) {
        public Completion {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A named relation with at most one row for each key of the table. Where it has one, its columns are in the place
     * of those that the model maps.
     *
     * @param unless a condition over the mapped columns under which they stay as they are
     */
    public record Correction(String relation, List<String> columns, String unless) {
        public Correction {
            columns = List.copyOf(columns);
        }
    }

    /** The column of which definitions know certain words only. */
    public Optional<Column> wordedColumn() {
        return columns.stream().filter(c -> !c.words().isEmpty()).findFirst();
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
