package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.RelationView;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Shared;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** Gives every named relation that a tree reads its definition in the WITH, those it reads itself first. */
public final class RelationRewrite extends Rewrite {

    private final Catalog catalog;
    private final Shared shared;

    public RelationRewrite(Catalog catalog, Shared shared) {
        this.catalog = catalog;
        this.shared = shared;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        RelationView view = node instanceof TableScan scan ? scan.getTable().unwrap(RelationView.class) : null;
        if (view != null && !shared.has(view.name())) {
            RelNode definition = catalog.relation(view.name()).accept(this);
            shared.name(view.name(), definition);
        }
        return node;
    }
}
