package io.scorecard.compiler;

import io.scorecard.compiler.sql.ArrayParameters;
import io.scorecard.compiler.tree.Columns;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ParameterType.Openness;
import io.scorecard.run.ResultColumn;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ?} of a question as they were written, and as they were compiled: one for each element of an array.
 *
 * @param spread the types of those that were compiled
 * @param openness what may be given for those
 */
record Placeholders(RelDataType spread, ArrayParameters arrays, List<Openness> openness) {

    private static final ResultColumn TEXT = new ResultColumn("", Types.VARCHAR, "VARCHAR", 0, 0, true, "");

    Placeholders {
        openness = List.copyOf(openness);
    }

    /** @param found the places of arrays among the parameters */
    static ArrayParameters arrays(Set<Integer> found, Map<Integer, ParameterType> given) {
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int array : found) {
            ParameterType type = given.get(array);
            sizes.put(array, type == null || type.size() < 0 ? 1 : type.size());
        }
        return new ArrayParameters(sizes);
    }

    /** By the place of a parameter that was compiled. */
    static Map<Integer, RelDataType> types(
            RelDataTypeFactory types, ArrayParameters arrays, Map<Integer, ParameterType> given) {
        Map<Integer, RelDataType> known = new HashMap<>();
        given.forEach((parameter, type) -> {
            if (!arrays.isArray(parameter)) {
                known.put(arrays.first(parameter), type(types, type));
            }
        });
        return known;
    }

    private static RelDataType type(RelDataTypeFactory types, ParameterType type) {
        return switch (type.jdbcType()) {
            case Types.BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
            case Types.INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
            case Types.BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
            case Types.DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
            case Types.DECIMAL ->
                types.createSqlType(SqlTypeName.DECIMAL, io.scorecard.compiler.sql.Types.DIGITS, type.scale());
            case Types.DATE -> types.createSqlType(SqlTypeName.DATE);
            case Types.TIME -> types.createSqlType(SqlTypeName.TIME);
            case Types.TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, 6);
            default -> types.createSqlType(SqlTypeName.VARCHAR);
        };
    }

    /** How many values a run has. */
    private int written() {
        int written = spread.getFieldCount();
        for (int size : arrays.sizes().values()) {
            written += 1 - size;
        }
        return written;
    }

    /** Each as its asker is told. */
    List<ResultColumn> told() {
        List<ResultColumn> compiled = Columns.of(spread);
        List<ResultColumn> told = new ArrayList<>();
        for (int i = 0; i < written(); i++) {
            int place = arrays.first(i);
            boolean empty = arrays.sizes().getOrDefault(i, 1) == 0;
            ResultColumn column = empty ? TEXT : compiled.get(place);
            told.add(arrays.isArray(i) ? array(column) : column);
        }
        return told;
    }

    private static ResultColumn array(ResultColumn element) {
        return new ResultColumn(
                "", Types.ARRAY, element.typeName() + "[]", element.precision(), element.scale(), true, "");
    }

    Openness openness(int parameter) {
        return arrays.isArray(parameter) ? Openness.CLOSED : openness.get(arrays.first(parameter));
    }

    List<@Nullable Object> spread(List<@Nullable Object> values) {
        return arrays.spread(values);
    }
}
