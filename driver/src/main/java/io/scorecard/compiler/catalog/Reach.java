package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Relation;
import io.scorecard.functions.SegmentsOf;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;

/**
 * Segments that rows have through a key of others, see {@link SegmentsOf}. The others are joined only where one of
 * theirs is asked; rows without the key, or whose key nobody has, have NULL and stay.
 */
final class Reach {

    private static final String FROM = "valid_from";
    private static final String UNTIL = "valid_to";
    private static final String KEY = "of_";

    private final Catalog catalog;
    private final List<SegmentsOf> links;

    Reach(Catalog catalog, List<SegmentsOf> links) {
        this.catalog = catalog;
        this.links = links;
    }

    /**
     * Where a segment comes from.
     *
     * @param key the column with the key
     * @param fact the other
     * @param keyThere the column with the key there
     * @param column the segment's there
     */
    record Reached(String key, Fact fact, String keyThere, String column) {}

    /** What is reached, by the segment's name; an earlier relation goes before a later one. */
    Map<String, Reached> segments() {
        Map<String, Reached> reached = new LinkedHashMap<>();
        for (SegmentsOf link : links) {
            if (catalog.mapped().missing(link.needs()).isEmpty()) {
                for (String name : link.relations()) {
                    fact(name)
                            .filter(f -> f.has(keyOf(name, link)))
                            .ifPresent(f -> f.segments()
                                    .forEach((segment, column) -> reached.putIfAbsent(
                                            segment, new Reached(link.key(), f, keyOf(name, link), column))));
                }
            }
        }
        return reached;
    }

    private Optional<Fact> fact(String name) {
        Optional<Relation> relation = catalog.model().catalogue().relation(name);
        boolean there = relation.map(catalog.mapped()::has).orElseGet(() -> catalog.isMapped(name));
        return there ? Optional.of(catalog.fact(name)) : Optional.empty();
    }

    private static String keyOf(String name, SegmentsOf link) {
        return CanonicalTables.builtIn().find(name).map(t -> t.key().get(0)).orElse(link.key());
    }

    /** The keys through which these segments are reached: the name under which {@link #join} wants it, and the column. */
    Map<String, String> keys(Collection<KpiColumn> segments) {
        Map<String, String> keys = new LinkedHashMap<>();
        asked(segments).values().forEach(r -> keys.put(KEY + r.key(), r.key()));
        return keys;
    }

    /**
     * Rows with those of the segments that are reached, as {@code s_..}.
     *
     * @param rows have the keys
     * @param at the column with the moment whose segments are wanted
     */
    Rows join(Build build, Rows rows, Collection<KpiColumn> segments, String at) {
        Map<Fact, Map<KpiColumn, Reached>> others = new LinkedHashMap<>();
        asked(segments)
                .forEach((segment, reached) -> others.computeIfAbsent(reached.fact(), f -> new LinkedHashMap<>())
                        .put(segment, reached));
        Rows joined = rows;
        for (Map<KpiColumn, Reached> other : others.values()) {
            joined = joinOne(build, joined, other, at);
        }
        return joined;
    }

    private static Rows joinOne(Build build, Rows rows, Map<KpiColumn, Reached> asked, String at) {
        Reached any = asked.values().iterator().next();
        boolean changes = any.fact().has(FROM) && any.fact().has(UNTIL);
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("other_key", any.keyThere());
        if (changes) {
            wanted.put("other_from", FROM);
            wanted.put("other_until", UNTIL);
        }
        asked.forEach((segment, reached) -> wanted.put(Attributes.column(segment), reached.column()));
        Rows read = any.fact().rows(build, new LinkedHashSet<>(wanted.values()));
        Map<String, RexNode> named = new LinkedHashMap<>();
        wanted.forEach((as, column) -> named.put(as, read.col(column)));
        Rows joined = rows.join(JoinRelType.LEFT, read.select(named), (r, o) -> {
            RexNode same = build.equal(r.col(KEY + any.key()), r.col("other_key"));
            return changes ? build.and(same, holds(build, r, r.col(at))) : same;
        });
        Map<String, RexNode> out = new LinkedHashMap<>();
        rows.names().forEach(n -> out.put(n, joined.col(n)));
        asked.keySet().stream().map(Attributes::column).forEach(c -> out.put(c, joined.col(c)));
        return joined.select(out);
    }

    private static RexNode holds(Build build, Rows rows, RexNode at) {
        return build.and(
                build.or(build.isNull(rows.col("other_from")), build.atMost(rows.col("other_from"), at)),
                build.or(build.isNull(rows.col("other_until")), build.less(at, rows.col("other_until"))));
    }

    private Map<KpiColumn, Reached> asked(Collection<KpiColumn> segments) {
        List<KpiColumn> ofOthers =
                segments.stream().filter(c -> !c.isOfCustomers()).toList();
        Map<String, Reached> known = links.isEmpty() || ofOthers.isEmpty() ? Map.of() : segments();
        Map<KpiColumn, Reached> asked = new LinkedHashMap<>();
        ofOthers.stream().filter(c -> known.containsKey(c.name())).forEach(c -> asked.put(c, known.get(c.name())));
        return asked;
    }
}
