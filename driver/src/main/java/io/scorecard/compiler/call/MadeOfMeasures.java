package io.scorecard.compiler.call;

import io.scorecard.compiler.measure.KpiAggregate;
import io.scorecard.compiler.measure.MeasureOperator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.validate.SqlQualified;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;

/**
 * Whether an expression's value is made of KPIs: of measures, of columns of {@code kpi_fields}, or of a subquery's
 * columns that are. Counting such is not.
 */
final class MadeOfMeasures {

    private final SqlValidator validator;

    MadeOfMeasures(SqlValidator validator) {
        this.validator = validator;
    }

    /** @param node of which the type is known already */
    boolean isMade(SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlIdentifier id) {
            return isColumn(scope, id);
        }
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        if (call.getOperator() instanceof MeasureOperator || call.getOperator() instanceof KpiAggregate) {
            return true;
        }
        if (SqlKind.QUERY.contains(call.getKind())) {
            return isRelation(call, 0);
        }
        return values(call).anyMatch(o -> o != null && isMade(scope, o));
    }

    /** The operands that a call's value is made of. */
    private static Stream<SqlNode> values(SqlCall call) {
        if (call instanceof SqlCase choice) {
            return Stream.concat(choice.getThenOperands().stream(), Stream.ofNullable(choice.getElseOperand()));
        }
        List<SqlNode> operands = call.getOperandList();
        return switch (call.getKind()) {
            case COUNT, ROW_NUMBER, RANK, DENSE_RANK, NTILE -> Stream.empty();
            case FILTER, OVER, WITHIN_GROUP, CAST, SCALAR_QUERY ->
                operands.stream().limit(1);
            default -> operands.stream();
        };
    }

    private boolean isColumn(SqlValidatorScope scope, SqlIdentifier id) {
        if (id.isStar()) {
            return false;
        }
        SqlQualified qualified = scope.fullyQualify(id);
        SqlValidatorNamespace namespace = qualified.namespace;
        List<String> columns = qualified.suffix();
        if (namespace == null || columns.size() != 1) {
            return false;
        }
        int column = namespace.getRowType().getFieldNames().stream()
                .map(n -> n.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(columns.get(0).toLowerCase(Locale.ROOT));
        return column >= 0 && isOf(namespace, column);
    }

    private boolean isOf(SqlValidatorNamespace namespace, int column) {
        SqlValidatorNamespace resolved = namespace.resolve();
        SqlValidatorTable table = resolved.getTable();
        if (table != null) {
            KpiFieldsTable fields = table.unwrap(KpiFieldsTable.class);
            return fields != null && column >= fields.kpi().columns().size();
        }
        SqlNode node = resolved.getNode();
        return node != null && isRelation(node, column);
    }

    private boolean isRelation(SqlNode node, int column) {
        if (node instanceof SqlSelect select) {
            SqlNode shown = select.getSelectList().get(column);
            return isMade(Objects.requireNonNull(validator.getSelectScope(select)), SqlUtil.stripAs(shown));
        }
        if (node instanceof SqlIdentifier) {
            SqlValidatorNamespace namespace = validator.getNamespace(node);
            return namespace != null && isOf(namespace, column);
        }
        if (node instanceof SqlWithItem item) {
            return !item.recursive.booleanValue() && isRelation(item.query, column);
        }
        if (node instanceof SqlWith with) {
            return isRelation(with.body, column);
        }
        if (!(node instanceof SqlCall call)) {
            return false;
        }
        return switch (call.getKind()) {
            case UNION, INTERSECT, EXCEPT -> call.getOperandList().stream().anyMatch(o -> isRelation(o, column));
            case AS, LATERAL, ORDER_BY -> isRelation(call.operand(0), column);
            default -> false;
        };
    }
}
