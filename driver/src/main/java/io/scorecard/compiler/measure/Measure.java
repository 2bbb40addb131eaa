package io.scorecard.compiler.measure;

import io.scorecard.compiler.time.Buckets;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.time.Shift;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A KPI in context: a value over atoms.
 *
 * @param value an expression whose inputs are the atoms, in order
 */
public record Measure(RexNode value, List<Atom> atoms) {
    public Measure {
        atoms = List.copyOf(atoms);
    }

    /** Puts the parts' values into an expression over them, and their atoms into one list. */
    public static Measure of(RexNode value, List<Measure> parts) {
        List<Atom> atoms = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        for (Measure part : parts) {
            values.add(part.value().accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    Atom atom = part.atoms().get(ref.getIndex());
                    int i = atoms.indexOf(atom);
                    if (i < 0) {
                        i = atoms.size();
                        atoms.add(atom);
                    }
                    return new RexInputRef(i, ref.getType());
                }
            }));
        }
        RexNode combined = value.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
        return new Measure(combined, atoms);
    }

    public RelDataType type() {
        return value.getType();
    }

    public Measure filtered(Build build, RexNode condition) {
        return new Measure(
                value, atoms.stream().map(a -> a.filtered(build, condition)).toList());
    }

    public Measure through(Lens lens) {
        List<Atom> seen = new ArrayList<>();
        atoms.forEach(a -> seen.add(a.through(lens)));
        return new Measure(value, seen);
    }

    /** The same of another period. */
    public Measure shifted(Shift shift) {
        return new Measure(
                value,
                atoms.stream().map(a -> a.through(a.lens().shifted(shift))).toList());
    }

    Measure in(Buckets buckets) {
        return new Measure(value, atoms.stream().map(a -> a.in(buckets)).toList());
    }

    public Measure withoutTimeAround() {
        return new Measure(
                value,
                atoms.stream().map(a -> a.through(a.lens().withoutTimeAround())).toList());
    }

    boolean isShifted() {
        return atoms.stream().flatMap(Atom::shifts).findAny().isPresent();
    }

    boolean needsUnit() {
        return atoms.stream().flatMap(Atom::shifts).anyMatch(Shift::needsUnit);
    }

    /** Whether a balance or a transition is among the atoms. */
    public boolean asksState() {
        return atoms.stream().anyMatch(Measure::isState);
    }

    public static boolean isState(Atom atom) {
        if (atom instanceof Atom.Bucketed bucketed) {
            return bucketed.measure().asksState();
        }
        if (atom instanceof Atom.OfCustomers customers) {
            return customers.rows().atoms().stream().anyMatch(Measure::isState);
        }
        return atom instanceof Atom.Total total && !(total.branch() instanceof Branch.Flow);
    }
}
