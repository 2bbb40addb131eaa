package io.scorecard.compiler.tree;

import io.scorecard.functions.CanonicalTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * Columns of a canonical table that a named relation tells, which has at most one row for each key. The relation
 * reads the table itself, so it is joined only where one of its columns is wanted. Immutable.
 *
 * @param key the table's key over the source's row
 */
public record Completion(RelationView relation, RexNode key, List<String> columns) {

    public static Completion of(Build build, CanonicalTable table, String relation, RexNode key, List<String> columns) {
        List<String> names = new ArrayList<>(table.key());
        names.addAll(columns);
        List<RelDataType> types = names.stream()
                .map(n -> build.types.of(table.column(n).orElseThrow().type()))
                .toList();
        RelDataType row = build.types.createStructType(types, names);
        return new Completion(new RelationView(relation, () -> row), key, columns);
    }

    boolean gives(String column) {
        return columns.contains(column);
    }

    /** The columns as they stand behind the source's own. */
    public Map<String, RexNode> values(Build build, int fields) {
        RelDataType row = relation.getRowType(build.types);
        Map<String, RexNode> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(
                    columns.get(i),
                    build.rex.makeInputRef(row.getFieldList().get(i + 1).getType(), fields + i + 1));
        }
        return values;
    }

    RelNode joined(Build build, RelNode source) {
        RelNode known = relation.scan(build.cluster);
        RexNode same = build.equal(
                key,
                build.rex.makeInputRef(
                        known.getRowType().getFieldList().get(0).getType(),
                        source.getRowType().getFieldCount()));
        return LogicalJoin.create(source, known, List.of(), same, Set.of(), JoinRelType.LEFT);
    }
}
