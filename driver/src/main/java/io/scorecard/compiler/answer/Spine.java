package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.EachSegment;
import io.scorecard.compiler.tree.Grids;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Every group in use in every visible period: what makes an answer dense. */
final class Spine {

    private final Build build;
    private final Catalog catalog;
    private final Question question;
    private final Periods periods;
    private final Attributes attributes;

    Spine(Build build, Catalog catalog, Question question, Periods periods, Attributes attributes) {
        this.build = build;
        this.catalog = catalog;
        this.question = question;
        this.periods = periods;
        this.attributes = attributes;
    }

    /**
     * Adds a row of nothing for every group in use and every visible period.
     *
     * @param names of the keys, and of the period's number where there is one
     * @param padded gives keys the figures of nothing
     * @param excess what becomes of it where it is too large
     */
    void add(List<Rows> contributions, List<String> names, UnaryOperator<Rows> padded, Grids.Excess excess) {
        List<String> keys = names.stream().filter(k -> !k.equals(Evaluation.P)).toList();
        @Nullable Rows groups = keys.isEmpty() ? null : customers();
        if (!periods.one() && !keys.isEmpty()) {
            Rows used = build.shared.step("parts", Rows.union(contributions));
            contributions.clear();
            contributions.add(used);
            List<Rows> inUse = new ArrayList<>(List.of(used.select(keys)));
            if (groups != null) {
                inUse.add(groups);
            }
            groups = Rows.union(inUse).distinct();
            if (isSparse(groups, excess)) {
                return;
            }
        }
        if (!periods.one() || groups != null) {
            contributions.add(padded.apply(cells(groups)));
        }
    }

    private boolean isSparse(Rows groups, Grids.Excess excess) {
        int visible = new PeriodNumber(build, periods).visible().size();
        return build.grids.add(new Grids.Grid(visible, question.keys(), List.of(groups.count()), excess));
    }

    /** Each group in each period. */
    private Rows cells(@Nullable Rows groups) {
        if (groups == null) {
            return numbers();
        }
        return periods.one()
                ? groups
                : groups.join(JoinRelType.INNER, numbers(), (r, n) -> build.rex.makeLiteral(true));
    }

    private Rows numbers() {
        PeriodNumber number = new PeriodNumber(build, periods);
        List<List<RexNode>> tuples = new ArrayList<>();
        number.visible().forEach(n -> tuples.add(List.of(build.typed(n, number.type()))));
        return Rows.values(build, Map.of(Evaluation.P, number.type()), tuples);
    }

    /** The segment values of customers who pass the conditions, where the keys are theirs alone. */
    private @Nullable Rows customers() {
        if (!catalog.isMapped(Catalog.CUSTOMERS) || !attributes.areAllFixed()) {
            return null;
        }
        Set<String> columns = new LinkedHashSet<>(List.of(KpiColumn.CUSTOMER));
        attributes.fixed().forEach(c -> columns.add(c.column()));
        Rows read = catalog.canonical(Catalog.CUSTOMERS).rows(build, columns);
        Map<String, RexNode> named = new LinkedHashMap<>();
        named.put(KpiColumn.CUSTOMER, read.col(KpiColumn.CUSTOMER));
        attributes.fixed().forEach(c -> named.put(Attributes.column(c), read.col(c.column())));
        Rows rows = attributes.named(read.select(named), attributes.fixed(), "");
        rows = rows.where(attributes.over(rows, question.where()));
        return EachSegment.select(build, rows, Contribution.keys(rows, attributes, question, null))
                .distinct();
    }

    /** No figure at all is asked: only what there is to group by. */
    Rows alone() {
        Rows groups = question.keys().isEmpty() ? null : customers();
        if (groups == null && !question.keys().isEmpty()) {
            throw ErrorCode.UNANSWERABLE.with(
                    "Nothing is asked here that has groups by such a segment.",
                    "Ask for a KPI besides, or group by time alone.");
        }
        return cells(groups);
    }
}
