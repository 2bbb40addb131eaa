package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.RelationView;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Shared;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** Gives every named relation that a tree reads its definition in the WITH, those it reads itself first. */
public final class RelationRewrite extends Rewrite {

    private final Function<String, RelNode> definitions;
    private final Shared shared;

    /** @param definitions the tree of a relation by its name */
    public RelationRewrite(Function<String, RelNode> definitions, Shared shared) {
        this.definitions = definitions;
        this.shared = shared;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        RelationView view = node instanceof TableScan scan ? scan.getTable().unwrap(RelationView.class) : null;
        if (view != null && !shared.has(view.name())) {
            RelNode definition = definitions.apply(view.name()).accept(this);
            shared.name(view.name(), definition);
        }
        return node;
    }
}
