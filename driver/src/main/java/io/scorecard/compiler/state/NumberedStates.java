package io.scorecard.compiler.state;

import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * How each customer stood where periods are numbered: events carry the number of the period they fall in, a
 * window over them tells what was before, and only customers whose state changed have a row.
 */
final class NumberedStates {

    private final StateQuestion asked;
    private final Build build;
    private final PeriodNumber number;
    private final StateNeeds needs;
    private final PaidEvents events;
    private final boolean withMoney;
    private @Nullable Rows grouped;

    /** @param withMoney whether {@link #changes} are read for their money, too */
    NumberedStates(StateQuestion asked, PaidEvents events, boolean withMoney) {
        this.asked = asked;
        this.build = asked.build();
        this.number = new PeriodNumber(build, asked.periods());
        this.needs = asked.needs();
        this.events = events;
        this.withMoney = withMoney;
    }

    /** Opening and closing by a window over the entity's periods. */
    Rows rows() {
        Rows telling = telling(changes());
        return numberedStates(windows(withMoney ? telling : build.shared.step("changes", telling)));
    }

    /** What changed of each entity in each numbered period: entity, p, d, m, s; only what is needed of them. */
    Rows changes() {
        if (grouped != null) {
            return grouped;
        }
        Rows events = this.events.events();
        Map<String, RexNode> columns = new LinkedHashMap<>();
        asked.entity().forEach(e -> columns.put(e, events.col(e)));
        columns.put("p", number.number(events.col("t")));
        int keys = columns.size();
        columns.put("d", events.col("d"));
        if (needs.money() || withMoney) {
            columns.put("m", events.col("m"));
        }
        if (this.events.areExchanged()) {
            columns.put(Moves.FX, events.col(Moves.FX));
        }
        if (asked.countsStarts()) {
            columns.put("s", events.col("s"));
        }
        if (needs.departed()) {
            columns.put(Moves.DEPARTED, events.col(Moves.DEPARTED));
        }
        if (asked.hasHistory()) {
            columns.put("start", build.when(build.more(events.col("s"), build.whole(0)), events.col("t")));
        }
        Rows keyed = build.shared.step("events", events.select(columns));
        List<String> summed = new ArrayList<>(columns.keySet()).subList(keys, columns.size());
        Rows changes = keyed.group(keys, asked.totals(keyed, summed));
        grouped = withMoney ? build.shared.step("changes", changes) : changes;
        return grouped;
    }

    /** Only periods in which something of interest happened; an attribute's change is one. */
    private Rows telling(Rows grouped) {
        if (asked.hasHistory()) {
            return grouped;
        }
        List<RexNode> happened = new ArrayList<>(List.of(differs(grouped, "d")));
        if (needs.money()) {
            happened.add(differs(grouped, "m"));
            if (grouped.has(Moves.FX)) {
                happened.add(differs(grouped, Moves.FX));
            }
        }
        if (asked.countsStarts()) {
            happened.add(differs(grouped, "s"));
        }
        if (needs.departed()) {
            happened.add(differs(grouped, Moves.DEPARTED));
        }
        return grouped.where(happened.size() == 1 ? happened.get(0) : build.or(happened.toArray(RexNode[]::new)));
    }

    private RexNode differs(Rows rows, String column) {
        return build.call(SqlStdOperatorTable.NOT_EQUALS, rows.col(column), build.whole(0));
    }

    private Rows windows(Rows grouped) {
        List<RexNode> partition = new ArrayList<>();
        asked.entity().forEach(e -> partition.add(grouped.col(e)));
        List<RexNode> order = List.of(grouped.col("p"));
        Map<String, RexNode> states = grouped.all();
        if (!needs.money()) {
            states.remove("m");
            states.remove(Moves.FX);
        }
        states.put("open", before(grouped, "d", partition, order));
        if (needs.money()) {
            states.put("open_m", before(grouped, "m", partition, order));
        }
        if (!asked.isByEntity()) {
            if (needs.started()) {
                states.put("c_started", before(grouped, "s", partition, order));
            }
            return build.shared.step("windows", grouped.select(states));
        }
        List<RexNode> customer = List.of(grouped.col(KpiColumn.CUSTOMER));
        List<RexNode> inPeriod = List.of(grouped.col(KpiColumn.CUSTOMER), grouped.col("p"));
        for (String c : asked.countsStarts() ? List.of("d", "s") : List.of("d")) {
            RexNode until =
                    build.over(SqlStdOperatorTable.SUM, grouped.col(c), customer, order, Build.Frame.UNTIL_WITH_PEERS);
            states.put("c_" + c + "_until", until);
            states.put(
                    "c_" + c,
                    build.over(SqlStdOperatorTable.SUM, grouped.col(c), inPeriod, List.of(), Build.Frame.ALL));
        }
        if (asked.hasHistory()) {
            states.put(Legs.OWN_START, grouped.col("start"));
            states.put(
                    "start",
                    build.over(SqlStdOperatorTable.MIN, grouped.col("start"), inPeriod, List.of(), Build.Frame.ALL));
        }
        return build.shared.step("windows", grouped.select(states));
    }

    private RexNode before(Rows rows, String column, List<RexNode> partition, List<RexNode> order) {
        RexNode sum = build.over(SqlStdOperatorTable.SUM, rows.col(column), partition, order, Build.Frame.BEFORE);
        return build.coalesce(sum, build.typed(0, sum.getType()));
    }

    /** The same columns that {@link #direct} gives. */
    private Rows numberedStates(Rows rows) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        asked.entity().forEach(e -> columns.put(e, rows.col(e)));
        columns.put("p", rows.col("p"));
        columns.put("open", rows.col("open"));
        columns.put("close", build.plus(rows.col("open"), rows.col("d")));
        if (needs.money()) {
            columns.put("m", rows.col("m"));
            if (rows.has(Moves.FX)) {
                columns.put(Moves.FX, rows.col(Moves.FX));
            }
            columns.put("open_m", rows.col("open_m"));
            columns.put("close_m", build.plus(rows.col("open_m"), rows.col("m")));
        }
        if (asked.countsStarts()) {
            columns.put("starts", rows.col("s"));
        }
        if (needs.departed()) {
            columns.put(Moves.DEPARTED, rows.col(Moves.DEPARTED));
        }
        if (asked.hasHistory()) {
            columns.put("start", rows.col("start"));
        }
        if (rows.has(Legs.OWN_START)) {
            columns.put(Legs.OWN_START, rows.col(Legs.OWN_START));
        }
        if (asked.isByEntity()) {
            columns.put("c_open", build.minus(rows.col("c_d_until"), rows.col("c_d")));
            columns.put("c_close", rows.col("c_d_until"));
            if (asked.countsStarts()) {
                columns.put("c_started", build.minus(rows.col("c_s_until"), rows.col("c_s")));
            }
        } else {
            columns.put("c_open", rows.col("open"));
            columns.put("c_close", columns.get("close"));
            if (needs.started()) {
                columns.put("c_started", rows.col("c_started"));
            }
        }
        return rows.select(columns);
    }
}
