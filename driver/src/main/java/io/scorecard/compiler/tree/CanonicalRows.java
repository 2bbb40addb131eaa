package io.scorecard.compiler.tree;

import io.scorecard.functions.CanonicalTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A canonical table as the model maps it: an expression over a source's table for each column. What
 * the model does not map is NULL, and a table that it does not map is empty; only relations of the
 * catalogue see those. The one place where canonical tables become a source's, and so where row
 * filters and masks belong. Immutable.
 *
 * @param source null where the model has no such table
 * @param completion gives the columns that it has the places of, behind the source's row; null where none is missing
 * @param correction puts what was so at as_of in the place of what is so today; null where nothing tells
 * @param conversion how amounts become those of the model's currency; null where they are not brought to it
 * @param settled rows that stand in the model itself, in the order of the table's columns
 * @param columns every canonical column and the model's own, over the source's row
 * @param mapped the columns that the model maps; those that questions see
 * @param hidden mapped columns that questions do not see
 */
public record CanonicalRows(
        CanonicalTable table,
        @Nullable Origin source,
        @Nullable Completion completion,
        @Nullable Correction correction,
        @Nullable Conversion conversion,
        List<List<Optional<String>>> settled,
        Map<String, RexNode> columns,
        @Nullable RexNode where,
        Set<String> mapped,
        Set<String> hidden,
        RelDataType rowType) {

    boolean isMapped() {
        return source != null || !settled.isEmpty();
    }

    public boolean has(String column) {
        return mapped.contains(column);
    }

    /** With no more columns than these; where the empty name is among them, with all. */
    public CanonicalRows only(Set<String> names) {
        if (names.contains("")) {
            return this;
        }
        Map<String, RexNode> some = new LinkedHashMap<>(columns);
        some.keySet().retainAll(names);
        return new CanonicalRows(
                table, source, completion, correction, conversion, settled, some, where, mapped, hidden, rowType);
    }

    public RelDataType type(String column) {
        return columns.get(column).getType();
    }

    public List<String> visible() {
        return columns.keySet().stream()
                .filter(c -> mapped.contains(c) && !hidden.contains(c))
                .toList();
    }

    /** As definitions read them: amounts are in the model's currency. */
    public Rows rows(Build build, Collection<String> wanted) {
        return new Rows(build, rel(build, wanted, true), new ArrayList<>(wanted));
    }

    /** @param exchanged whether amounts are wanted in the model's currency, and not as they were booked */
    RelNode rel(Build build, Collection<String> wanted, boolean exchanged) {
        if (!settled.isEmpty()) {
            return ModelRows.rel(build, this, wanted);
        }
        if (source == null) {
            List<RelDataType> types = wanted.stream().map(this::type).toList();
            return LogicalValues.createEmpty(
                    build.cluster, build.types.createStructType(types, new ArrayList<>(wanted)));
        }
        RelNode rel = source.scan(build.cluster);
        if (where != null) {
            rel = LogicalFilter.create(rel, where);
        }
        if (completion != null && wanted.stream().anyMatch(completion::gives)) {
            rel = completion.joined(build, rel);
        }
        int at = rel.getRowType().getFieldCount();
        boolean corrects = correction != null && wanted.stream().anyMatch(correction::gives);
        if (corrects) {
            rel = correction.joined(build, rel);
        }
        boolean converts = exchanged && conversion != null && wanted.stream().anyMatch(conversion::gives);
        RelNode read = converts ? conversion.joined(build, rel) : rel;
        Map<String, RexNode> chosen = new LinkedHashMap<>();
        for (String c : wanted) {
            RexNode value = columns.get(c);
            value = corrects && correction.gives(c) ? correction.value(build, at, c, value) : value;
            chosen.put(c, converts && conversion.gives(c) ? conversion.value(build, read, value) : value);
        }
        return LogicalProject.create(
                read, List.of(), new ArrayList<>(chosen.values()), new ArrayList<>(chosen.keySet()), Set.of());
    }
}
