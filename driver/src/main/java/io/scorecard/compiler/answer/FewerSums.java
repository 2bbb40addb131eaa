package io.scorecard.compiler.answer;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.state.StateNeeds;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * {@code SUM(x) of churn + SUM(x) of contraction → SUM(x) of churn or contraction}: movements of which a customer makes
 * one at most are added up once, where no other value of the question wants them apart.
 *
 * <p>Only exact numbers: doubles would be rounded in another order. Such a total of nothing is 0 and not NULL, each by
 * itself and all together.
 */
final class FewerSums {

    private final Build build;
    private final Measure measure;
    private final List<Atom> atoms;
    private final Set<Atom> merged = new HashSet<>();

    private FewerSums(Build build, Measure measure) {
        this.build = build;
        this.measure = measure;
        this.atoms = new ArrayList<>(measure.atoms());
    }

    static Map<Integer, Measure> of(Build build, Map<Integer, Measure> asked) {
        Map<Integer, Measure> fewer = new LinkedHashMap<>();
        asked.forEach((i, measure) -> fewer.put(i, new FewerSums(build, measure).shorter()));
        return cost(fewer) < cost(asked) ? fewer : asked;
    }

    /** How many totals there are, and conditions on them: two that share movements test these twice. */
    private static int cost(Map<Integer, Measure> measures) {
        return measures.values().stream()
                .flatMap(m -> m.atoms().stream())
                .distinct()
                .mapToInt(a -> 1 + (a instanceof Atom.Total total ? movements(total) : 0))
                .sum();
    }

    private static int movements(Atom.Total total) {
        return total.branch() instanceof Branch.Transition transition
                ? RelOptUtil.disjunctions(transition.where()).size()
                : 0;
    }

    private Measure shorter() {
        RexNode shorter = measure.value().accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                return isSum(call) ? added(call, this) : super.visitCall(call);
            }
        });
        List<Atom> left = new ArrayList<>(measure.atoms());
        left.removeAll(merged);
        RexNode referring = shorter.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                Atom atom = atoms.get(ref.getIndex());
                if (!left.contains(atom)) {
                    left.add(atom);
                }
                return new RexInputRef(left.indexOf(atom), ref.getType());
            }
        });
        return new Measure(referring, left);
    }

    private static boolean isSum(RexNode node) {
        return node.isA(SqlKind.PLUS) && SqlTypeUtil.isExactNumeric(node.getType());
    }

    private RexNode added(RexCall sum, RexShuttle inner) {
        List<RexNode> terms = new ArrayList<>();
        terms(sum, sum.getType(), terms);
        List<RexNode> left = new ArrayList<>();
        while (!terms.isEmpty()) {
            RexNode first = terms.remove(0);
            List<Atom.Total> together = new ArrayList<>();
            if (total(first) != null) {
                together.add(total(first));
                terms.removeIf(t -> joins(together, total(t)));
            }
            left.add(together.size() > 1 ? reference(together) : first.accept(inner));
        }
        RexNode value = left.get(0);
        for (RexNode term : left.subList(1, left.size())) {
            value = sum.clone(sum.getType(), List.of(value, term));
        }
        return build.cast(value, sum.getType());
    }

    /** What is added up, where it is of the same type as the whole. */
    private void terms(RexNode node, RelDataType type, List<RexNode> terms) {
        if (isSum(node) && SqlTypeUtil.equalSansNullability(build.types, node.getType(), type)) {
            ((RexCall) node).getOperands().forEach(o -> terms(o, type, terms));
        } else {
            terms.add(node);
        }
    }

    /** The total that a term is, if it is one of customers who made a certain movement. */
    private Atom.@Nullable Total total(RexNode term) {
        return term instanceof RexInputRef ref
                        && measure.atoms().get(ref.getIndex()) instanceof Atom.Total total
                        && total.component().isAdditive()
                        && SqlTypeUtil.isExactNumeric(total.type())
                        && movement(total) != null
                ? total
                : null;
    }

    private static @Nullable String movement(Atom.Total total) {
        return total.branch() instanceof Branch.Transition transition && transition.where() != null
                ? RelOptUtil.conjunctions(transition.where()).stream()
                        .flatMap(c -> Stream.ofNullable(StateNeeds.word(c)))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Takes a total to others that it excludes and is like otherwise. */
    private static boolean joins(List<Atom.Total> together, Atom.@Nullable Total other) {
        if (other == null || !apart(together.get(0)).equals(apart(other))) {
            return false;
        }
        Set<@Nullable String> movements = new HashSet<>();
        together.forEach(t -> movements.add(movement(t)));
        return movements.add(movement(other)) && together.add(other);
    }

    /** A total but for whose it is. */
    private static Atom.Total apart(Atom.Total total) {
        return new Atom.Total(new Branch.Transition(null), total.component(), total.lens(), total.filter());
    }

    private RexNode reference(List<Atom.Total> together) {
        List<RexNode> wheres = together.stream()
                .map(t -> ((Branch.Transition) t.branch()).where())
                .toList();
        Atom.Total first = together.get(0);
        merged.addAll(together);
        Branch any = new Branch.Transition(RexUtil.composeDisjunction(build.rex, wheres));
        atoms.add(new Atom.Total(any, first.component(), first.lens(), first.filter()));
        return new RexInputRef(atoms.size() - 1, first.type());
    }
}
