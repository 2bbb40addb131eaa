package io.scorecard.compiler;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** Gives every named relation that a tree reads its definition in the WITH, those it reads itself first. */
final class RelationRewrite extends Rewrite {

    private final Catalog catalog;
    private final Shared shared;

    RelationRewrite(Catalog catalog, Shared shared) {
        this.catalog = catalog;
        this.shared = shared;
    }

    @Override
    RelNode rewrite(RelNode node) {
        RelationView view = node instanceof TableScan scan ? scan.getTable().unwrap(RelationView.class) : null;
        if (view != null && !shared.has(view.name())) {
            RelNode definition = catalog.relation(view.name()).accept(this);
            shared.name(view.name(), definition);
        }
        return node;
    }
}
