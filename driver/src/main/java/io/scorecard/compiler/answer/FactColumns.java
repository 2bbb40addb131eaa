package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.ErrorCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a fact that a branch reads, under names of their own: {@code f3} is what components and
 * conditions know as the fourth column, {@code customer_id} and {@code s_..} are what segments need.
 */
final class FactColumns {

    private final Map<String, String> wanted = new LinkedHashMap<>();

    FactColumns(Fact fact, Attributes attributes, Collection<Atom.Total> atoms, @Nullable RexNode where) {
        Set<Integer> inputs = new LinkedHashSet<>();
        atoms.forEach(a -> a.component().inputs().forEach(i -> collect(inputs, i)));
        if (where != null) {
            collect(inputs, where);
        }
        List<String> names = fact.rowType().getFieldNames();
        inputs.forEach(i -> wanted.put("f" + i, names.get(i)));
        if (attributes.askCustomer()) {
            wanted.put(
                    KpiColumn.CUSTOMER,
                    fact.customer()
                            .orElseThrow(() -> ErrorCode.UNANSWERABLE.with(
                                    "What the KPI counts belongs to no customer: it is " + attributes.row(fact) + ".",
                                    "Ask for the total.")));
        }
        wanted.putAll(attributes.ownOf(fact, attributes.row(fact)));
        wanted.putAll(fact.keysToReach(attributes.own()));
    }

    private static void collect(Set<Integer> inputs, RexNode node) {
        RelOptUtil.InputFinder.bits(node).forEach(inputs::add);
    }

    /** A further column of the fact. */
    void add(String as, String column) {
        wanted.put(as, column);
    }

    Set<String> columns() {
        return new LinkedHashSet<>(wanted.values());
    }

    /**
     * The columns that are wanted.
     *
     * @param read has the fact's columns under their own names
     * @param kept further columns of it, which keep their names
     */
    Rows of(Rows read, List<String> kept) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        kept.forEach(c -> columns.put(c, read.col(c)));
        wanted.forEach((as, column) -> columns.put(as, read.col(column)));
        return read.select(columns);
    }

    /** An expression over the fact's row as one over these columns. */
    static RexNode inputs(Rows rows, RexNode overFact) {
        return overFact.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rows.col("f" + ref.getIndex());
            }
        });
    }
}
