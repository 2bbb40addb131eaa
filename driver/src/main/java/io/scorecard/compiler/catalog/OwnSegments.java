package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.model.TableMapping;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Columns of the model's own in a mapping of customers or of their history, which are segments. Those of the history that
 * bear the name of a segment of customers need no line: what was left out would silently be today's value at all times.
 *
 * @param customers as the model maps them
 */
record OwnSegments(Build build, MappingSql sql, Supplier<CanonicalRows> customers) {

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
        boolean ofHistory = table.name().equals(Catalog.HISTORY);
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
                    addOwn(c, sql.value(mapping, c, fields), ofHistory, columns, mapped);
                });
        Set<String> found = new LinkedHashSet<>(fields.keySet());
        if (!mapping.allColumns()) {
            found.removeIf(c -> !ofHistory || !KpiColumns.isOfCustomers(c, customers.get()));
        }
        found.stream()
                .filter(c -> !columns.containsKey(c))
                .forEach(c -> addOwn(c, fields.get(c), ofHistory, columns, mapped));
    }

    private void addOwn(
            String name, RexNode value, boolean ofHistory, Map<String, RexNode> columns, Set<String> mapped) {
        columns.put(name, ofHistory && customers.get().has(name) ? asOfCustomers(name, value) : own(value));
        mapped.add(name);
    }

    /** One segment has one type, whatever the history's file looks like. */
    private RexNode asOfCustomers(String name, RexNode value) {
        return nullable(build.cast(
                value, build.types.createTypeWithNullability(customers.get().type(name), true)));
    }

    private RexNode own(RexNode value) {
        boolean text = SqlTypeName.CHAR_TYPES.contains(value.getType().getSqlTypeName());
        return text ? build.cast(value, build.types.nullable(SqlTypeName.VARCHAR)) : nullable(value);
    }

    private RexNode nullable(RexNode value) {
        return value.getType().isNullable()
                ? value
                : build.rex.makeAbstractCast(
                        build.types.createTypeWithNullability(value.getType(), true), value, false);
    }
}
