package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Names unnamed columns as PostgreSQL does: a call by its function, a cast by what is cast. */
final class Naming extends SqlShuttle {

    private Naming() {}

    static SqlNode of(SqlNode query) {
        return java.util.Objects.requireNonNull(query.accept(new Naming()));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect select) {
            List<SqlNode> items = new ArrayList<>();
            for (SqlNode item : select.getSelectList()) {
                String name = item instanceof SqlCall c && item.getKind() != SqlKind.AS ? name(c) : null;
                items.add(
                        name == null
                                ? item
                                : SqlStdOperatorTable.AS.createCall(
                                        item.getParserPosition(), item, new SqlIdentifier(name, SqlParserPos.ZERO)));
            }
            select.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
        }
        return visited;
    }

    private static @Nullable String name(SqlCall call) {
        switch (call.getKind()) {
            case CAST -> {
                SqlNode inner = call.operand(0);
                if (inner instanceof SqlIdentifier id) {
                    return id.names.get(id.names.size() - 1);
                }
                return inner instanceof SqlCall c ? name(c) : null;
            }
            case FILTER, OVER -> {
                return name(call.operand(0));
            }
            case CASE -> {
                return "case";
            }
            case SCALAR_QUERY, SELECT, UNION, VALUES, ROW -> {
                return null;
            }
            default -> {
                return call.getOperator() instanceof SqlFunction
                                || call instanceof SqlBasicCall b && b.getOperator() instanceof SqlFunction
                        ? call.getOperator().getName().toLowerCase(Locale.ROOT)
                        : null;
            }
        }
    }
}
