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
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
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
     */
    public static Split of(
            RelNode tree,
            Map<String, RelNode> relations,
            Function<RelOptTable, Optional<Engine>> homes,
            Engine embedded) {
        Homes named = new Homes(homes);
        Map<String, RelNode> all = changed(relations, named::named);
        Places before = new Places(homes, all, embedded);
        Map<String, RelNode> near = changed(all, rel -> before.isMixed(rel) ? near(rel, before) : rel);
        RelNode nearTree = near(named.named(tree), before);
        Places places = new Places(homes, near, embedded);
        Cut cut = new Cut(places, node -> read(node, near));
        Map<String, RelNode> rest = changed(near, rel -> places.isForeign(rel) ? rel : cut.of(rel));
        RelNode last = cut.of(nearTree);
        List<StagedRows> stages = cut.stages().stream()
                .map(s -> new StagedRows(
                        s.engine(), named.plain(s.tree()), changed(s.relations(), named::plain), s.table(), s.row()))
                .toList();
        return new Split(stages, named.plain(last), changed(read(last, rest), named::plain));
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
