package io.scorecard.compiler.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Puts what the same literal is in every row where it is read: {@code COALESCE(i, 'month')} over
 * {@code π[NULL AS i]} is {@code 'month'}. Columns that a model does not map make most of a definition
 * constant, and an engine parses and binds it before it finds out, with each question.
 */
final class UnmappedColumns extends Rewrite {

    private final Build build;
    private final Pruned pruned;

    UnmappedColumns(Build build) {
        this.build = build;
        this.pruned = new Pruned(build);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        Map<Integer, RexLiteral> known = new HashMap<>();
        if (node instanceof Filter || node instanceof Project || node instanceof Join) {
            int at = 0;
            for (RelNode input : node.getInputs()) {
                for (Map.Entry<Integer, RexLiteral> column : constants(input).entrySet()) {
                    known.put(at + column.getKey(), column.getValue());
                }
                at += input.getRowType().getFieldCount();
            }
        }
        if (known.isEmpty()) {
            return pruned.rewrite(node);
        }
        Values values = new Values(known);
        return pruned.rewrite(node instanceof Project project ? project(project, values) : node.accept(values));
    }

    /** What stands above counts on the types: a value is never NULL where its column may be. */
    private RelNode project(Project project, Values values) {
        List<RexNode> shown = new ArrayList<>();
        for (RexNode value : project.getProjects()) {
            RexNode put = value.accept(values);
            RelDataType type = value.getType();
            shown.add(put.getType().equals(type) ? put : build.rex.makeAbstractCast(type, put, false));
        }
        return LogicalProject.create(
                project.getInput(), project.getHints(), shown, project.getRowType(), project.getVariablesSet());
    }

    /** By their places. */
    static Map<Integer, RexLiteral> constants(RelNode rows) {
        Map<Integer, RexLiteral> found = new HashMap<>();
        if (rows instanceof Filter || rows instanceof Sort) {
            return constants(rows.getInput(0));
        }
        if (rows instanceof TableScan scan) {
            RelationView view = scan.getTable().unwrap(RelationView.class);
            return view == null ? found : view.constants();
        }
        if (rows instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            boolean missingLeft = join.getJoinType().generatesNullsOnLeft();
            boolean missingRight = join.getJoinType().generatesNullsOnRight();
            constants(join.getLeft()).forEach((i, v) -> add(found, i, v, missingLeft));
            if (join.getJoinType().projectsRight()) {
                constants(join.getRight()).forEach((i, v) -> add(found, left + i, v, missingRight));
            }
            return found;
        }
        if (rows instanceof Project project) {
            List<RexNode> values = project.getProjects();
            for (int i = 0; i < values.size(); i++) {
                if (RexUtil.removeNullabilityCast(rows.getCluster().getTypeFactory(), values.get(i))
                        instanceof RexLiteral literal) {
                    found.put(i, literal);
                }
            }
        }
        return found;
    }

    /** An outer join makes NULL of what is missing, which NULL is already. */
    private static void add(Map<Integer, RexLiteral> found, int place, RexLiteral value, boolean canBeMissing) {
        if (!canBeMissing || value.isNull()) {
            found.put(place, value);
        }
    }

    private final class Values extends RexShuttle {

        private final Map<Integer, RexLiteral> known;

        Values(Map<Integer, RexLiteral> known) {
            this.known = known;
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            RexLiteral value = known.get(ref.getIndex());
            return value == null ? ref : build.cast(value, ref.getType());
        }

        /** The one that Calcite's simplifier leaves as it is. */
        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            return visited.getKind() == SqlKind.NULLIF
                            && RexUtil.isNull(((RexCall) visited).getOperands().get(0))
                    ? build.nothing(call.getType())
                    : visited;
        }

        /** An engine may refuse to order by a literal. */
        @Override
        public RexNode visitOver(RexOver over) {
            return over;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            return query;
        }
    }
}
