package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.compiler.tree.RelationView;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.Column;
import io.scorecard.functions.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * @param every in about how many days a customer has another row, where that is known
 * @param key columns that tell rows of one moment apart
 * @param whole what stands in its place where certain columns are not read
 * @param alike where only sums of a column by customers' segments are asked
 * @param segments the fact's own segments: name in {@code kpi} to column
 * @param reach segments that it has through a key of others
 * @param missing columns that a model does not map, though the relation needs them
 */
public record Fact(
        String name,
        RelDataType rowType,
        Optional<String> date,
        Optional<String> until,
        Optional<Integer> every,
        Optional<String> customer,
        List<String> key,
        Optional<Whole> whole,
        Optional<Alike> alike,
        Map<String, String> segments,
        Reach reach,
        Set<String> missing,
        BiFunction<Build, Collection<String>, Rows> reader) {

    /** Both engines begin to gain at six; what a company has may be a third of what is usual. */
    private static final int MANY = 16;

    /** A canonical table as the model maps it. */
    static Fact of(CanonicalTable table, CanonicalRows rows, Reach reach) {
        Map<String, String> segments = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            column.segment()
                    .filter(s -> !table.name().equals(Catalog.CUSTOMERS) && rows.has(column.name()))
                    .ifPresent(s -> segments.put(s, column.name()));
        }
        Set<String> missing = new LinkedHashSet<>();
        rows.columns().keySet().stream()
                .filter(c ->
                        !rows.has(c) && table.column(c).filter(Column::refines).isEmpty())
                .forEach(missing::add);
        return new Fact(
                table.name(),
                rows.rowType(),
                table.date(),
                Optional.empty(),
                table.every(),
                table.column(KpiColumn.CUSTOMER).map(Column::name),
                table.key(),
                Optional.empty(),
                Optional.empty(),
                segments,
                reach,
                missing,
                rows::rows);
    }

    /**
     * A named relation.
     *
     * @param row its columns, any of which may be NULL
     */
    static Fact of(Relation relation, RelDataType row, Optional<Whole> whole, Reach reach, Collection<String> missing) {
        Map<String, String> segments = new LinkedHashMap<>();
        row.getFieldNames().stream().filter(KpiColumns::isOfFact).forEach(c -> segments.put(c, c));
        RelationView view = new RelationView(relation.name(), () -> row);
        BiFunction<Build, Collection<String>, Rows> reader = reader(view);
        return new Fact(
                relation.name(),
                row,
                relation.date(),
                relation.until(),
                relation.every(),
                relation.customer(),
                relation.key().map(List::of).orElse(List.of()),
                whole,
                relation.addsUp().map(a -> new Alike(a, reader(view.inGroups()))),
                segments,
                reach,
                new LinkedHashSet<>(missing),
                reader);
    }

    private static BiFunction<Build, Collection<String>, Rows> reader(RelationView view) {
        return (b, columns) -> Rows.of(b, view.scan(b.cluster)).select(new ArrayList<>(columns));
    }

    /** See {@link io.scorecard.functions.Relation#addsUp}. */
    public record Alike(String column, BiFunction<Build, Collection<String>, Rows> reader) {}

    /** The segments that its rows have: its own, and those that it reaches. */
    public Set<String> known() {
        Set<String> known = new LinkedHashSet<>(segments.keySet());
        known.addAll(reach.segments().keySet());
        return known;
    }

    /** Those of the segments that are not its own. */
    private List<KpiColumn> others(Collection<KpiColumn> asked) {
        return asked.stream().filter(c -> !segments.containsKey(c.name())).toList();
    }

    /** The keys that {@link #reached} wants for these segments: their names there, and the columns. */
    public Map<String, String> keysToReach(Collection<KpiColumn> asked) {
        return reach.keys(others(asked));
    }

    /** Rows of the fact, with the segments that it reaches by {@link #keysToReach}, as they are at a moment. */
    public Rows reached(Build build, Rows rows, Collection<KpiColumn> asked, String at) {
        return reach.join(build, rows, others(asked), at);
    }

    public Rows rows(Build build, Collection<String> columns) {
        return reader.apply(build, columns);
    }

    /** The same rows, of which other segments are known. */
    public Fact withSegments(Map<String, String> known) {
        return with(known, Optional.empty(), Optional.empty(), reader);
    }

    /** The same rows, or such for customers who are alike in the segments that are asked: see {@link Alike}. */
    public Fact inGroups() {
        return with(segments, whole, alike, alike.orElseThrow().reader());
    }

    private Fact with(
            Map<String, String> known,
            Optional<Whole> inItsPlace,
            Optional<Alike> grouped,
            BiFunction<Build, Collection<String>, Rows> other) {
        return new Fact(
                name, rowType, date, until, every, customer, key, inItsPlace, grouped, known, reach, missing, other);
    }

    /** See {@link io.scorecard.functions.Relation.Whole}. */
    record Whole(Set<String> without, Fact fact, Optional<String> each) {
        Whole {
            without = Set.copyOf(without);
        }
    }

    /** What these columns are best read from. */
    public Fact of(Collection<String> columns) {
        return whole.filter(w -> Collections.disjoint(w.without(), columns))
                .map(Whole::fact)
                .orElse(this);
    }

    /** Whether most customers have many rows in so many days: so many that to add them up costs less than to join each. */
    public boolean isOften(long days) {
        return every.filter(e -> days >= (long) MANY * e).isPresent();
    }

    /** The column that no two rows with the same value of this one agree in; empty where nobody says. */
    public Optional<String> apartBy(String column) {
        return whole.filter(w -> w.fact().key().equals(List.of(column))).flatMap(Whole::each);
    }

    /** What must not be read, so that its whole has one row for each value of this column; empty where it never has. */
    public Set<String> wholeWithout(String column) {
        return whole.filter(w -> w.fact().key().equals(List.of(column)))
                .map(Whole::without)
                .orElse(Set.of());
    }

    /** The column that tells a row from others: its key, else its first column. */
    public String rowKey() {
        return key.isEmpty() ? rowType.getFieldNames().get(0) : key.get(0);
    }

    public boolean has(String column) {
        return rowType.getField(column, true, false) != null;
    }
}
