package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.model.TableMapping;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** Columns of the model's own in a mapping of customers or of their history, which are segments. */
record OwnSegments(Build build, MappingSql sql) {

    /** @param fields the source's columns, by lower-case name, in their order */
    void add(
            CanonicalTable table,
            TableMapping mapping,
            Map<String, RexNode> fields,
            Map<String, RexNode> columns,
            Set<String> mapped) {
        if (!table.open()) {
            return;
        }
        mapping.columns().keySet().stream()
                .sorted()
                .filter(c -> !columns.containsKey(c))
                .forEach(c -> {
                    if (KpiColumns.isReserved(c)) {
                        throw ErrorCode.BAD_MODEL.with(
                                mapping.place(c),
                                "'" + c + "' is a column of kpi already.",
                                "Give the segment another name.");
                    }
                    addOwn(c, sql.value(mapping, c, fields), columns, mapped);
                });
        if (mapping.allColumns()) {
            fields.keySet().stream()
                    .filter(c -> !columns.containsKey(c))
                    .forEach(c -> addOwn(c, fields.get(c), columns, mapped));
        }
    }

    private void addOwn(String name, RexNode value, Map<String, RexNode> columns, Set<String> mapped) {
        boolean text = SqlTypeName.CHAR_TYPES.contains(value.getType().getSqlTypeName());
        columns.put(name, text ? build.cast(value, build.types.nullable(SqlTypeName.VARCHAR)) : nullable(value));
        mapped.add(name);
    }

    private RexNode nullable(RexNode value) {
        return value.getType().isNullable()
                ? value
                : build.rex.makeAbstractCast(
                        build.types.createTypeWithNullability(value.getType(), true), value, false);
    }
}
