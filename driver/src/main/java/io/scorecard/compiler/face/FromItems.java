package io.scorecard.compiler.face;

import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.jspecify.annotations.Nullable;

/** What stands in FROM: tables and functions by name. */
final class FromItems {

    private FromItems() {}

    /** Whether it is one table, with an alias or without. */
    static boolean isAlone(@Nullable SqlNode from) {
        return from instanceof SqlIdentifier
                || from instanceof SqlBasicCall as
                        && as.getKind() == SqlKind.AS
                        && as.operandCount() == 2
                        && as.operand(0) instanceof SqlIdentifier;
    }

    static boolean isNamed(SqlNode item) {
        return item instanceof SqlIdentifier || function(item).isPresent();
    }

    static String name(SqlNode item) {
        if (item instanceof SqlIdentifier id) {
            return id.names.get(id.names.size() - 1);
        }
        return function(item).orElseThrow().getOperator().getName().toLowerCase(Locale.ROOT);
    }

    static Optional<SqlBasicCall> function(SqlNode item) {
        SqlNode inner = item;
        while (inner.getKind() == SqlKind.COLLECTION_TABLE || inner.getKind() == SqlKind.LATERAL) {
            inner = ((SqlCall) inner).operand(0);
        }
        return inner instanceof SqlBasicCall call && call.getOperator() instanceof SqlUnresolvedFunction
                ? Optional.of(call)
                : Optional.empty();
    }
}
