package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a column that ROLLUP or CUBE have twice: {@code ROLLUP (x, x)} shows each x two times in PostgreSQL, and
 * Calcite shows it once.
 */
public final class RepeatedGroups extends SqlShuttle {

    private RepeatedGroups() {}

    public static void check(SqlNode query) {
        query.accept(new RepeatedGroups());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.getKind() == SqlKind.ROLLUP || call.getKind() == SqlKind.CUBE) {
            once(new HashSet<>(), call.getOperandList());
        }
        return super.visit(call);
    }

    private static void once(Set<String> seen, Collection<? extends @Nullable SqlNode> columns) {
        for (SqlNode column : columns) {
            if (column instanceof SqlNodeList list) {
                once(seen, list);
            } else if (column instanceof SqlCall row && row.getKind() == SqlKind.ROW) {
                once(seen, row.getOperandList());
            } else if (!seen.add(String.valueOf(column).toLowerCase(Locale.ROOT))) {
                throw ErrorCode.UNSUPPORTED.with("A column that ROLLUP or CUBE have twice", "Name it once.");
            }
        }
    }
}
