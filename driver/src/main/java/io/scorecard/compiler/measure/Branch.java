package io.scorecard.compiler.measure;

import io.scorecard.functions.At;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The rows that a component aggregates. */
public sealed interface Branch {

    /** The canonical table or named relation that the rows are of; none where they are the states of customers. */
    default Optional<String> rowsOf() {
        return Optional.empty();
    }

    /**
     * Rows of a fact whose own date lies in the period.
     *
     * @param where over the fact's row, or null
     * @param latest a column of which only the last row in a period counts, or null
     */
    record Flow(
            String fact,
            @Nullable RexNode where,
            @Nullable String date,
            @Nullable String latest) implements Branch {
        @Override
        public Optional<String> rowsOf() {
            return Optional.of(fact);
        }
    }

    /**
     * Rows of a named relation that hold at a bound of the period.
     *
     * @param where over the relation's row, or null
     */
    record Snapshot(String relation, @Nullable RexNode where, At at) implements Branch {
        @Override
        public Optional<String> rowsOf() {
            return Optional.of(relation);
        }
    }

    /** Customers at a bound of the period: their number, or their monthly revenue. */
    record Balance(At at, boolean money) implements Branch {}

    /** How customers moved between opening and closing. */
    record Transition(@Nullable RexNode where) implements Branch {}
}
