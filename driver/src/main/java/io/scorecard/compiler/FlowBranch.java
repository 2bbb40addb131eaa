package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one fact whose own date lies in the periods: {@code fact ⟕ customers → conditions → keys →
 * components}. Each fact is aggregated alone; joining first would count a ticket once per invoice of
 * its customer.
 */
final class FlowBranch {

    private static final String AT = "at";
    private static final String UNTIL = "until";
    private static final String P = "p";

    private final Build build;
    private final Calendar calendar;
    private final Question question;
    private final Attributes attributes;
    private final Periods periods;
    private final PeriodNumber number;
    private final Fact fact;
    private final Branch.Flow branch;
    private final String date;

    FlowBranch(
            Build build,
            Catalog catalog,
            Calendar calendar,
            Question question,
            Attributes attributes,
            Periods periods,
            Branch.Flow branch) {
        this.build = build;
        this.calendar = calendar;
        this.question = question;
        this.attributes = attributes;
        this.periods = periods;
        this.number = new PeriodNumber(build, periods);
        this.fact = catalog.fact(branch.fact());
        this.branch = branch;
        this.date = branch.date() == null
                ? fact.date().orElseThrow(() -> new IllegalArgumentException("'" + fact.name() + "' has no date"))
                : branch.date();
    }

    /**
     * @param atoms components of this branch, by the name of their figure
     * @param complete whether customers without any row count as groups, too
     */
    Part part(Map<String, Atom.Total> atoms, boolean complete) {
        FactColumns columns = columns(atoms.values(), null);
        Fact whole = fact.of(columns.columns());
        Rows read = dated(base(columns, whole));
        ChosenArguments chosen = ChosenArguments.of(read, atoms, c -> argument(read, c));
        Rows rows = chosen.rows();
        rows = complete ? attributes.joinFixed(rows, JoinRelType.FULL) : attributes.join(rows);
        rows = rows.where(attributes.over(rows, question.where()));
        if (branch.latest() != null) {
            rows = latest(rows);
        }
        Contribution contribution =
                Contribution.of(build, rows, attributes, question, periods.one() ? null : rows.col(P));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = plain(entry.getValue().component(), whole);
            String column = chosen.columns().get(entry.getKey());
            contribution.add(
                    entry.getKey(),
                    component,
                    column == null ? argument(rows, component) : rows.col(column),
                    component.order() == null ? null : FactColumns.inputs(rows, component.order()),
                    attributes.conditions(rows, entry.getValue(), filters(rows, component, complete)),
                    isShared(component) ? build.types.nullable(SqlTypeName.DOUBLE) : component.type());
        }
        return contribution.part();
    }

    /**
     * The rows themselves: keys, the period's number where there are more, {@link Drill#KEY}, and what each row
     * adds to the components.
     */
    Rows lines(Map<String, Atom.Total> atoms) {
        Rows rows = attributes.join(dated(base(columns(atoms.values(), key()), fact)));
        rows = branch.latest() == null ? rows : latest(rows);
        Map<String, RexNode> columns =
                Contribution.keys(rows, attributes, question, periods.one() ? null : rows.col(P));
        columns.put(Drill.KEY, rows.col(Drill.KEY));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Component component = entry.getValue().component();
            RexNode argument = argument(rows, component);
            RexNode counted = component.function().getKind() == SqlKind.COUNT
                    ? argument == null
                            ? build.whole(1)
                            : build.when(
                                    build.call(SqlStdOperatorTable.IS_NOT_NULL, argument),
                                    build.whole(1),
                                    build.whole(0))
                    : argument;
            List<RexNode> filters = attributes.conditions(rows, entry.getValue(), filters(rows, component, false));
            columns.put(entry.getKey(), filters.isEmpty() ? counted : build.when(build.and(filters), counted));
        }
        return rows.select(columns);
    }

    /** The column that tells a row from others: the fact's key, else its first column. */
    private String key() {
        return fact.key().isEmpty()
                ? fact.rowType().getFieldNames().get(0)
                : fact.key().get(0);
    }

    /** Whether a join with all customers can bring in the groups that have no row. */
    boolean canComplete() {
        return branch.latest() == null
                && !isSpread()
                && attributes.areAllFixed()
                && !attributes.fixed().isEmpty();
    }

    private boolean isSpread() {
        return fact.until().isPresent() && branch.date() == null;
    }

    /** What is known to be different need not be compared: no two rows of a whole have its key. */
    private Component plain(Component component, Fact read) {
        boolean different = read != fact
                && component.distinct()
                && attributes.many().isEmpty()
                && component.argument() instanceof RexInputRef ref
                && read.key().equals(List.of(fact.rowType().getFieldNames().get(ref.getIndex())));
        return different ? component.ofDifferentRows() : component;
    }

    /** The fact's columns that are needed, under names of their own. */
    private FactColumns columns(Collection<Atom.Total> atoms, @Nullable String key) {
        FactColumns columns = new FactColumns(fact, attributes, atoms, branch.where());
        columns.add(AT, date);
        if (key != null) {
            columns.add(Drill.KEY, key);
        }
        if (isSpread()) {
            columns.add(UNTIL, fact.until().get());
        }
        if (branch.latest() != null) {
            columns.add("latest", branch.latest());
            fact.key().forEach(k -> columns.add("key_" + k, k));
        }
        return columns;
    }

    private Rows base(FactColumns columns, Fact read) {
        Rows rows = columns.of(read.rows(build, columns.columns()), List.of());
        Rows wanted = branch.where() == null ? rows : rows.where(FactColumns.inputs(rows, branch.where()));
        return attributes.named(wanted, attributes.own(), "");
    }

    /** Only rows of the periods; a range on the raw column, so that an index can serve. */
    private Rows dated(Rows rows) {
        if (isSpread()) {
            return spread(rows);
        }
        boolean days = rows.col(AT).getType().getSqlTypeName() == SqlTypeName.DATE;
        if (periods.overlapping()) {
            return rows.join(
                    JoinRelType.INNER,
                    number.bounds(P, "p_from", "p_until", days),
                    (r, b) -> build.and(
                            build.atLeast(r.col(AT), r.col("p_from")), build.less(r.col(AT), r.col("p_until"))));
        }
        Slot first = periods.slots().stream()
                .min(java.util.Comparator.comparing(Slot::start))
                .orElseThrow();
        Slot last = periods.slots().stream()
                .max(java.util.Comparator.comparing(Slot::end))
                .orElseThrow();
        Rows inRange = rows.where(List.of(
                build.atLeast(rows.col(AT), days ? build.day(first.firstDay()) : build.instant(first.startUtc())),
                build.less(rows.col(AT), days ? build.day(last.endDay()) : build.instant(last.endUtc()))));
        return periods.one() ? inRange : inRange.with(Map.of(P, number.number(inRange.col(AT))));
    }

    /** Rows that last are joined to every period they touch; {@code share} is the part that falls in it. */
    private Rows spread(Rows rows) {
        RexNode last = build.coalesce(rows.col(UNTIL), rows.col(AT));
        Rows lasting = rows.with(Map.of("last", last));
        if (attributes.areOfTheMoment()) {
            return daily(lasting);
        }
        Rows touching;
        if (periods.one()) {
            Slot slot = periods.slots().get(0);
            Map<String, RexNode> bounds = new LinkedHashMap<>();
            bounds.put("p_from", build.day(slot.firstDay()));
            bounds.put("p_until", build.day(slot.endDay()));
            Rows bounded = lasting.with(bounds);
            touching = bounded.where(List.of(
                    build.less(bounded.col(AT), bounds.get("p_until")),
                    build.atLeast(bounded.col("last"), bounds.get("p_from"))));
        } else {
            touching = lasting.join(
                    JoinRelType.INNER,
                    number.bounds(P, "p_from", "p_until", true),
                    (r, b) -> build.and(
                            build.less(r.col(AT), r.col("p_until")), build.atLeast(r.col("last"), r.col("p_from"))));
        }
        Rows t = touching;
        RexNode from = build.when(build.more(t.col(AT), t.col("p_from")), t.col(AT), t.col("p_from"));
        RexNode days = build.when(
                build.less(t.col("last"), t.col("p_until")),
                build.plus(build.call(Operators.DAYS_BETWEEN, from, t.col("last")), build.whole(1)),
                build.call(Operators.DAYS_BETWEEN, from, t.col("p_until")));
        RexNode all = build.plus(build.call(Operators.DAYS_BETWEEN, t.col(AT), t.col("last")), build.whole(1));
        return t.with(Map.of("share", build.ratio(days, all)));
    }

    /** Where attributes change, what lasts falls apart into its days: each has the attributes of its day. */
    private Rows daily(Rows lasting) {
        Map<String, RelDataType> columns = new LinkedHashMap<>();
        columns.put(P, number.type());
        columns.put("d", build.types.nullable(SqlTypeName.DATE));
        columns.put("d_at", build.types.nullable(SqlTypeName.TIMESTAMP));
        List<List<RexNode>> days = new ArrayList<>();
        for (int i = 0; i < periods.slots().size(); i++) {
            Slot slot = periods.slots().get(i);
            for (Slot day : slot.period() < 0 ? List.<Slot>of() : calendar.days(slot)) {
                days.add(List.of(
                        build.typed(number.of(i), number.type()),
                        build.day(day.firstDay()),
                        build.instant(day.startUtc())));
            }
        }
        Rows each = lasting.join(
                JoinRelType.INNER,
                Rows.values(build, columns, days),
                (r, d) -> build.and(build.atMost(r.col(AT), r.col("d")), build.atMost(r.col("d"), r.col("last"))));
        RexNode all = build.plus(build.call(Operators.DAYS_BETWEEN, each.col(AT), each.col("last")), build.whole(1));
        Map<String, RexNode> out = each.all();
        out.put("share", build.ratio(build.whole(1), all));
        out.put(AT, each.col("d_at"));
        return each.select(out);
    }

    /** Of the rows of one period and one value of the column, the last. */
    private Rows latest(Rows rows) {
        List<RexNode> partition = new ArrayList<>(List.of(rows.col("latest")));
        attributes.many().forEach(c -> partition.add(rows.col(Attributes.column(c))));
        if (!periods.one()) {
            partition.add(rows.col(P));
        }
        List<RexNode> order = new ArrayList<>(List.of(rows.col(AT)));
        fact.key().forEach(k -> order.add(rows.col("key_" + k)));
        Rows ranked = rows.with(Map.of("rank", build.rowNumberFromLast(partition, order)));
        return ranked.where(
                build.or(build.isNull(ranked.col("latest")), build.equal(ranked.col("rank"), build.whole(1))));
    }

    /** Whether a component passes over a customer without any row by itself. */
    private static boolean saysNothing(Component component) {
        return component.filter() != null && Missing.isNotTrue(component.filter())
                || component.argument() != null && Missing.isNull(component.argument())
                || component.order() != null && Missing.isNull(component.order());
    }

    /** Whether only a part of what is added up falls in the period. */
    private boolean isShared(Component component) {
        return isSpread() && component.function() == SqlStdOperatorTable.SUM;
    }

    private List<RexNode> filters(Rows rows, Component component, boolean complete) {
        List<RexNode> filters = new ArrayList<>();
        if (complete && !saysNothing(component)) {
            filters.add(build.call(SqlStdOperatorTable.IS_NOT_NULL, rows.col(AT)));
        }
        if (component.filter() != null) {
            filters.add(FactColumns.inputs(rows, component.filter()));
        }
        return filters;
    }

    private @Nullable RexNode argument(Rows rows, Component component) {
        RexNode argument = component.argument() == null ? null : FactColumns.inputs(rows, component.argument());
        if (argument == null || !isShared(component)) {
            return argument;
        }
        RelDataType number = build.types.nullable(SqlTypeName.DOUBLE);
        return build.rex.makeCall(
                number, SqlStdOperatorTable.MULTIPLY, List.of(build.cast(argument, number), rows.col("share")));
    }
}
