package io.scorecard.model;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a canonical table is read from a source.
 *
 * @param from the table in the source, as written: {@code public.accounts}, or a file's name without
 *     its ending; empty where there is a query
 * @param query SQL over the source's tables that gives the rows instead of one table
 * @param columns SQL expressions over the source's columns, by canonical (or, for an open table, own)
 *     column name; a canonical column that is not listed is taken from a source column of the same
 *     name, where there is one
 * @param where SQL condition over the source's columns, or empty
 * @param inclusiveEnds whether {@code valid_to} is the last day or instant that still counts; it is
 *     then moved by one day
 * @param allColumns open tables: whether every other column of the source is a segment, too
 * @param implied whether no line says so, but the source's {@code canonical: true}: it may turn out that
 *     the source has no such table, which is then no error
 * @param lines where {@code where}, {@code query} and the columns that are listed stand
 */
public record TableMapping(
        CanonicalTable table,
        String source,
        List<String> from,
        Optional<String> query,
        Map<String, String> columns,
        Optional<String> where,
        boolean inclusiveEnds,
        boolean allColumns,
        boolean implied,
        Place place,
        Map<String, Place> lines) {

    public TableMapping {
        lines = Map.copyOf(lines);
        from = List.copyOf(from);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Where a column, {@code where} or {@code query} stands; the mapping itself where it is not written. */
    public Place place(String key) {
        return lines.getOrDefault(key, place);
    }
}
