package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Types;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** Canonical tables as the model maps them, in the place of their names. */
public final class CanonicalRewrite extends Rewrite {

    private final Types types;

    public CanonicalRewrite(Types types) {
        this.types = types;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        CanonicalView view = node instanceof TableScan scan ? scan.getTable().unwrap(CanonicalView.class) : null;
        return view == null ? node : view.rel(new Build(types, node.getCluster()));
    }
}
