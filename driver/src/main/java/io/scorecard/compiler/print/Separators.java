package io.scorecard.compiler.print;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * {@code STRING_AGG(x, s) FROM (SELECT x, ',' AS s ..) → STRING_AGG(x, ',') FROM ..}: DuckDB wants a separator that stands
 * there, and over DISTINCT or a grouping it is printed as a column.
 */
final class Separators extends SqlBasicVisitor<Void> {

    static SqlNode written(SqlNode query) {
        query.accept(new Separators());
        return query;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select
                && select.getFrom() instanceof SqlBasicCall as
                && as.getKind() == SqlKind.AS
                && as.operand(0) instanceof SqlSelect below) {
            Map<String, SqlNode> literals = literals(below);
            if (!literals.isEmpty()) {
                select.getSelectList().accept(new Written(literals));
            }
        }
        return super.visit(call);
    }

    private static Map<String, SqlNode> literals(SqlSelect select) {
        Map<String, SqlNode> literals = new HashMap<>();
        for (SqlNode item : select.getSelectList()) {
            if (item instanceof SqlCall as
                    && as.getKind() == SqlKind.AS
                    && as.operand(0) instanceof SqlLiteral literal) {
                literals.put(((SqlIdentifier) as.operand(1)).getSimple(), literal);
            }
        }
        return literals;
    }

    private static final class Written extends SqlBasicVisitor<Void> {
        private final Map<String, SqlNode> literals;

        Written(Map<String, SqlNode> literals) {
            this.literals = literals;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            boolean joins = call.getOperator().getName().equals("STRING_AGG")
                    || call.getOperator().getName().equals("LISTAGG");
            if (joins && call.operandCount() > 1 && call.operand(1) instanceof SqlIdentifier id) {
                SqlNode literal = literals.get(id.names.get(id.names.size() - 1));
                if (literal != null) {
                    call.setOperand(1, literal);
                }
            }
            return call instanceof SqlSelect ? null : super.visit(call);
        }
    }
}
