package io.scorecard.compiler.print;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the relations of a long WITH that are read once where they are read. DuckDB binds 155 relations of which
 * 96 are put in place in half the time.
 */
final class ReadOnce {

    private final Map<String, SqlNode> moved = new HashMap<>();

    private ReadOnce() {}

    /** How often each relation of a WITH is read. */
    static Map<String, Integer> reads(Map<String, SqlNode> relations, SqlNode statement) {
        Map<String, Integer> reads = new HashMap<>();
        relations.keySet().forEach(n -> reads.put(n, 0));
        Tables counted = new Tables(name -> {
            reads.computeIfPresent(name, (n, count) -> count + 1);
            return null;
        });
        relations.values().forEach(r -> r.accept(counted));
        statement.accept(counted);
        return reads;
    }

    /**
     * What is left of a WITH, each relation after those that it reads.
     *
     * @param relations which this changes, and the statement after them
     */
    static Map<String, SqlNode> of(Map<String, SqlNode> relations, SqlNode statement) {
        ReadOnce once = new ReadOnce();
        Map<String, Integer> reads = reads(relations, statement);
        Set<String> names = new HashSet<>();
        relations.forEach((name, query) -> {
            boolean plain = query instanceof SqlSelect || SqlKind.SET_QUERY.contains(query.getKind());
            if (plain && reads.getOrDefault(name, 0) == 1) {
                names.add(name);
            }
        });
        Tables placed = new Tables(once::placed);
        Map<String, SqlNode> left = new LinkedHashMap<>();
        relations.forEach((name, query) -> {
            query.accept(placed);
            if (names.contains(name)) {
                once.moved.put(name, query);
            } else {
                left.put(name, query);
            }
        });
        statement.accept(placed);
        return left;
    }

    private @Nullable SqlNode placed(String name) {
        return moved.remove(name);
    }

    /** What stands in each FROM. */
    private interface Table {
        /** What stands there instead of the relation's name, or null. */
        @Nullable
        SqlNode instead(String name);
    }

    private static final class Tables extends SqlBasicVisitor<Void> {

        private final Table table;

        Tables(Table table) {
            this.table = table;
        }

        @Override
        public Void visit(SqlCall call) {
            // What is put in has been looked through before: only what stands there now is.
            super.visit(call);
            if (call instanceof SqlSelect select && select.getFrom() != null) {
                select.setFrom(from(select.getFrom(), true));
            }
            return null;
        }

        private SqlNode from(SqlNode node, boolean named) {
            if (node instanceof SqlIdentifier id && id.isSimple()) {
                SqlNode query = table.instead(id.getSimple());
                if (query == null) {
                    return node;
                }
                return named ? SqlStdOperatorTable.AS.createCall(SqlParserPos.ZERO, query, id) : query;
            }
            if (node instanceof SqlJoin join) {
                join.setLeft(from(join.getLeft(), true));
                join.setRight(from(join.getRight(), true));
            } else if (node instanceof SqlBasicCall call && call.getKind() == SqlKind.AS) {
                call.setOperand(0, from(call.operand(0), false));
            }
            return node;
        }
    }
}
