package io.scorecard.compiler.tree;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** Shortens what is compiled once for a model: unmapped columns leave constants in definitions. */
public final class Simplifier {

    /** Evaluates nothing: Calcite's own compiles Java at run time. */
    public static final RexExecutor NONE = (builder, constants, results) -> results.addAll(constants);

    private Simplifier() {}

    public static @Nullable RexNode of(Build build, @Nullable RexNode node) {
        if (node == null) {
            return null;
        }
        RexBuilder rex = build.rex;
        RexNode simple = new RexSimplify(rex, RelOptPredicateList.EMPTY, NONE).simplifyPreservingType(node);
        return RexUtil.expandSearch(rex, null, simple);
    }
}
