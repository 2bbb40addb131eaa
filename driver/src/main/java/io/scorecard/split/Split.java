package io.scorecard.split;

import io.scorecard.source.Engine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;

/**
 * A question over several databases, divided: {@code tidy → sum up early → cut}. What the embedded
 * database can read by itself stays in the last statement and is never moved. Immutable.
 *
 * @param stages what other databases answer first
 * @param last the tree of the embedded database, over the stages' temporary tables
 * @param relations of the last statement's WITH
 */
public record Split(List<StagedRows> stages, RelNode last, Map<String, RelNode> relations) {

    public Split {
        stages = List.copyOf(stages);
    }

    /**
     * Divides a question.
     *
     * @param relations of its WITH, each after those that it reads
     * @param homes the database in which a table lives, empty for a relation of the WITH
     * @param light whether a relation of the WITH costs little beside moving its rows: where it meets rows of another
     *     database, the rows that it takes are moved, which others may want as well
     */
    public static Split of(
            RelNode tree,
            Map<String, RelNode> relations,
            Function<RelOptTable, Optional<Engine>> homes,
            Engine embedded,
            Predicate<String> light) {
        Homes named = new Homes(homes);
        Map<String, RelNode> given = changed(relations, named::named);
        Places first = new Places(homes, given, embedded);
        Cut begun = new Cut(first, node -> read(node, given));
        Map<String, RelNode> all = new LinkedHashMap<>(given);
        all.replaceAll((name, rel) -> light.test(name) && first.isForeign(rel) && isMetElsewhere(name, first, given)
                ? begun.rows(Tidy.of(rel))
                : rel);
        Places before = new Places(homes, all, embedded);
        Map<String, RelNode> near = changed(all, rel -> before.isMixed(rel) ? near(rel, before) : rel);
        RelNode nearTree = near(named.named(tree), before);
        Places places = new Places(homes, near, embedded);
        Cut cut = begun.with(places, node -> read(node, near));
        Map<String, RelNode> rest = changed(near, rel -> places.isForeign(rel) ? rel : cut.of(rel));
        RelNode last = cut.of(nearTree);
        List<StagedRows> stages = cut.stages().stream()
                .map(s -> new StagedRows(
                        s.engine(), named.plain(s.tree()), changed(s.relations(), named::plain), s.table(), s.row()))
                .toList();
        return new Split(stages, named.plain(last), changed(read(last, rest), named::plain));
    }

    /** Whether a relation is joined with what lives elsewhere. */
    private static boolean isMetElsewhere(String name, Places places, Map<String, RelNode> relations) {
        return relations.values().stream().anyMatch(r -> meetsElsewhere(r, name, places));
    }

    private static boolean meetsElsewhere(RelNode node, String name, Places places) {
        boolean meets = node instanceof Join join
                && isOf(join.getRight(), name, places)
                && !places.of(join.getLeft()).containsAll(places.of(join.getRight()));
        return meets || Trees.children(node).stream().anyMatch(c -> meetsElsewhere(c, name, places));
    }

    private static boolean isOf(RelNode node, String name, Places places) {
        RelNode rows = node;
        while (rows instanceof Project project) {
            rows = project.getInput();
        }
        return rows instanceof TableScan scan
                && places.relation(scan).filter(name::equals).isPresent();
    }

    private static Map<String, RelNode> changed(Map<String, RelNode> relations, UnaryOperator<RelNode> change) {
        Map<String, RelNode> changed = new LinkedHashMap<>();
        relations.forEach((name, rel) -> changed.put(name, change.apply(rel)));
        return changed;
    }

    private static RelNode near(RelNode tree, Places places) {
        return summedUp(Tidy.of(tree), places);
    }

    private static RelNode summedUp(RelNode node, Places places) {
        UnaryOperator<RelNode> below = n -> summedUp(n, places);
        return node instanceof Aggregate aggregate
                ? EarlyAggregate.of(places, aggregate, below).orElseGet(() -> Trees.map(node, below))
                : Trees.map(node, below);
    }

    /** The relations that a tree rests on, in their order. */
    private static Map<String, RelNode> read(RelNode tree, Map<String, RelNode> relations) {
        Set<String> found = new HashSet<>();
        Deque<RelNode> open = new ArrayDeque<>(List.of(tree));
        while (!open.isEmpty()) {
            RelNode node = open.pop();
            Trees.children(node).forEach(open::push);
            if (node instanceof TableScan scan) {
                List<String> path = scan.getTable().getQualifiedName();
                RelNode relation = path.size() == 1 ? relations.get(path.get(0)) : null;
                if (relation != null && found.add(path.get(0))) {
                    open.push(relation);
                }
            }
        }
        Map<String, RelNode> read = new LinkedHashMap<>(relations);
        read.keySet().retainAll(found);
        return read;
    }
}
