package io.scorecard.compiler.state;

import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.time.Slot;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** How each customer stood at the bounds of one period, or of overlapping ones: conditions on versions, no window. */
final class BoundStates {

    private static final String IS_OPEN = "is_open";
    private static final String IS_CLOSE = "is_close";

    private final StateQuestion asked;
    private final Build build;
    private final Periods periods;
    private final StateNeeds needs;
    private final RelDataType count;
    private final RelDataType money;
    private final PaidEvents events;

    BoundStates(StateQuestion asked, PaidEvents events) {
        this.asked = asked;
        this.build = asked.build();
        this.periods = asked.periods();
        this.needs = asked.needs();
        this.count = asked.count();
        this.money = asked.money();
        this.events = events;
    }

    /** Opening and closing by conditions on the versions themselves; a row for every entity, no events. */
    Rows rows() {
        Rows versions = events.versions();
        if (needs.departed()) {
            versions = Rows.union(List.of(
                    versions.with(Map.of(Moves.DEPARTED, build.typed(0, count))), events.departures(versions.names())));
        }
        Rows v;
        RexNode opening;
        RexNode closing;
        if (periods.one()) {
            opening = build.instant(periods.firstUtc());
            closing = build.instant(periods.lastUtc());
            List<RexNode> seen = new ArrayList<>(List.of(build.less(versions.col("valid_from"), closing)));
            if (asked.looksAtBoundsOnly()) {
                seen.addAll(atBounds(versions, opening, closing));
            } else if (!needs.started() && !needs.departed()) {
                seen.add(lasts(versions, opening));
            }
            Rows known = versions.where(seen);
            Slot slot = periods.slots().get(0);
            v = events.rated(known, r -> build.day(slot.dayBefore()), r -> build.day(slot.lastDay()));
        } else {
            v = joined(versions);
            opening = v.col("p_from");
            closing = v.col("p_until");
        }
        RexNode before = build.less(v.col("valid_from"), opening);
        RexNode open = build.and(before, lasts(v, opening));
        RexNode close = lasts(v, closing);
        RexNode version =
                needs.departed() ? build.minus(build.typed(1, count), v.col(Moves.DEPARTED)) : build.typed(1, count);
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (String e : asked.entity()) {
            columns.put(e, v.col(e));
        }
        if (!periods.one()) {
            columns.put("p", v.col("p"));
        }
        int keys = columns.size();
        columns.put("open", build.when(open, version, build.typed(0, count)));
        columns.put("close", build.when(close, version, build.typed(0, count)));
        if (needs.money()) {
            RexNode opened = events.money(v, PaidEvents.RATE_BEFORE);
            RexNode closed = events.money(v, PaidEvents.RATE);
            if (events.areExchanged()) {
                columns.put("open_m", build.when(open, opened, build.typed(0, money)));
                columns.put("close_m", build.when(close, closed, build.typed(0, money)));
                columns.put(Moves.FX, build.when(open, build.minus(closed, opened), build.typed(0, money)));
            } else {
                columns.put("open_m", opened);
                columns.put("close_m", closed);
            }
        }
        if (asked.countsStarts()) {
            columns.put("starts", build.when(before, build.typed(0, count), version));
            columns.put("c_started", build.when(before, version, build.typed(0, count)));
        }
        if (needs.departed()) {
            columns.put(Moves.DEPARTED, build.when(before, build.typed(0, count), v.col(Moves.DEPARTED)));
        }
        if (asked.hasHistory()) {
            columns.put(
                    "start",
                    build.when(
                            build.and(build.atLeast(v.col("valid_from"), opening), build.more(version, build.whole(0))),
                            v.col("valid_from")));
        }
        List<String> summed = new ArrayList<>(columns.keySet()).subList(keys, columns.size());
        if (!needs.money() || events.areExchanged()) {
            Rows split = v.select(columns);
            return withCustomers(build.shared.step("states", split.group(keys, asked.totals(split, summed))));
        }
        columns.put(IS_OPEN, build.call(SqlStdOperatorTable.IS_TRUE, open));
        columns.put(IS_CLOSE, build.call(SqlStdOperatorTable.IS_TRUE, close));
        Rows split = v.select(columns);
        Map<String, Rows.Total> totals = asked.totals(split, summed);
        totals.put("open_m", held(split, "open_m", IS_OPEN));
        totals.put("close_m", held(split, "close_m", IS_CLOSE));
        Rows grouped = split.group(keys, totals);
        Map<String, RexNode> states = grouped.all();
        List.of("open_m", "close_m").forEach(m -> states.put(m, build.coalesce(grouped.col(m), build.typed(0, money))));
        return withCustomers(build.shared.step("states", grouped.select(states)));
    }

