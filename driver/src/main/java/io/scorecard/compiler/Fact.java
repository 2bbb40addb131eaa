package io.scorecard.compiler;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A relation that KPIs aggregate: a canonical table, or a named relation of the catalogue.
 *
 * @param until for rows that last: the column with their last day
 * @param key columns that tell rows of one moment apart
 * @param whole what stands in its place where certain columns are not read
 * @param segments the fact's own segments: name in {@code kpi} to column
 * @param missing columns that a model does not map, though the relation needs them
 */
record Fact(
        String name,
        RelDataType rowType,
        Optional<String> date,
        Optional<String> until,
        Optional<String> customer,
        List<String> key,
        Optional<Whole> whole,
        Map<String, String> segments,
        Set<String> missing,
        BiFunction<Build, Collection<String>, Rows> reader) {

    Rows rows(Build build, Collection<String> columns) {
        return reader.apply(build, columns);
    }

    /** See {@link io.scorecard.functions.Relation.Whole}. */
    record Whole(Set<String> without, Fact fact) {
        Whole {
            without = Set.copyOf(without);
        }
    }

    /** What these columns are best read from. */
    Fact of(Collection<String> columns) {
        return whole.filter(w -> Collections.disjoint(w.without(), columns))
                .map(Whole::fact)
                .orElse(this);
    }

    boolean has(String column) {
        return rowType.getField(column, true, false) != null;
    }
}
