package io.scorecard.compiler;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Takes the schema, or PostgreSQL's, off the names of our own tables: {@code scorecard.kpi → kpi}. Tools write it,
 * because metadata tell it. Only where a table is named: elsewhere {@code scorecard.kpi} is a column of something called so.
 */
final class OwnSchema extends SqlShuttle {

    private final String model;

    private OwnSchema(String model) {
        this.model = model;
    }

    /** @param model the name of the model, which is the catalog's */
    static SqlNode without(SqlNode query, String model) {
        return java.util.Objects.requireNonNull(query.accept(new OwnSchema(model)));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect select && select.getFrom() != null) {
            select.setFrom(table(select.getFrom()));
        } else if (visited instanceof SqlJoin join) {
            join.setLeft(table(join.getLeft()));
            join.setRight(table(join.getRight()));
        }
        return visited;
    }

    /** A column with its table's whole name. */
    @Override
    public SqlNode visit(SqlIdentifier name) {
        return name.names.size() == 3 && isOurs(name.names.get(0)) ? name.getComponent(1, 3) : name;
    }

    private SqlNode table(SqlNode from) {
        if (from instanceof SqlIdentifier name) {
            List<String> path = name.names;
            int schema = path.size() - 2;
            boolean here = schema == 0 || schema == 1 && path.get(0).equalsIgnoreCase(model);
            return here && isOurs(path.get(schema)) ? name.getComponent(schema + 1) : name;
        }
        if (from instanceof SqlCall call && (from.getKind() == SqlKind.AS || from.getKind() == SqlKind.TABLE_REF)) {
            call.setOperand(0, table(call.operand(0)));
        }
        return from;
    }

    private static boolean isOurs(String schema) {
        return schema.equalsIgnoreCase(Description.SCHEMA) || schema.equalsIgnoreCase("public");
    }
}
