package io.scorecard.compiler.measure;

import io.scorecard.compiler.time.Buckets;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.time.Shift;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.Each;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A number that is computed for each group and period, of which measures are made. */
public sealed interface Atom {

    Lens lens();

    RelDataType type();

    /** The same, of rows that also meet a condition over the columns of {@code kpi}. */
    Atom filtered(Build build, RexNode condition);

    /** The same, looked at through a lens. */
    Atom through(Lens lens);

    /** The same, of periods that are buckets of this. */
    default Atom in(Buckets buckets) {
        return through(lens().in(buckets));
    }

    /** What takes the period's place, here and in what it is made of. */
    default Stream<Shift> shifts() {
        return lens().shifts().stream();
    }

    /**
     * One component of a branch.
     *
     * @param filter over the attributes of {@code kpi}, or null
     */
    record Total(
            Branch branch,
            Component component,
            Lens lens,
            @Nullable RexNode filter) implements Atom {
        @Override
        public RelDataType type() {
            return component.type();
        }

        @Override
        public Atom filtered(Build build, RexNode condition) {
            return new Total(branch, component, lens, filter == null ? condition : build.and(filter, condition));
        }

        @Override
        public Atom through(Lens other) {
            return new Total(branch, component, other, filter);
        }
    }

    /** A whole measure at each finer bucket, then summed or averaged. */
    record Bucketed(Measure measure, Each.Then then, Lens lens, RelDataType type) implements Atom {
        /** Whether a bucket in which nothing happened counts: in a mean of counts it is a zero. */
        public boolean needsEmptyBuckets() {
            return then == Each.Then.AVERAGE;
        }

        @Override
        public Atom filtered(Build build, RexNode condition) {
            return new Bucketed(measure.filtered(build, condition), then, lens, type);
        }

        @Override
        public Atom through(Lens other) {
            return new Bucketed(measure, then, other, type);
        }
    }

    /**
     * One component over rows of customers.
     *
     * @param filter over the attributes of {@code kpi}, or null; it tests where the customer is
     */
    record OfCustomers(
            CustomerRows rows,
            Component component,
            Lens lens,
            @Nullable RexNode filter) implements Atom {
        @Override
        public RelDataType type() {
            return component.type();
        }

        @Override
        public Atom filtered(Build build, RexNode condition) {
            return new OfCustomers(rows, component, lens, filter == null ? condition : build.and(filter, condition));
        }

        @Override
        public Atom through(Lens other) {
            return new OfCustomers(rows, component, other, filter);
        }

        @Override
        public Atom in(Buckets buckets) {
            return new OfCustomers(rows.in(buckets), component, lens.in(buckets), filter);
        }

        /** The same with its condition on every row that a customer's are made of. */
        public OfCustomers filteredBelow(Build build) {
            return filter == null ? this : new OfCustomers(rows.filtered(build, filter), component, lens, null);
        }

        @Override
        public Stream<Shift> shifts() {
            return Stream.concat(lens.shifts().stream(), rows.atoms().stream().flatMap(Atom::shifts));
        }
    }

    /** A property of the period itself. */
    record OfPeriod(PeriodMeasure property, RelDataType type) implements Atom {
        @Override
        public Lens lens() {
            return Lens.NONE;
        }

        @Override
        public Atom filtered(Build build, RexNode condition) {
            return this;
        }

        @Override
        public Atom through(Lens lens) {
            return this;
        }
    }
}
