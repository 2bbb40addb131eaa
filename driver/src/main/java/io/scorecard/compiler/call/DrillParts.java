package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.KpiPart;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Numerator and denominator of a KPI as what single rows add to them. That is possible where both are sums and
 * counts, added, subtracted and multiplied with constants; a median or a product of two KPIs has no such rows.
 */
public final class DrillParts {

    private final Catalog catalog;
    private final KpiUse use;
    private final Measure numerator;
    private final Optional<Measure> denominator;

    DrillParts(Catalog catalog, Measures measures, KpiUse use) {
        this.catalog = catalog;
        this.use = use;
        KpiUse below = use.part(KpiPart.DENOMINATOR);
        this.denominator = below.formula().isEmpty() ? Optional.empty() : Optional.of(measures.measure(below));
        this.numerator = measures.measure(denominator.isEmpty() ? use : use.part(KpiPart.NUMERATOR));
        boolean adds = Stream.concat(Stream.of(numerator), denominator.stream()).allMatch(this::adds);
        if (!adds) {
            throw ErrorCode.UNANSWERABLE.with(
                    "The value of " + use.text() + " is no sum over rows.",
                    "Ask for the rows of what it is made of: explain_kpi('"
                            + use.kpi().name() + "') shows its formula.");
        }
    }

    public Measure numerator() {
        return numerator;
    }

    public Optional<Measure> denominator() {
        return denominator;
    }

    public List<Atom> atoms() {
        Set<Atom> atoms = new LinkedHashSet<>(numerator.atoms());
        denominator.ifPresent(d -> atoms.addAll(d.atoms()));
        return List.copyOf(atoms);
    }

    /** Branches whose own rows are shown; everything else is shown customer by customer. */
    public List<Branch> branches() {
        Set<Branch> branches = new LinkedHashSet<>();
        atoms().forEach(a -> branchOf(a).ifPresent(branches::add));
        return List.copyOf(branches);
    }

    public Optional<Branch> branchOf(Atom atom) {
        return atom instanceof Atom.Total total && total.lens().isNone() && hasRows(total.branch())
                ? Optional.of(total.branch())
                : Optional.empty();
    }

    /** What is at a bound has rows of its own where they have a key that is no customer's. */
    private boolean hasRows(Branch branch) {
        return branch instanceof Branch.Flow
                || branch instanceof Branch.Snapshot snapshot
                        && !catalog.fact(snapshot.relation()).key().isEmpty();
    }

    private Fact fact(Branch branch) {
        return catalog.fact(branch.rowsOf().orElseThrow());
    }

    /** Whether rows last, so that only a share of each falls into a month. */
    boolean isSpread(Measure measure) {
        return measure.atoms().stream()
                .flatMap(a -> branchOf(a).stream())
                .anyMatch(
                        b -> b instanceof Branch.Flow flow && fact(flow).until().isPresent() && flow.date() == null);
    }

    /** Atoms that are shown customer by customer. */
    public List<Atom> ofCustomers() {
        return atoms().stream().filter(a -> branchOf(a).isEmpty()).toList();
    }

    /** Segments of customers, and where all rows are of one fact its own. */
    List<KpiColumn> segments() {
        Set<String> own = new LinkedHashSet<>();
        if (branches().size() == 1 && ofCustomers().isEmpty()) {
            own.addAll(fact(branches().get(0)).known());
            atoms().forEach(a -> own.removeAll(notRead(a)));
        }
        boolean known = branches().stream().allMatch(b -> fact(b).customer().isPresent());
        List<KpiColumn> segments = new ArrayList<>();
        for (KpiColumn column : catalog.kpi().columns()) {
            boolean ofCustomers = column.isOfCustomers() && !column.isMany() && known;
            if (column.time().isEmpty() && (ofCustomers || own.contains(column.name()))) {
                segments.add(column);
            }
        }
        return segments;
    }

    private boolean adds(Measure measure) {
        return measure.atoms().stream().allMatch(this::adds) && isLinear(measure.value());
    }

    /** The segments that would make several rows of one that is counted: a text and each theme in it. */
    private Set<String> notRead(Atom atom) {
        if (!(atom instanceof Atom.Total total)
                || !(total.branch() instanceof Branch.Flow flow)
                || !total.lens().isNone()
                || !total.component().distinct()
                || total.component().function().getKind() != SqlKind.COUNT
                || !(total.component().argument() instanceof RexInputRef counted)) {
            return Set.of();
        }
        List<String> names = fact(flow).rowType().getFieldNames();
        Set<String> without = fact(flow).wholeWithout(names.get(counted.getIndex()));
        boolean read = Stream.concat(total.component().inputs().stream(), Stream.ofNullable(flow.where()))
                .flatMap(n -> RelOptUtil.InputFinder.bits(n).asList().stream())
                .anyMatch(i -> without.contains(names.get(i)));
        return read ? Set.of() : without;
    }

    private boolean adds(Atom atom) {
        return atom instanceof Atom.Total total
                        && (total.component().isAdditive() || !notRead(total).isEmpty())
                || atom instanceof Atom.OfCustomers customers
                        && customers.component().isAdditive();
    }

    /** Whether the value of all rows is the sum of the values of each. */
    private static boolean isLinear(RexNode node) {
        if (node instanceof RexInputRef) {
            return true;
        }
        if (!(node instanceof RexCall call)) {
            return false;
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case PLUS, MINUS -> operands.stream().allMatch(DrillParts::isLinear);
            case CAST, MINUS_PREFIX -> isLinear(operands.get(0));
            case TIMES ->
                isConstant(operands.get(0)) && isLinear(operands.get(1))
                        || isLinear(operands.get(0)) && isConstant(operands.get(1));
            case DIVIDE -> isLinear(operands.get(0)) && isConstant(operands.get(1));
            case COALESCE ->
                isLinear(operands.get(0))
                        && operands.get(1) instanceof RexLiteral zero
                        && zero.getValueAs(java.math.BigDecimal.class) != null
                        && zero.getValueAs(java.math.BigDecimal.class).signum() == 0;
            default -> false;
        };
    }

    private static boolean isConstant(RexNode node) {
        return node instanceof RexLiteral
                || node instanceof RexCall call
                        && !call.getOperands().isEmpty()
                        && call.getOperands().stream().allMatch(DrillParts::isConstant);
    }

    String text() {
        return use.text();
    }
}
