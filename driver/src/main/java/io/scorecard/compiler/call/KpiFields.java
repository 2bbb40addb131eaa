package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code AVG(churn_rate) FROM kpi_fields → churn_rate() FROM kpi}: SUM, AVG, MIN and MAX of a measure's column are
 * the measure in context, whatever a tool adds up by itself. Without them the column is NULL; whatever else would
 * need a value of each row is refused.
 */
public final class KpiFields extends Rewrite {

    private static final Set<SqlKind> MEASURED = Set.of(SqlKind.SUM, SqlKind.AVG, SqlKind.MIN, SqlKind.MAX);

    private final Build build;

    public KpiFields(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof TableScan scan) {
            return table(scan).map(t -> withNulls(scan, t)).orElse(node);
        }
        if (node instanceof Filter filter) {
            measured(filter.getInput(), filter.getCondition()).ifPresent(f -> {
                throw ErrorCode.UNANSWERABLE.with(
                        "'" + f.name() + "' has no value for a single row, so WHERE cannot compare it.",
                        "Compare it in HAVING: HAVING AVG(" + f.name() + ") > 0.1.");
            });
        }
        if (node instanceof Project project && project.containsOver()) {
            windows(project);
        }
        return node instanceof Aggregate aggregate ? aggregated(aggregate) : node;
    }

    private void windows(Project project) {
        project.getProjects()
                .forEach(p -> p.accept(new RexShuttle() {
                    @Override
                    public RexNode visitOver(RexOver over) {
                        measured(project.getInput(), over).ifPresent(f -> {
                            throw ErrorCode.UNANSWERABLE.with(
                                    "'" + f.name() + "' has no value for a single row, so no window can look at it.",
                                    "Ask AVG(" + f.name() + ") by group in a subquery, and put the window over that.");
                        });
                        return over;
                    }
                }));
    }

    private static Optional<KpiFieldsTable> table(TableScan scan) {
        return Optional.ofNullable(scan.getTable().unwrap(KpiFieldsTable.class));
    }

    /** {@code kpi} and a NULL for each measure; a NULL that knows which one it stands for. */
    private RelNode withNulls(TableScan scan, KpiFieldsTable table) {
        RelOptTable kpi = RelOptTableImpl.create(
                null,
                table.kpi().getRowType(build.types),
                table.kpi(),
                com.google.common.collect.ImmutableList.of(KpiTable.NAME));
        RelNode input = LogicalTableScan.create(scan.getCluster(), kpi, List.of());
        List<RexNode> columns = new ArrayList<>(build.rex.identityProjects(input.getRowType()));
        table.fields().forEach(f -> columns.add(new Unmeasured(f).in(build)));
        return LogicalProject.create(input, List.of(), columns, scan.getRowType(), Set.of());
    }

    /** The measure that an expression over a relation's columns rests on. */
    private static Optional<KpiFieldsTable.Field> measured(RelNode input, RexNode node) {
        return RelOptUtil.InputFinder.bits(node).asList().stream()
                .map(i -> field(input, i))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<KpiFieldsTable.Field> field(RelNode rel, int column) {
        if (rel instanceof Join join && join.getJoinType().projectsRight()) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left ? field(join.getLeft(), column) : field(join.getRight(), column - left);
        }
        if (rel instanceof Filter filter) {
            return field(filter.getInput(), column);
        }
        if (!(rel instanceof Project project)) {
            return Optional.empty();
        }
        RexNode value = project.getProjects().get(column);
        return Unmeasured.of(value)
                .or(() -> value instanceof RexInputRef ref
                        ? field(project.getInput(), ref.getIndex())
                        : measured(project.getInput(), value));
    }

    private RelNode aggregated(Aggregate aggregate) {
        RelNode input = aggregate.getInput();
        boolean distinct = aggregate.getAggCallList().isEmpty();
        for (int key : distinct ? com.google.common.collect.ImmutableList.<Integer>of() : aggregate.getGroupSet()) {
            field(input, key).ifPresent(f -> {
                throw ErrorCode.UNANSWERABLE.with(
                        "'" + f.name() + "' has no value for a single row, so it cannot group.",
                        "Group by time and segments, and ask for AVG(" + f.name() + ").");
            });
        }
        List<AggregateCall> calls = new ArrayList<>();
        boolean found = false;
        for (AggregateCall call : aggregate.getAggCallList()) {
            AggregateCall measure = measure(call, input);
            found |= measure != call;
            calls.add(measure);
        }
        return found ? cast(aggregate, calls) : aggregate;
    }

    private AggregateCall measure(AggregateCall call, RelNode input) {
        Optional<KpiFieldsTable.Field> field = call.getArgList().stream()
                .map(i -> field(input, i))
                .flatMap(Optional::stream)
                .findFirst();
        if (field.isEmpty()) {
            return call;
        }
        boolean plain = call.getArgList().size() == 1
                && isColumn(input, call.getArgList().get(0));
        if (!plain
                || call.isDistinct()
                || !MEASURED.contains(call.getAggregation().getKind())) {
            throw ErrorCode.UNANSWERABLE.with(
                    "'" + field.get().name() + "' can only be asked with SUM, AVG, MIN or MAX of the column alone.",
                    "All four are the KPI of the group: AVG(" + field.get().name() + ").");
        }
        MeasureOperator operator =
                new MeasureOperator(field.get().name() + "()", field.get().measure());
        return AggregateCall.create(
                operator,
                false,
                false,
                false,
                List.of(),
                List.of(),
                call.filterArg,
                null,
                org.apache.calcite.rel.RelCollations.EMPTY,
                field.get().measure().type(),
                call.getName());
    }

    /** Whether a column is a measure's and no expression over one. */
    private static boolean isColumn(RelNode rel, int column) {
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left ? isColumn(join.getLeft(), column) : isColumn(join.getRight(), column - left);
        }
        if (rel instanceof Filter filter) {
            return isColumn(filter.getInput(), column);
        }
        RexNode value = ((Project) rel).getProjects().get(column);
        return Unmeasured.of(value).isPresent()
                || value instanceof RexInputRef ref && isColumn(((Project) rel).getInput(), ref.getIndex());
    }

    /** In the types that the tool was told. */
    private RelNode cast(Aggregate aggregate, List<AggregateCall> calls) {
        RelNode measured = LogicalAggregate.create(
                aggregate.getInput(), List.of(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < measured.getRowType().getFieldCount(); i++) {
            RexNode column = build.rex.makeInputRef(measured, i);
            var type = aggregate.getRowType().getFieldList().get(i).getType();
            columns.add(column.getType().equals(type) ? column : build.rex.makeAbstractCast(type, column, false));
        }
        return LogicalProject.create(measured, List.of(), columns, aggregate.getRowType(), Set.of());
    }

    /** What to say of an answer's columns that are NULL because nobody aggregates them. */
    public static List<String> notes(RelNode answer) {
        RelNode rows = answer instanceof Sort sort ? sort.getInput() : answer;
        boolean distinct =
                rows instanceof Aggregate groups && groups.getAggCallList().isEmpty();
        RelNode read = distinct ? rows.getInput(0) : rows;
        List<String> names = IntStream.range(0, read.getRowType().getFieldCount())
                .mapToObj(i -> field(read, i))
                .flatMap(Optional::stream)
                .map(KpiFieldsTable.Field::name)
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        String first = names.get(0);
        String these =
                names.size() == 1 ? "'" + first + "' has" : "'" + first + "' and " + (names.size() - 1) + " more have";
        return List.of(these + " no value for a single row: NULL. Ask AVG(" + first + ") by group.");
    }

    /** What is left are columns that nobody measures: NULL. */
    public static RelNode settled(Build build, RelNode node) {
        return node.accept(new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode inner) {
                return inner.accept(new RexShuttle() {
                    @Override
                    public RexNode visitCall(org.apache.calcite.rex.RexCall call) {
                        return Unmeasured.of(call).isPresent() ? build.nothing(call.getType()) : super.visitCall(call);
                    }
                });
            }
        });
    }
}
