package io.scorecard.compiler.guard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;

/** The relations that are asked for a value and not joined: those of subqueries, and what looks at rows around it. */
final class InnerRows {

    private final Map<JoinedRows.Leaf, RowsAround> looking = new HashMap<>();
    private final Map<RexSubQuery, RexNode> values = new HashMap<>();
    private final Set<JoinedRows.Leaf> asked = new HashSet<>();

    void looks(JoinedRows.Leaf leaf, RowsAround at) {
        looking.put(leaf, at);
    }

    /** What a relation that is not taken further apart looks at. */
    RowsAround looks(JoinedRows.Leaf leaf) {
        return looking.getOrDefault(leaf, RowsAround.NONE);
    }

    void isAsked(RexSubQuery query, RexNode value, List<JoinedRows.Leaf> leaves) {
        values.put(query, value);
        asked.addAll(leaves);
    }

    Optional<RexNode> value(RexSubQuery query) {
        return Optional.ofNullable(values.get(query));
    }

    boolean has(JoinedRows.Leaf leaf) {
        return asked.contains(leaf) || looking.containsKey(leaf);
    }
}
