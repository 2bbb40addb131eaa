package io.scorecard.split;

import io.scorecard.source.Engine;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/**
 * In which databases the rows of each part of a question live; in none, where it is only literals. Not
 * thread-safe.
 */
final class Places {

    private final Function<RelOptTable, Optional<Engine>> homes;
    private final Map<String, RelNode> relations;
    private final Engine embedded;
    private final Map<RelNode, Set<Engine>> known = new IdentityHashMap<>();
    private final Map<String, Set<Engine>> named = new HashMap<>();

    Places(Function<RelOptTable, Optional<Engine>> homes, Map<String, RelNode> relations, Engine embedded) {
        this.homes = homes;
        this.relations = relations;
        this.embedded = embedded;
    }

    Set<Engine> of(RelNode node) {
        Set<Engine> found = known.get(node);
        if (found == null) {
            found = new LinkedHashSet<>();
            if (node instanceof TableScan scan) {
                found.addAll(of(scan));
            }
            for (RelNode child : Trees.children(node)) {
                found.addAll(of(child));
            }
            known.put(node, found);
        }
        return found;
    }

    private Set<Engine> of(TableScan scan) {
        Optional<Engine> home = homes.apply(scan.getTable());
        if (home.isPresent()) {
            return Set.of(home.get());
        }
        if (Cut.isStaged(scan)) {
            return Set.of(embedded);
        }
        return relation(scan).map(this::ofRelation).orElse(Set.of());
    }

    private Set<Engine> ofRelation(String name) {
        Set<Engine> found = named.get(name);
        if (found == null) {
            found = of(relations.get(name));
            named.put(name, found);
        }
        return found;
    }

    /** The relation of the WITH that a scan reads, if it reads one. */
    Optional<String> relation(TableScan scan) {
        List<String> path = scan.getTable().getQualifiedName();
        return path.size() == 1 && relations.containsKey(path.get(0)) ? Optional.of(path.get(0)) : Optional.empty();
    }

    /** Whether all of it can be answered by one database that is not the embedded one. */
    boolean isForeign(RelNode node) {
        Set<Engine> places = of(node);
        return places.size() == 1 && !places.contains(embedded);
    }

    /** Whether something in it has to be brought from elsewhere. */
    boolean hasForeign(RelNode node) {
        return of(node).stream().anyMatch(e -> e != embedded);
    }

    /** Whether no database can answer it alone. */
    boolean isMixed(RelNode node) {
        return of(node).size() > 1;
    }
}
