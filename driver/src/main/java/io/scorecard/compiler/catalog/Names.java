package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.Column;
import io.scorecard.functions.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Segments that are keys of a reference table show the name it gives them, else the key itself.
 *
 * <p>Names take the keys' place below everything else, so that two keys of one name are one group and
 * conditions are written with names. A table that has several rows for a key must not multiply money.
 */
public final class Names {

    private static final String NAME = "name";

    private final Build build;
    private final Catalog catalog;

    public Names(Build build, Catalog catalog) {
        this.build = build;
        this.catalog = catalog;
    }

    /** The same rows, in which these columns show names. */
    public Rows over(Rows rows, Map<String, KpiColumn> segments) {
        Rows named = rows;
        for (Map.Entry<String, KpiColumn> segment : segments.entrySet()) {
            Optional<String> reference = reference(segment.getValue());
            if (reference.isPresent()) {
                named = over(named, segment.getKey(), catalog.canonical(reference.get()));
            }
        }
        return named;
    }

    private Optional<String> reference(KpiColumn column) {
        return column.table().isEmpty() || column.isComputed()
                ? Optional.empty()
                : reference(catalog, column.table(), column.column());
    }

    /** The table that names a canonical column's keys, itself for its own key, where it is mapped with its names. */
    static Optional<String> reference(Catalog catalog, String table, String column) {
        CanonicalTable own = Catalog.TABLES.find(table).orElseThrow();
        boolean shown = own.column(column).flatMap(Column::segment).isPresent();
        Stream<String> itself = shown && own.key().equals(List.of(column)) ? Stream.of(table) : Stream.empty();
        Stream<String> others =
                own.references().stream().filter(r -> r.column().equals(column)).map(Reference::table);
        return Stream.concat(itself, others)
                .filter(t -> catalog.isMapped(t) && catalog.canonical(t).has(NAME))
                .findFirst();
    }

    private Rows over(Rows rows, String column, CanonicalRows reference) {
        String key = reference.table().key().get(0);
        Rows read = reference.rows(build, List.of(key, NAME));
        Map<String, RexNode> labelled = new LinkedHashMap<>();
        labelled.put("name_key", read.col(key));
        labelled.put("name_text", read.col(NAME));
        Rows names = read.select(labelled)
                .group(
                        1,
                        Map.of("name_text", Rows.Total.of(SqlStdOperatorTable.MAX, "name_text", reference.type(NAME))));
        Rows joined = rows.join(JoinRelType.LEFT, names, (r, n) -> build.equal(r.col(column), r.col("name_key")));
        Map<String, RexNode> out = new LinkedHashMap<>();
        rows.names().forEach(n -> out.put(n, joined.col(n)));
        out.put(column, build.coalesce(joined.col("name_text"), joined.col(column)));
        return joined.select(out);
    }
}
