package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
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
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

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
        boolean adds = Stream.concat(Stream.of(numerator), denominator.stream()).allMatch(DrillParts::adds);
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

    /** Flows whose own rows are shown; everything else is shown customer by customer. */
    public List<Branch.Flow> flows() {
        Set<Branch.Flow> flows = new LinkedHashSet<>();
        atoms().forEach(a -> flowOf(a).ifPresent(flows::add));
        return List.copyOf(flows);
    }

    public static Optional<Branch.Flow> flowOf(Atom atom) {
        return atom instanceof Atom.Total total && total.lens().isNone() && total.branch() instanceof Branch.Flow flow
                ? Optional.of(flow)
                : Optional.empty();
    }

    /** Whether rows last, so that only a share of each falls into a month. */
    boolean isSpread(Measure measure) {
        return measure.atoms().stream()
                .flatMap(a -> flowOf(a).stream())
                .anyMatch(f -> catalog.fact(f.fact()).until().isPresent() && f.date() == null);
    }

    /** Atoms that are shown customer by customer. */
    public List<Atom> ofCustomers() {
        return atoms().stream().filter(a -> flowOf(a).isEmpty()).toList();
    }

    /** Segments of customers, and where all rows are of one fact its own. */
    List<KpiColumn> segments() {
        Set<String> own = flows().size() == 1 && ofCustomers().isEmpty()
                ? catalog.fact(flows().get(0).fact()).known()
                : Set.of();
        boolean known =
                flows().stream().allMatch(f -> catalog.fact(f.fact()).customer().isPresent());
        List<KpiColumn> segments = new ArrayList<>();
        for (KpiColumn column : catalog.kpi().columns()) {
            boolean ofCustomers = column.isOfCustomers() && !column.isMany() && known;
            if (column.time().isEmpty() && (ofCustomers || own.contains(column.name()))) {
                segments.add(column);
            }
        }
        return segments;
    }

    private static boolean adds(Measure measure) {
        return measure.atoms().stream().allMatch(DrillParts::adds) && isLinear(measure.value());
    }

    private static boolean adds(Atom atom) {
        return atom instanceof Atom.Total total && total.component().isAdditive()
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
