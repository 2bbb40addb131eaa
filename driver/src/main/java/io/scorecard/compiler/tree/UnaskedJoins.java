package io.scorecard.compiler.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves out the joins of which a statement asks nothing: departures tell their reason, and a question that
 * only counts them does not look for it. Only where the right side has at most one row for each of the left, so that
 * the join takes no row away and adds none.
 */
public final class UnaskedJoins {

    private final Build build;
    private final Map<String, RelNode> relations;
    private final SingleRows single;

    /** The columns of each relation that somebody looks at. */
    private final Map<String, ImmutableBitSet> asked = new HashMap<>();

    private UnaskedJoins(Build build, Map<String, RelNode> relations) {
        this.build = build;
        this.relations = relations;
        this.single = new SingleRows(relations);
    }

    /** A statement and its WITH, each relation after those that it reads. */
    public record Lean(RelNode tree, Map<String, RelNode> relations) {}

    /** The same answer from what is asked for. */
    public static Lean leftOut(Build build, RelNode tree) {
        Map<String, RelNode> relations = build.shared.relations();
        UnaskedJoins joins = new UnaskedJoins(build, relations);
        RelNode lean = joins.walk(tree, NeededColumns.all(tree));
        List<String> names = new ArrayList<>(relations.keySet());
        Map<String, RelNode> kept = new HashMap<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            ImmutableBitSet columns = joins.asked.get(name);
            if (columns != null) {
                kept.put(name, joins.walk(relations.get(name), columns));
            }
        }
        Map<String, RelNode> read = new LinkedHashMap<>();
        names.stream().filter(kept::containsKey).forEach(n -> read.put(n, kept.get(n)));
        return new Lean(lean, read);
    }

    /** The same rows, of which only these columns are right; notes what they are read from. */
    private RelNode walk(RelNode whole, ImmutableBitSet needed) {
        if (whole instanceof TableScan scan) {
            SingleRows.name(scan)
                    .filter(relations::containsKey)
                    .ifPresent(n -> asked.merge(n, needed, ImmutableBitSet::union));
            return whole;
        }
        RelNode node = withLeanSubQueries(whole);
        if (node instanceof Join join && isUnasked(join, needed)) {
            return leftAlone(build, join, walk(join.getLeft(), needed));
        }
        List<RelNode> inputs = new ArrayList<>();
        for (int i = 0; i < node.getInputs().size(); i++) {
            boolean same = node instanceof Union union && union.all;
            inputs.add(walk(node.getInput(i), same ? needed : NeededColumns.of(node, i, needed)));
        }
        if (inputs.equals(node.getInputs())) {
            return node;
        }
        return node instanceof Project project
                ? asked(project, inputs.get(0), needed)
                : node.copy(node.getTraitSet(), inputs);
    }

    private RelNode withLeanSubQueries(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode lean = walk(visited.rel, NeededColumns.all(visited.rel));
                return lean == visited.rel ? visited : visited.clone(lean);
            }
        });
    }

    private boolean isUnasked(Join join, ImmutableBitSet needed) {
        int left = join.getLeft().getRowType().getFieldCount();
        return join.getJoinType() == JoinRelType.LEFT
                && needed.length() <= left
                && join.getVariablesSet().isEmpty()
                && single.isSingle(join);
    }

    /** What stands for a join: its left side, and nothing in the place of its right one. */
    static RelNode leftAlone(Build build, Join join, RelNode left) {
        int width = left.getRowType().getFieldCount();
        List<RexNode> values = new ArrayList<>();
        for (RelDataTypeField field : join.getRowType().getFieldList()) {
            values.add(
                    field.getIndex() < width
                            ? build.rex.makeInputRef(left, field.getIndex())
                            : build.nothing(field.getType()));
        }
        return LogicalProject.create(left, List.of(), values, join.getRowType().getFieldNames(), Set.of());
    }

    /** What nobody looks at is NULL: it may stand on what is no longer there. */
    private RelNode asked(Project project, RelNode input, ImmutableBitSet needed) {
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < project.getProjects().size(); i++) {
            RexNode value = project.getProjects().get(i);
            if (needed.get(i) || value instanceof RexLiteral) {
                values.add(value);
            } else if (value instanceof RexInputRef ref) {
                values.add(build.rex.makeInputRef(input, ref.getIndex()));
            } else {
                values.add(build.nothing(value.getType()));
            }
        }
        RelNode shorter = LogicalProject.create(
                input, project.getHints(), values, project.getRowType().getFieldNames(), project.getVariablesSet());
        return new MergedProjects().rewrite(shorter);
    }
}
