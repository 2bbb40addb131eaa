package io.scorecard.compiler.measure;

import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.compiler.tree.MemoryTable;
import io.scorecard.compiler.tree.Simplifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Compiles aggregate formulas: {@code SELECT formula FROM rows WHERE condition} goes through the same
 * parser, validator and converter as a question, and its components are read off the tree. No formula
 * is known to Java.
 */
public final class Formulas {

    private Formulas() {}

    /** @param rowType the columns that the formula may name */
    public static Formula compile(Build build, SqlNode formula, @Nullable SqlNode where, RelDataType rowType) {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        schema.add("r", new MemoryTable(rowType));
        SqlSelect select = SqlTexts.select(SqlNodeList.of(formula), new SqlIdentifier("r", SqlParserPos.ZERO), where);
        return read(build, new Frontend(build, schema).relation(select).project());
    }

    private static Formula read(Build build, RelNode rel) {
        List<RexNode> values = List.of(build.rex.makeInputRef(rel, 0));
        RelNode node = rel;
        while (node instanceof Project project) {
            values = org.apache.calcite.plan.RelOptUtil.pushPastProject(values, project);
            node = project.getInput();
        }
        if (!(node instanceof Aggregate aggregate)) {
            throw new IllegalArgumentException("it aggregates nothing");
        }
        RelNode input = aggregate.getInput();
        List<? extends RexNode> arguments = null;
        if (input instanceof Project project) {
            arguments = project.getProjects();
            input = project.getInput();
        }
        RexNode where = null;
        if (input instanceof Filter filter) {
            where = filter.getCondition();
            input = filter.getInput();
        }
        if (!(input instanceof TableScan)) {
            throw new IllegalArgumentException("it must be one aggregate over one relation");
        }
        Components components = new Components(build, arguments, input);
        List<RexNode> references =
                aggregate.getAggCallList().stream().map(components::value).toList();
        RexNode value = values.get(0).accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return references.get(ref.getIndex());
            }
        });
        return new Formula(value, components.found, Simplifier.of(build, where));
    }

    /** The components of a tree's aggregate calls; AVG becomes a sum over a count. */
    private static final class Components {
        private final Build build;
        private final @Nullable List<? extends RexNode> arguments;
        private final RelNode input;
        final List<Component> found = new ArrayList<>();

        Components(Build build, @Nullable List<? extends RexNode> arguments, RelNode input) {
            this.build = build;
            this.arguments = arguments;
            this.input = input;
        }

        RexNode value(AggregateCall call) {
            RexNode argument = call.getArgList().isEmpty()
                    ? null
                    : Simplifier.of(build, column(call.getArgList().get(0)));
            RexNode filter = call.hasFilter() ? condition(column(call.filterArg)) : null;
            if (call.getAggregation().getKind() == SqlKind.AVG && !call.isDistinct()) {
                RexNode sum = reference(
                        new Component(SqlStdOperatorTable.SUM, false, argument, null, filter, sumType(argument)));
                RexNode count = reference(new Component(
                        SqlStdOperatorTable.COUNT,
                        false,
                        argument,
                        null,
                        filter,
                        build.types.nullable(SqlTypeName.BIGINT)));
                return build.ratio(sum, count);
            }
            RelDataType type = build.types.createTypeWithNullability(call.getType(), true);
            if (call.getAggregation().getKind() == SqlKind.SUM && argument != null) {
                type = sumType(argument);
            }
            return reference(
                    new Component(call.getAggregation(), call.isDistinct(), argument, order(call), filter, type));
        }

        private @Nullable RexNode order(AggregateCall call) {
            List<RelFieldCollation> order = call.getCollation().getFieldCollations();
            if (order.isEmpty()) {
                return null;
            }
            if (call.getAggregation().getKind() != SqlKind.PERCENTILE_CONT
                    || order.get(0).getDirection().isDescending()) {
                throw new IllegalArgumentException("ORDER BY belongs to PERCENTILE_CONT, and ascends");
            }
            return Simplifier.of(build, column(order.get(0).getFieldIndex()));
        }

        /** A filter: NULL leaves a row out as FALSE does. */
        private RexNode condition(RexNode filter) {
            boolean wrapped = filter.getKind() == SqlKind.IS_TRUE;
            return Simplifier.of(
                    build, wrapped ? ((RexCall) filter).getOperands().get(0) : filter);
        }

        /** Sums of counts stay whole numbers; sums of money stay money. */
        private RelDataType sumType(@Nullable RexNode argument) {
            RelDataType type = argument.getType();
            return switch (type.getSqlTypeName()) {
                case TINYINT, SMALLINT, INTEGER, BIGINT -> build.types.nullable(SqlTypeName.BIGINT);
                default -> build.types.createTypeWithNullability(Types.SYSTEM.deriveSumType(build.types, type), true);
            };
        }

        private RexNode reference(Component component) {
            int i = found.indexOf(component);
            if (i < 0) {
                i = found.size();
                found.add(component);
            }
            return build.rex.makeInputRef(component.type(), i);
        }

        private RexNode column(int i) {
            return arguments == null ? build.rex.makeInputRef(input, i) : arguments.get(i);
        }
    }
}
