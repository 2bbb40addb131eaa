package io.scorecard.compiler.measure;

import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A compiled aggregate formula: what is aggregated, and how the aggregates make the value.
 *
 * @param value an expression whose inputs are the components
 * @param where a condition on the relation's rows, or null
 */
public record Formula(
        RexNode value, List<Component> components, @Nullable RexNode where) {
    public Formula {
        components = List.copyOf(components);
    }
}