    /** A sum of those that hold: engines skip the others sooner than they add up zeros of theirs. */
    private Rows.Total held(Rows rows, String money, String holds) {
        return new Rows.Total(
                SqlStdOperatorTable.SUM,
                money,
                null,
                holds,
                false,
                rows.col(money).getType());
    }

    /** Each version in each of the periods that end after it started. */
    private Rows joined(Rows versions) {
        PeriodNumber number = new PeriodNumber(build, periods);
        Rows joined = versions.join(
                JoinRelType.INNER,
                number.bounds("p", "p_from", "p_until", false),
                (r, b) -> build.less(r.col("valid_from"), r.col("p_until")));
        if (!events.areExchanged()) {
            return joined;
        }
        Rows dated = joined.join(
                JoinRelType.INNER,
                number.days("b_p", "b_from", "b_before", "b_last"),
                (r, b) -> build.equal(r.col("p"), r.col("b_p")));
        return events.rated(dated, r -> r.col("b_before"), r -> r.col("b_last"));
    }

    /** That a version which starts before the closing holds at a bound that is looked at. */
    private List<RexNode> atBounds(Rows versions, RexNode opening, RexNode closing) {
        List<RexNode> open = List.of(build.less(versions.col("valid_from"), opening), lasts(versions, opening));
        if (!needs.bounds().contains(At.CLOSING)) {
            return open;
        }
        RexNode until = versions.col("valid_to");
        return List.of(
                needs.bounds().contains(At.OPENING)
                        ? build.or(build.and(open), build.isNull(until), build.atLeast(until, closing))
                        : lasts(versions, closing));
    }

    /** Whether a version still holds an instant before a moment. */
    private RexNode lasts(Rows versions, RexNode moment) {
        return build.or(build.isNull(versions.col("valid_to")), build.atLeast(versions.col("valid_to"), moment));
    }

    /**
     * Balances of money in one period, straight from the versions. Those that hold at no bound that is asked have
     * nothing to add; what a version itself tells is shown for each that holds in the period.
     */
    Rows money(Set<At> bounds) {
        Rows versions = events.versions();
        boolean atOpening = bounds.contains(At.OPENING);
        boolean atClosing = bounds.contains(At.CLOSING) || asked.isByEntity();
        boolean throughout = atOpening || asked.isByEntity();
        Rows seen = versions.where(List.of(
                build.less(
                        versions.col("valid_from"), build.instant(atClosing ? periods.lastUtc() : periods.firstUtc())),
                lasts(versions, build.instant(throughout ? periods.firstUtc() : periods.lastUtc()))));
        Slot slot = periods.slots().get(0);
        Rows v = events.rated(seen, r -> build.day(slot.dayBefore()), r -> build.day(slot.lastDay()));
        RexNode opening = build.instant(periods.firstUtc());
        Map<String, RexNode> columns = new LinkedHashMap<>();
        asked.entity().forEach(e -> columns.put(e, v.col(e)));
        columns.put(
                "opening",
                build.when(
                        build.and(build.less(v.col("valid_from"), opening), lasts(v, opening)),
                        events.money(v, PaidEvents.RATE_BEFORE)));
        columns.put(
                "closing", build.when(lasts(v, build.instant(periods.lastUtc())), events.money(v, PaidEvents.RATE)));
        return v.select(columns);
    }

    /** What the customer of an entity does as a whole. */
    private Rows withCustomers(Rows rows) {
        Map<String, RexNode> more = new LinkedHashMap<>();
        if (!asked.isByEntity()) {
            more.put("c_open", rows.col("open"));
            more.put("c_close", rows.col("close"));
            return rows.with(more);
        }
        List<RexNode> customer = new ArrayList<>(List.of(rows.col(KpiColumn.CUSTOMER)));
        if (rows.has("p")) {
            customer.add(rows.col("p"));
        }
        more.put("c_open", build.over(SqlStdOperatorTable.SUM, rows.col("open"), customer, List.of(), Build.Frame.ALL));
        more.put(
                "c_close",
                build.over(SqlStdOperatorTable.SUM, rows.col("close"), customer, List.of(), Build.Frame.ALL));
        if (asked.countsStarts()) {
            more.put(
                    "c_started",
                    build.over(SqlStdOperatorTable.SUM, rows.col("c_started"), customer, List.of(), Build.Frame.ALL));
        }
        if (asked.hasHistory()) {
            more.put(Legs.OWN_START, rows.col("start"));
            more.put(
                    "start",
                    build.over(SqlStdOperatorTable.MIN, rows.col("start"), customer, List.of(), Build.Frame.ALL));
        }
        return rows.with(more);
    }
}
