package io.scorecard.compiler.print;

import com.google.common.collect.ImmutableMap;
import io.scorecard.compiler.sql.Groups;
import io.scorecard.source.DeepStack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * {@code SELECT (subquery) FROM t GROUP BY k → SELECT (subquery) FROM (SELECT .. FROM t GROUP BY k) AS t0}: what a
 * subquery looks at gets a SELECT and a name of its own.
 *
 * <p>Calcite's printer melts both into one SELECT. Then the subquery names columns that are not there any more, or it
 * stands in a HAVING without its parentheses. In the same way a window or a parameter gets a SELECT of its own below
 * a GROUP BY, and a subquery below another SELECT, where its aggregates were taken for those of the rows around it;
 * and a CASE that several aggregates take, which no engine would compute but once.
 */
final class Converter extends RelToSqlConverter {

    private final Deque<Boolean> apart = new ArrayDeque<>();
    private int named;

    Converter(SqlDialect dialect) {
        super(dialect);
    }

    @Override
    public Result visitInput(RelNode parent, int i, boolean anon, boolean ignoreClauses, Set<Clause> expectedClauses) {
        RelNode input = parent.getInput(i);
        boolean looked = (parent instanceof Filter || parent instanceof Project)
                && !(input instanceof TableScan)
                && (holdsSubquery(parent) || Groups.areTakenForOthers(parent));
        boolean grouped = parent instanceof Aggregate aggregate
                && input instanceof Project project
                && (Groups.containWindows(project)
                        || Groups.areConstants(aggregate, project)
                        || groupsByParameters(aggregate, project)
                        || repeatsChoices(aggregate, project));
        boolean holding = parent instanceof Project above
                && input instanceof Project below
                && (holdsSubquery(below) || dropsWindows(above, below) || nestsWindows(above, below));
        boolean around = parent instanceof Correlate && i == 0 && isJoined(input);
        apart.push(looked || grouped || holding || around);
        try {
            return super.visitInput(parent, i, anon, ignoreClauses, expectedClauses);
        } finally {
            apart.pop();
        }
    }

    @Override
    protected Result dispatch(RelNode node) {
        DeepStack.checkpoint();
        if (node instanceof Values values && Counted.is(values)) {
            return counted(values);
        }
        boolean alone = apart.getFirst();
        Result result = node instanceof Filter filter
                        && filter.getInput() instanceof Aggregate
                        && (holdsSubquery(filter) || Groups.areTakenForOthers(filter))
                ? where(filter)
                : super.dispatch(node);
        if (node instanceof Correlate correlate) {
            keepingLeft(correlate, result);
        }
        if (!alone) {
            return result;
        }
        String name = "q" + ++named;
        SqlNode query = SqlStdOperatorTable.AS.createCall(
                SqlParserPos.ZERO, selected(node, result), new SqlIdentifier(name, SqlParserPos.ZERO));
        RelDataType row = node.getRowType();
        return result(query, List.of(Clause.FROM), name, row, ImmutableMap.of(name, row));
    }

    private Result counted(Values values) {
        String name = "q" + ++named;
        SqlNode query = SqlStdOperatorTable.AS.createCall(
                SqlParserPos.ZERO, Counted.select(values, dialect), new SqlIdentifier(name, SqlParserPos.ZERO));
        RelDataType row = values.getRowType();
        return result(query, List.of(Clause.FROM), name, row, ImmutableMap.of(name, row));
    }

    /** Calcite prints a comma, which loses the rows to the left that meet none. */
    private static void keepingLeft(Correlate correlate, Result result) {
        if (correlate.getJoinType() == JoinRelType.LEFT && result.asSelect().getFrom() instanceof SqlJoin join) {
            join.setOperand(2, JoinType.LEFT.symbol(SqlParserPos.ZERO));
            join.setOperand(4, JoinConditionType.ON.symbol(SqlParserPos.ZERO));
            join.setOperand(5, SqlLiteral.createBoolean(true, SqlParserPos.ZERO));
        }
    }

    /** The names of a join's columns are unique only in the tree. */
    private static SqlNode selected(RelNode node, Result result) {
        if (!isJoined(node)) {
            return result.asStatement();
        }
        SqlNodeList columns = new SqlNodeList(SqlParserPos.ZERO);
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            columns.add(SqlStdOperatorTable.AS.createCall(
                    SqlParserPos.ZERO,
                    result.qualifiedContext().field(field.getIndex()),
                    new SqlIdentifier(field.getName(), SqlParserPos.ZERO)));
        }
        SqlSelect select = result.asSelect();
        select.setSelectList(columns);
        return select;
    }

    private static boolean isJoined(RelNode node) {
        return node instanceof Join || node instanceof Correlate;
    }

    /** A condition on groups as a WHERE around them. */
    private Result where(Filter filter) {
        Result groups = visitInput(filter, 0, Clause.WHERE);
        for (CorrelationId id : filter.getVariablesSet()) {
            correlTableMap.put(id, groups.qualifiedContext());
        }
        Builder builder = groups.builder(filter);
        builder.setWhere(builder.context.toSql(null, filter.getCondition()));
        return builder.result();
    }

    private static boolean repeatsChoices(Aggregate aggregate, Project project) {
        Set<Integer> seen = new HashSet<>();
        return aggregate.getAggCallList().stream()
                        .allMatch(c -> c.getCollation().getFieldCollations().isEmpty())
                && aggregate.getAggCallList().stream()
                        .flatMap(c -> c.getArgList().stream())
                        .filter(i -> Groups.computed(project, i).isA(SqlKind.CASE))
                        .anyMatch(i -> !seen.add(i));
    }

    /** Whether a window looks at another one, which no engine takes in one SELECT. */
    private static boolean nestsWindows(Project above, Project below) {
        return above.containsOver() && Groups.containWindows(below);
    }

    /** Whether windows are computed that nothing above looks at. */
    private static boolean dropsWindows(Project above, Project below) {
        ImmutableBitSet used = RelOptUtil.InputFinder.bits(above.getProjects(), null);
        return below.containsOver()
                && used.asList().stream()
                        .noneMatch(i -> RexOver.containsOver(below.getProjects().get(i)));
    }

    /** A source takes {@code ?} in SELECT and in GROUP BY for two values that may differ. */
    private static boolean groupsByParameters(Aggregate aggregate, Project project) {
        boolean[] found = {false};
        RexShuttle parameters = new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                found[0] = true;
                return parameter;
            }
        };
        aggregate.getGroupSet().forEach(key -> project.getProjects().get(key).accept(parameters));
        return found[0];
    }

    private static boolean holdsSubquery(RelNode node) {
        boolean[] found = {false};
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                found[0] = true;
                return subQuery;
            }
        });
        return found[0];
    }
}
