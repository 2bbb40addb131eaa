package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Whether all that a statement asks of a named relation are sums by customers' segments: then customers who are alike in these
 * may stand for each other in what the relation rests on, which asks by {@code members_suffice('relation')}. Not where
 * one reader asks for rows, or where somebody else reads what it rests on.
 */
public final class AskedGroups {

    /** A place where a named relation is read; by the empty name the statement itself. */
    private record Reading(String by, String relation, boolean inGroups) {}

    private static final String STATEMENT = "";

    private final List<Reading> readings = new ArrayList<>();
    private final Set<String> asking = new HashSet<>();

    /** @param relations the statement's WITH */
    public AskedGroups(RelNode statement, Map<String, RelNode> relations) {
        look(STATEMENT, statement);
        relations.forEach(this::look);
    }

    /** Whether a relation depends on it. */
    public boolean isAskedBy(String relation) {
        return asking.contains(relation);
    }

    public boolean suffice(RexCall call) {
        String relation = RexLiteral.stringValue(call.getOperands().get(0));
        Set<String> between = new HashSet<>(asking);
        while (readings.stream()
                .anyMatch(r -> between.contains(r.relation) && !r.by.equals(relation) && between.add(r.by))) {
            continue;
        }
        return !between.contains(STATEMENT)
                && readings.stream().filter(r -> r.relation.equals(relation)).allMatch(Reading::inGroups);
    }

    private void look(String by, RelNode node) {
        RelationView view = node instanceof TableScan scan ? scan.getTable().unwrap(RelationView.class) : null;
        if (view != null) {
            readings.add(new Reading(by, view.name(), view.isInGroups()));
        }
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                look(by, query.rel);
                return super.visitSubQuery(query);
            }

            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getOperator() == Operators.MEMBERS_SUFFICE) {
                    asking.add(by);
                }
                return super.visitCall(call);
            }
        });
        node.getInputs().forEach(i -> look(by, i));
    }
}
