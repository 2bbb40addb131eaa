package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.Slot;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** The rows of a fact that count in the periods, by its own date, under the names of {@link FactColumns}. */
final class FlowRows {

    /** The row's date. */
    static final String AT = "at";

    /** The last day of a row that lasts. */
    static final String UNTIL = "until";

    /** The part of a row that falls in the period; only of those that last. */
    static final String SHARE = "share";

    private static final String LATEST = "latest";

    private final Build build;
    private final Calendar calendar;
    private final Attributes attributes;
    private final Periods periods;
    private final PeriodNumber number;
    private final Fact fact;
    private final Branch.Flow branch;
    private final String date;

    FlowRows(Build build, Calendar calendar, Attributes attributes, Periods periods, Fact fact, Branch.Flow branch) {
        this.build = build;
        this.calendar = calendar;
        this.attributes = attributes;
        this.periods = periods;
        this.number = new PeriodNumber(build, periods);
        this.fact = fact;
        this.branch = branch;
        this.date = branch.date() == null
                ? fact.date().orElseThrow(() -> new IllegalArgumentException("'" + fact.name() + "' has no date"))
                : branch.date();
        build.shared.datesBy(fact.name(), date);
    }

    /** Whether rows last, so that each counts in every period that it touches, with its share. */
    boolean areSpread() {
        return fact.until().isPresent() && branch.date() == null;
    }

    /** Whether of the rows of one value only the last counts. */
    boolean areLatest() {
        return branch.latest() != null;
    }

    /** Whether nothing is asked but sums of what rows add up, and no condition looks at that or at the customer. */
    boolean addsUpAlone(Collection<Component> components) {
        return fact.alike()
                .map(alike -> {
                    int added = place(alike.column());
                    Set<Integer> seen = new TreeSet<>();
                    Stream.concat(components.stream().map(Component::filter), Stream.ofNullable(branch.where()))
                            .filter(Objects::nonNull)
                            .forEach(c -> RelOptUtil.InputFinder.bits(c).forEach(seen::add));
                    return !areLatest()
                            && !seen.contains(added)
                            && fact.customer()
                                    .map(c -> !seen.contains(place(c)))
                                    .orElse(false)
                            && components.stream()
                                    .allMatch(c -> c.isAdditive()
                                            && c.function().getKind() == SqlKind.SUM
                                            && c.argument() instanceof RexInputRef sum
                                            && sum.getIndex() == added);
                })
                .orElse(false);
    }

    private int place(String column) {
        return fact.rowType().getFieldNames().indexOf(column);
    }

    /** The fact's columns that are needed. */
    FactColumns columns(Collection<Atom.Total> atoms) {
        FactColumns columns = new FactColumns(fact, attributes, atoms, branch.where());
        columns.add(AT, date);
        if (areSpread()) {
            columns.add(UNTIL, fact.until().get());
        }
        if (areLatest()) {
            columns.add(LATEST, branch.latest());
            fact.key().forEach(k -> columns.add("key_" + k, k));
        }
        return columns;
    }

    /**
     * Those of the periods, and with the period's number where there is more than one.
     *
     * @param from the fact, or what is read in its place
     */
    Rows of(FactColumns columns, Fact from) {
        Rows rows = columns.of(from.rows(build, columns.columns()), List.of());
        Rows wanted = branch.where() == null ? rows : rows.where(FactColumns.inputs(rows, branch.where()));
        Rows reached = fact.reached(build, wanted, attributes.own(), AT);
        Rows named = attributes.named(reached, attributes.own(), "");
        return areSpread() ? new SpreadRows(build, calendar, attributes, periods).of(named) : dated(named);
    }

    /** Only rows of the periods; a range on the raw column, so that an index can serve. */
    private Rows dated(Rows rows) {
        boolean days = rows.col(AT).getType().getSqlTypeName() == SqlTypeName.DATE;
        if (periods.overlapping()) {
            return rows.join(
                    JoinRelType.INNER,
                    number.bounds(Evaluation.P, "p_from", "p_until", days),
                    (r, b) -> build.and(
                            build.atLeast(r.col(AT), r.col("p_from")), build.less(r.col(AT), r.col("p_until"))));
        }
        Slot first =
                periods.slots().stream().min(Comparator.comparing(Slot::start)).orElseThrow();
        Slot last =
                periods.slots().stream().max(Comparator.comparing(Slot::end)).orElseThrow();
        Rows inRange = rows.where(List.of(
                build.atLeast(rows.col(AT), days ? build.day(first.firstDay()) : build.instant(first.startUtc())),
                build.less(rows.col(AT), days ? build.day(last.endDay()) : build.instant(last.endUtc()))));
        return periods.one() ? inRange : inRange.with(Map.of(Evaluation.P, number.number(inRange.col(AT))));
    }

    /** Of the rows of one period and one value of the column, the last; all of them where that is not asked. */
    Rows latest(Rows rows) {
        if (!areLatest()) {
            return rows;
        }
        List<RexNode> partition = new ArrayList<>(List.of(rows.col(LATEST)));
        attributes.many().forEach(c -> partition.add(rows.col(Attributes.column(c))));
        if (!periods.one()) {
            partition.add(rows.col(Evaluation.P));
        }
        List<RexNode> order = new ArrayList<>(List.of(rows.col(AT)));
        fact.key().forEach(k -> order.add(rows.col("key_" + k)));
        Rows ranked = rows.with(Map.of("rank", build.rowNumberFromLast(partition, order)));
        return ranked.where(
                build.or(build.isNull(ranked.col(LATEST)), build.equal(ranked.col("rank"), build.whole(1))));
    }
}
