package io.scorecard.compiler.sql;

import io.scorecard.run.ParameterType.Openness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * A validator to which every {@code ?} has a type, as to PostgreSQL: what is given, else what its place expects, else that
 * of what stands beside it, else text. Calcite refuses those that it has no rule for, and takes {@code day - ?} for a
 * day less a day.
 */
public abstract class TypedParameters extends SqlValidatorImpl {

    private final Map<Integer, RelDataType> given;
    private final Map<Integer, RelDataType> known = new HashMap<>();
    private final Map<Integer, Openness> openness = new HashMap<>();
    private final ParameterPlaces places;

    /** @param given by the place of a parameter, the type of what is given for it */
    TypedParameters(
            SqlOperatorTable operators,
            SqlValidatorCatalogReader reader,
            RelDataTypeFactory types,
            SqlValidator.Config config,
            Map<Integer, RelDataType> given) {
        super(operators, reader, types, config);
        this.given = Map.copyOf(given);
        this.places = new ParameterPlaces(types, operators, reader.nameMatcher());
    }

    /**
     * What may be given for each parameter of a question.
     *
     * @param count of them
     */
    public final List<Openness> openness(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> openness.getOrDefault(i, Openness.CLOSED))
                .toList();
    }

    /** The types of the parameters, in their order. */
    public final RelDataType parameters(SqlNode validated, int count) {
        Map<Integer, RelDataType> types = new HashMap<>(known);
        validated.accept(new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
                RelDataType type = getValidatedNodeTypeIfKnown(parameter);
                if (type != null) {
                    types.put(parameter.getIndex(), type);
                }
                return null;
            }
        });
        RelDataTypeFactory.Builder row = typeFactory.builder();
        for (int i = 0; i < count; i++) {
            row.add("?" + i, types.getOrDefault(i, places.text())).nullable(true);
        }
        return row.build();
    }

    @Override
    protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            super.inferUnknownTypes(type(parameter, inferred), scope, node);
            return;
        }
        if (node instanceof SqlCase choice) {
            List<SqlNode> results = new ArrayList<>(choice.getThenOperands().getList());
            results.add(choice.getElseOperand());
            expectAlike(scope, results);
            RelDataType truth = typeFactory.createSqlType(SqlTypeName.BOOLEAN);
            inferCalls(scope, choice.getWhenOperands().getList(), truth);
            inferCalls(scope, results, unknownType);
        } else if (node instanceof SqlCall call && !SqlKind.QUERY.contains(call.getKind())) {
            expect(inferred, scope, call);
            inferInside(scope, call);
        }
        super.inferUnknownTypes(inferred, scope, node);
    }

    @Override
    protected void validateOrderList(SqlSelect select) {
        for (SqlNode order : select.getOrderList() == null ? SqlNodeList.EMPTY : select.getOrderList()) {
            if (holdsUnknown(order)) {
                inferUnknownTypes(unknownType, getOrderScope(select), order);
            }
        }
        super.validateOrderList(select);
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
        if (node instanceof SqlDynamicParam parameter && known.containsKey(parameter.getIndex())) {
            super.inferUnknownTypes(type(parameter, unknownType), scope, node);
        }
        if (BareNumeric.isOf(node)) {
            BareNumeric.settleWritten((SqlBasicCall) node);
        }
        if (BareNumeric.isOf(node)) {
            BareNumeric.settle((SqlBasicCall) node, deriveType(scope, ((SqlBasicCall) node).operand(0)));
        }
        return super.deriveType(scope, node);
    }

    /** Also of copies, which nobody has validated. */
    @Override
    public @Nullable RelDataType getValidatedNodeTypeIfKnown(SqlNode node) {
        RelDataType type = super.getValidatedNodeTypeIfKnown(node);
        if (type == null && node instanceof SqlDynamicParam parameter && known.containsKey(parameter.getIndex())) {
            super.inferUnknownTypes(known.get(parameter.getIndex()), getEmptyScope(), node);
            return super.getValidatedNodeTypeIfKnown(node);
        }
        return type;
    }

    private RelDataType type(SqlDynamicParam parameter, RelDataType inferred) {
        int index = parameter.getIndex();
        if (!known.containsKey(index)) {
            boolean free = inferred.equals(unknownType);
            Openness open = free ? Openness.ANY : SqlTypeUtil.isNumeric(inferred) ? Openness.NUMBERS : Openness.CLOSED;
            expect(index, new ParameterPlaces.Expected(free ? places.text() : inferred, open));
        }
        return known.get(index);
    }

    private void expect(int index, ParameterPlaces.Expected expected) {
        known.put(index, given.getOrDefault(index, expected.type()));
        openness.put(index, expected.openness());
    }

    private void expect(RelDataType inferred, SqlValidatorScope scope, SqlCall call) {
        List<SqlNode> operands = flat(call);
        for (int i = 0; i < operands.size(); i++) {
            if (isUnknown(operands.get(i))) {
                int index = ((SqlDynamicParam) operands.get(i)).getIndex();
                places.expected(call, i, inferred, () -> beside(scope, operands))
                        .ifPresent(e -> expect(index, e));
            }
        }
    }

    /** Calcite derives the types of operands before it knows those of the parameters in them. */
    private void inferInside(SqlValidatorScope scope, SqlCall call) {
        boolean among = call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN;
        if (!among && call.getOperator().getOperandTypeInference() != InferTypes.FIRST_KNOWN) {
            return;
        }
        List<SqlNode> operands = flat(call);
        List<SqlNode> others = new ArrayList<>(operands);
        others.removeIf(this::holdsUnknown);
        for (SqlNode operand : operands) {
            if (operand instanceof SqlCall && holdsUnknown(operand)) {
                inferUnknownTypes(beside(scope, others).orElse(unknownType), scope, operand);
            }
        }
    }

    private void inferCalls(SqlValidatorScope scope, List<SqlNode> nodes, RelDataType inferred) {
        for (SqlNode node : nodes) {
            if (node instanceof SqlCall && holdsUnknown(node)) {
                inferUnknownTypes(inferred, scope, node);
            }
        }
    }

    private boolean holdsUnknown(@Nullable SqlNode node) {
        boolean[] found = {false};
        if (node != null && !SqlKind.QUERY.contains(node.getKind())) {
            node.accept(new SqlBasicVisitor<Void>() {
                @Override
                public @Nullable Void visit(SqlDynamicParam parameter) {
                    found[0] |= isUnknown(parameter);
                    return null;
                }
            });
        }
        return found[0];
    }

    private void expectAlike(SqlValidatorScope scope, List<@Nullable SqlNode> nodes) {
        for (SqlNode node : nodes) {
            if (isUnknown(node)) {
                beside(scope, nodes).map(places::like).ifPresent(e -> expect(((SqlDynamicParam) node).getIndex(), e));
            }
        }
    }

    private boolean isUnknown(@Nullable SqlNode node) {
        return node instanceof SqlDynamicParam parameter && !known.containsKey(parameter.getIndex());
    }

    private static List<SqlNode> flat(SqlCall call) {
        List<SqlNode> all = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlNodeList list && call.getKind() != SqlKind.WITHIN_GROUP) {
                all.addAll(list.getList());
            } else {
                all.add(operand);
            }
        }
        return all;
    }

    /** The type of the first that has one. */
    private Optional<RelDataType> beside(SqlValidatorScope scope, List<@Nullable SqlNode> nodes) {
        for (SqlNode node : nodes) {
            if (node != null
                    && !(node instanceof SqlDynamicParam)
                    && !SqlKind.QUERY.contains(node.getKind())
                    && ParameterPlaces.isValue(node)) {
                inferUnknownTypes(unknownType, scope, node);
                RelDataType type = deriveType(scope, node);
                if (type.getSqlTypeName() != SqlTypeName.NULL && !type.equals(unknownType)) {
                    return Optional.of(type);
                }
            }
        }
        return Optional.empty();
    }
}
