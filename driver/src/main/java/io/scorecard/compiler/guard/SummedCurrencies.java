package io.scorecard.compiler.guard;

import io.scorecard.compiler.measure.Amounts;
import io.scorecard.compiler.tree.CanonicalView;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Views;
import io.scorecard.functions.Column;
import io.scorecard.functions.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * The canonical tables of which a sum or mean that somebody wrote adds up money, whatever currency each row says it is
 * in: it neither groups by a currency nor lets a condition look at one. KPIs convert.
 */
public final class SummedCurrencies {

    private static final String CURRENCY = "currency";
    private static final Set<SqlKind> ADDED = Set.of(SqlKind.SUM, SqlKind.SUM0, SqlKind.AVG);

    private final Set<String> found = new TreeSet<>();

    private SummedCurrencies() {}

    public static Collection<String> tables(RelNode question) {
        SummedCurrencies sums = new SummedCurrencies();
        question.accept(new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                if (node instanceof Aggregate aggregate && !Views.wrote(aggregate)) {
                    sums.look(aggregate);
                } else if (node instanceof Project project && project.containsOver() && !Views.wrote(project)) {
                    sums.look(project);
                }
                return node;
            }
        });
        return sums.found;
    }

    private void look(Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        boolean apart = aggregate.getGroupSets().stream()
                .allMatch(s -> s.asList().stream().anyMatch(i -> isCurrency(input, i)));
        for (AggregateCall call : aggregate.getAggCallList()) {
            boolean chosen = call.hasFilter() && isCurrency(input, call.filterArg);
            if (!apart && !chosen && ADDED.contains(call.getAggregation().getKind())) {
                call.getArgList().stream().filter(i -> !converts(input, i)).forEach(i -> add(input, i));
            }
        }
    }

    private void look(Project project) {
        RelNode input = project.getInput();
        project.getProjects()
                .forEach(p -> p.accept(new RexShuttle() {
                    @Override
                    public RexNode visitOver(RexOver over) {
                        boolean apart = over.getWindow().partitionKeys.stream().anyMatch(k -> namesCurrency(input, k));
                        if (!apart && ADDED.contains(over.getAggOperator().getKind())) {
                            over.getOperands().stream()
                                    .filter(o -> !namesCurrency(input, o))
                                    .forEach(o -> columns(o)
                                            .filter(i -> !converts(input, i))
                                            .forEach(i -> add(input, i)));
                        }
                        return over;
                    }
                }));
    }

    /** Whether what is added up looks at a currency itself: it chooses one, or looks up a rate. */
    private static boolean converts(RelNode input, int column) {
        return isCurrency(input, column)
                || input instanceof Project project
                        && RexUtil.SubQueryFinder.find(project.getProjects().get(column)) != null;
    }

    private void add(RelNode rel, int column) {
        if (!isConditioned(rel)) {
            origins(rel, column, true).filter(Origin::isMoney).forEach(o -> found.add(o.table()));
        }
    }

    /** Whether a condition below looks at a currency: it chooses one, or a join converts. */
    private static boolean isConditioned(RelNode rel) {
        Optional<RexNode> condition = rel instanceof Filter filter
                ? Optional.of(filter.getCondition())
                : rel instanceof Join join ? Optional.of(join.getCondition()) : Optional.empty();
        RelNode under = rel instanceof Filter filter ? filter.getInput() : rel;
        return condition.filter(c -> namesCurrency(under, c)).isPresent()
                || rel.getInputs().stream().anyMatch(SummedCurrencies::isConditioned);
    }

    private static boolean namesCurrency(RelNode rel, RexNode expression) {
        return RelOptUtil.InputFinder.bits(expression).asList().stream().anyMatch(i -> isCurrency(rel, i));
    }

    private static boolean isCurrency(RelNode rel, int column) {
        return origins(rel, column, false).anyMatch(o -> o.column().endsWith(CURRENCY));
    }

    /** A column of a canonical table. */
    private record Origin(CanonicalView view, String column) {

        String table() {
            return view.rows().table().name();
        }

        /** In a currency that its row tells. */
        boolean isMoney() {
            return view.rows().has(CURRENCY)
                    && view.rows()
                            .table()
                            .column(column)
                            .map(Column::type)
                            .filter(Type.MONEY::equals)
                            .isPresent();
        }
    }

    /** @param value whether it is what a value is made of that counts, and not what its conditions look at */
    private static Stream<Origin> origins(RelNode rel, int column, boolean value) {
        if (rel instanceof TableScan scan) {
            CanonicalView view = scan.getTable().unwrap(CanonicalView.class);
            return view == null || view.isOfViews()
                    ? Stream.empty()
                    : Stream.of(
                            new Origin(view, scan.getRowType().getFieldNames().get(column)));
        }
        if (rel instanceof Project project) {
            RexNode made = project.getProjects().get(column);
            IntStream below = value
                    ? columns(made)
                    : RelOptUtil.InputFinder.bits(made).asList().stream().mapToInt(i -> i);
            return below.boxed().flatMap(i -> origins(project.getInput(), i, value));
        }
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left
                    ? origins(join.getLeft(), column, value)
                    : origins(join.getRight(), column - left, value);
        }
        if (rel instanceof Aggregate aggregate) {
            int groups = aggregate.getGroupCount();
            List<Integer> below = column < groups
                    ? List.of(aggregate.getGroupSet().nth(column))
                    : aggregate.getAggCallList().get(column - groups).getArgList();
            return below.stream().flatMap(i -> origins(aggregate.getInput(), i, value));
        }
        return rel.getInputs().stream()
                .filter(i -> column < i.getRowType().getFieldCount())
                .flatMap(i -> origins(i, column, value));
    }

    private static IntStream columns(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return IntStream.of(ref.getIndex());
        }
        return node instanceof RexCall call && !(node instanceof RexOver)
                ? Amounts.values(call).stream().flatMapToInt(SummedCurrencies::columns)
                : IntStream.empty();
    }
}
