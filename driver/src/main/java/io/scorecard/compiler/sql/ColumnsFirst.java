package io.scorecard.compiler.sql;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * A validator to which a name in HAVING, and within an expression of ORDER BY, is a column first and something shown
 * second, as in PostgreSQL:
 *
 * <pre>{@code
 * SELECT COUNT(*) AS a .. GROUP BY a + 1 HAVING a + 1 = 3     of the column, and not of the count
 * SELECT COUNT(*) AS a .. GROUP BY b ORDER BY MAX(a)          of the column
 * SELECT -a AS a .. ORDER BY a                                what is shown, which PostgreSQL takes first there
 * SELECT COUNT(*) AS n .. HAVING n > 3                        what is shown, as there is no other
 * }</pre>
 *
 * <p>Calcite takes what is shown wherever it can. And a column that joins have in common may be asked for in WHERE, and
 * grouped by, as it is shown.
 */
public final class ColumnsFirst extends TypedParameters {

    /** @param given the types of parameters, as {@link TypedParameters} takes them */
    public ColumnsFirst(
            SqlOperatorTable operators,
            SqlValidatorCatalogReader reader,
            RelDataTypeFactory types,
            SqlValidator.Config config,
            Map<Integer, RelDataType> given) {
        super(operators, reader, types, config, given);
    }

    @Override
    protected void validateSelect(SqlSelect select, RelDataType target) {
        CommonColumns common = new CommonColumns(select.getFrom());
        if (!common.isEmpty()) {
            SqlValidatorScope scope = getWhereScope(select);
            common.nameIn(select, id -> tables(scope, id));
        }
        super.validateSelect(select, target);
    }

    @Override
    protected void validateHavingClause(SqlSelect select) {
        if (select.getHaving() != null) {
            select.setHaving(select.getHaving().accept(new Qualifying(select, true)));
        }
        super.validateHavingClause(select);
    }

    @Override
    public SqlNode expandOrderExpr(SqlSelect select, SqlNode order) {
        if (select.isDistinct() || isName(order)) {
            return super.expandOrderExpr(select, order);
        }
        SqlNode columns = Objects.requireNonNull(
                order.accept(new Qualifying(select, select.getGroup() != null || isAggregate(select))));
        SqlNode expanded = super.expandOrderExpr(select, columns);
        if (expanded != order) {
            SqlValidatorScope scope = getOrderScope(select);
            inferUnknownTypes(unknownType, scope, expanded);
            setValidatedNodeType(expanded, deriveType(scope, expanded));
        }
        return expanded;
    }

    private static boolean isName(SqlNode order) {
        return switch (order.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> isName(((SqlCall) order).operand(0));
            default -> order instanceof SqlIdentifier;
        };
    }

    /** Makes new calls, as types are remembered of the old ones; subqueries stay, as their names are remembered. */
    private final class Qualifying extends SqlShuttle {
        private final SqlValidatorScope from;
        private final Set<String> keys = new HashSet<>();
        private final boolean grouped;
        private boolean inAggregate;

        Qualifying(SqlSelect select, boolean grouped) {
            this.from = getWhereScope(select);
            this.grouped = grouped;
            if (select.getGroup() != null) {
                select.getGroup().accept(new SqlBasicVisitor<Void>() {
                    @Override
                    public @Nullable Void visit(SqlIdentifier id) {
                        keys.add(id.names.get(id.names.size() - 1).toLowerCase(Locale.ROOT));
                        return null;
                    }
                });
            }
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            if (SqlKind.QUERY.contains(call.getKind())) {
                return call;
            }
            boolean outside = inAggregate;
            inAggregate |=
                    isAggregate(call) && call.getOperandList().stream().noneMatch(o -> o != null && isAggregate(o));
            SqlNode visited = super.visit(call);
            inAggregate = outside;
            return visited;
        }

        @Override
        public SqlNode visit(SqlIdentifier id) {
            boolean column = id.isSimple()
                    && !id.isStar()
                    && (!grouped || inAggregate || keys.contains(id.getSimple().toLowerCase(Locale.ROOT)));
            return column && tables(from, id).size() == 1 ? from.fullyQualify(id).identifier : id;
        }
    }

    private Set<String> tables(SqlValidatorScope scope, SqlIdentifier id) {
        return scope.findQualifyingTableNames(
                        id.getSimple(), id, getCatalogReader().nameMatcher())
                .keySet();
    }
}
