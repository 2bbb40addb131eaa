package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.CustomerRows;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The atoms of a question by where they are computed, each with the name of its figure.
 *
 * @param lenses what is looked at through a lens, which is computed over slots of its own
 */
record Branches(
        Map<Branch.Flow, Map<String, Atom.Total>> flows,
        Map<CustomerRows, Map<String, Atom.OfCustomers>> customers,
        Map<Branch.Snapshot, Map<String, Atom.Total>> snapshots,
        Map<String, Atom.Total> states,
        Map<Lens, List<Atom>> lenses) {

    static Branches of(Build build, Catalog catalog, Question question, List<Atom> atoms, Figures figures) {
        Branches sorted = new Branches(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        for (Atom atom : atoms) {
            if (!atom.lens().isNone()) {
                sorted.lenses
                        .computeIfAbsent(atom.lens(), l -> new ArrayList<>())
                        .add(atom);
            } else if (atom instanceof Atom.OfCustomers each) {
                Atom.OfCustomers settled = CustomerBranch.settled(build, catalog, question, each);
                put(sorted.customers, settled.rows(), figures.name(atom), settled);
            } else if (atom instanceof Atom.Total total) {
                sorted.add(total, figures.name(total));
            }
        }
        return sorted;
    }

    private void add(Atom.Total total, String name) {
        if (total.branch() instanceof Branch.Flow flow) {
            put(flows, flow, name, total);
        } else if (total.branch() instanceof Branch.Snapshot snapshot) {
            put(snapshots, snapshot, name, total);
        } else {
            states.put(name, total);
        }
    }

    private static <K, A> void put(Map<K, Map<String, A>> branches, K branch, String name, A atom) {
        branches.computeIfAbsent(branch, b -> new LinkedHashMap<>()).put(name, atom);
    }
}
