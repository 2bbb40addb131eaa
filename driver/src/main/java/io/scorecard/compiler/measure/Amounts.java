package io.scorecard.compiler.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which parts of an expression are amounts: sums and counts, that must not be taken twice. A product with an amount is
 * one, an amount by an amount is none, and what a condition looks at does not matter: {@code minutes * cost} is one,
 * {@code minutes / total} and {@code minutes / total * budget} are none over {@code total} and {@code budget}.
 */
public final class Amounts {

    private final IntPredicate columns;

    /** @param columns tells whether a column is an amount */
    public Amounts(IntPredicate columns) {
        this.columns = columns;
    }

    /** The amounts that an expression is one of; none where it is no amount. */
    public List<RexNode> of(RexNode node) {
        List<RexNode> found = new ArrayList<>();
        if (degree(node) > 0) {
            collect(node, found);
        }
        return found;
    }

    /** How often amounts are its factors, less how often it is divided by some. */
    int degree(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return columns.test(ref.getIndex()) ? 1 : 0;
        }
        if (node instanceof RexOver over) {
            return isAmount(over.getAggOperator()) && isWhole(over.getWindow()) ? 1 : 0;
        }
        if (node instanceof RexSubQuery query && query.getKind() == SqlKind.SCALAR_QUERY) {
            return isAmount(query.rel, 0) ? 1 : 0;
        }
        if (!(node instanceof RexCall call) || call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return 0;
        }
        List<RexNode> values = values(call);
        return switch (call.getKind()) {
            case TIMES -> values.stream().mapToInt(this::degree).sum();
            case DIVIDE -> degree(values.get(0)) - degree(values.get(1));
            default -> values.stream().mapToInt(this::degree).max().orElse(0);
        };
    }

    private void collect(RexNode node, List<RexNode> found) {
        if (node instanceof RexInputRef || node instanceof RexOver) {
            if (degree(node) > 0) {
                found.add(node);
            }
        } else if (node instanceof RexCall call) {
            List<RexNode> values = values(call);
            (call.getKind() == SqlKind.DIVIDE ? values.subList(0, 1) : values).forEach(v -> collect(v, found));
        }
    }

    /** The operands that its value is made of; conditions are not. */
    public static List<RexNode> values(RexCall call) {
        if (call.getKind() != SqlKind.CASE) {
            return call.getOperands();
        }
        List<RexNode> values = new ArrayList<>();
        for (int i = 1; i < call.getOperands().size(); i += 2) {
            values.add(call.getOperands().get(i));
        }
        values.add(call.getOperands().get(call.getOperands().size() - 1));
        return values;
    }

    /** A total of all rows of a partition: a running one is another in each row. */
    public static boolean isWhole(RexWindow window) {
        return window.orderKeys.isEmpty()
                || window.getLowerBound().isUnboundedPreceding()
                        && window.getUpperBound().isUnboundedFollowing();
    }

    public static boolean isAmount(SqlAggFunction function) {
        return switch (function.getKind()) {
            case SUM, SUM0, COUNT -> true;
            default -> false;
        };
    }

    private static boolean isAmount(AggregateCall call) {
        SqlAggFunction function = call.getAggregation();
        if (function instanceof MeasureOperator operator) {
            Measure measure = operator.measure();
            return new Amounts(i -> isAmount(measure.atoms().get(i))).degree(measure.value()) > 0;
        }
        if (function instanceof KpiAggregate kpi) {
            Formula formula = kpi.formula();
            return new Amounts(i -> formula.components().get(i).isAdditive()).degree(formula.value()) > 0;
        }
        return isAmount(function);
    }

    private static boolean isAmount(Atom atom) {
        return atom instanceof Atom.Total total && isAmount(total.component().function())
                || atom instanceof Atom.OfCustomers customers
                        && isAmount(customers.component().function());
    }

    /** Whether a column of a relation is an amount. */
    public static boolean isAmount(RelNode rel, int column) {
        if (rel instanceof Aggregate aggregate) {
            int place = column - aggregate.getGroupCount();
            return place >= 0 && isAmount(aggregate.getAggCallList().get(place));
        }
        if (rel instanceof Project project) {
            RexNode value = project.getProjects().get(column);
            return new Amounts(i -> isAmount(project.getInput(), i)).degree(value) > 0;
        }
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left ? isAmount(join.getLeft(), column) : isAmount(join.getRight(), column - left);
        }
        boolean same = rel instanceof Filter || rel instanceof Sort || rel instanceof SetOp;
        return same && rel.getInputs().stream().anyMatch(i -> isAmount(i, column));
    }
}
