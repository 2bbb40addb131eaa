package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.CanonicalRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The values that a column can have by the model alone, without a look at its source: those of rows that stand in the
 * model, and those that its mapping writes, {@code CASE WHEN seats > 500 THEN 'enterprise' ELSE 'smb' END}.
 */
public final class DeclaredValues {

    private final Catalog catalog;

    public DeclaredValues(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Empty where they are not known. */
    public Optional<Set<String>> of(KpiColumn column) {
        if (column.time().isPresent() || column.table().isEmpty() || column.isComputed()) {
            return Optional.empty();
        }
        Optional<Set<String>> values = of(column.table(), column.column());
        return column.historical()
                ? of(Catalog.HISTORY, column.column()).flatMap(h -> values.map(v -> union(v, h)))
                : values;
    }

    public Optional<Set<String>> of(String table, String column) {
        if (catalog.model().catalogue().relation(table).isPresent()) {
            return Optional.empty();
        }
        CanonicalRows rows = catalog.canonical(table);
        // What a reference table names shows the names, which only the source knows.
        if (!rows.has(column)
                || rows.table().references().stream().anyMatch(r -> r.column().equals(column))) {
            return Optional.empty();
        }
        if (!rows.settled().isEmpty()) {
            int place = new ArrayList<>(rows.columns().keySet()).indexOf(column);
            Set<String> values = new TreeSet<>();
            rows.settled().forEach(r -> r.get(place).ifPresent(values::add));
            return Optional.of(values);
        }
        Set<String> values = new TreeSet<>();
        return writes(rows.columns().get(column), values) ? Optional.of(values) : Optional.empty();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> both = new TreeSet<>(some);
        both.addAll(others);
        return both;
    }

    /** Whether an expression is nothing but texts that it chooses among. */
    private static boolean writes(RexNode node, Set<String> values) {
        if (node instanceof RexLiteral literal) {
            if (!literal.isNull()) {
                values.add(String.valueOf(literal.getValueAs(String.class)));
            }
            return literal.isNull() || SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
        }
        if (!(node instanceof RexCall call)) {
            return false;
        }
        List<RexNode> operands = call.getOperands();
        if (call.getKind() == SqlKind.CASE) {
            boolean all = true;
            for (int i = 1; i < operands.size(); i += i + 1 < operands.size() - 1 ? 2 : 1) {
                all &= writes(operands.get(i), values);
            }
            return all;
        }
        return call.getKind() == SqlKind.CAST
                && SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName())
                && writes(operands.get(0), values);
    }
}
