package io.scorecard.split;

import com.google.common.collect.ImmutableList;
import io.scorecard.source.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.schema.Table;

/**
 * Tables under names that say in which database they live, for as long as a tree is divided: two databases
 * may have tables of one name, and to Calcite equal names are equal rows. Not thread-safe.
 */
final class Homes {

    private final Function<RelOptTable, Optional<Engine>> homes;
    private final List<Engine> engines = new ArrayList<>();
    private final Map<List<String>, RelOptTable> tables = new HashMap<>();

    Homes(Function<RelOptTable, Optional<Engine>> homes) {
        this.homes = homes;
    }

    RelNode named(RelNode node) {
        Optional<Engine> home = node instanceof TableScan scan ? homes.apply(scan.getTable()) : Optional.empty();
        if (home.isEmpty()) {
            return Trees.map(node, this::named);
        }
        if (!engines.contains(home.get())) {
            engines.add(home.get());
        }
        RelOptTable table = node.getTable();
        List<String> name = new ArrayList<>(List.of(Integer.toString(engines.indexOf(home.get())), "home"));
        name.addAll(table.getQualifiedName());
        tables.put(name, table);
        RelOptTable named = RelOptTableImpl.create(
                null, table.getRowType(), table.unwrapOrThrow(Table.class), ImmutableList.copyOf(name));
        return LogicalTableScan.create(node.getCluster(), named, List.of());
    }

    /** The same under the names that their databases know. */
    RelNode plain(RelNode node) {
        RelOptTable table =
                node instanceof TableScan scan ? tables.get(scan.getTable().getQualifiedName()) : null;
        return table == null
                ? Trees.map(node, this::plain)
                : LogicalTableScan.create(node.getCluster(), table, List.of());
    }
}
