package io.scorecard.compiler.state;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * States of customers by what a customer may have several of at once, a product: a row for each of them that the
 * customer has at the period's opening, at its closing or at the first paid start in it, and one for having none.
 *
 * <p>The customer's whole state counts in each; the movement stays the customer's, and what one who stays takes
 * or gives up is a transfer.
 */
final class Memberships {

    private static final String IN_OPENING = "in_opening";
    private static final String IN_CLOSING = "in_closing";
    private static final String IN_START = "in_start";
    private static final List<String> FLAGS = List.of(IN_OPENING, IN_CLOSING, IN_START);

    private final Build build;
    private final Attributes attributes;

    Memberships(Build build, Attributes attributes) {
        this.build = build;
        this.attributes = attributes;
    }

    /** @param states have the bounds that {@link StateBounds} gives, and {@code start} */
    Rows rows(Rows states) {
        Rows all = states.join(
                JoinRelType.LEFT,
                attributes.memberships(),
                (s, m) -> build.equal(s.col(KpiColumn.CUSTOMER), s.col("m_id")));
        Map<String, RexNode> flagged = new LinkedHashMap<>();
        states.names().forEach(n -> flagged.put(n, all.col(n)));
        attributes.many().forEach(c -> flagged.put(Attributes.column(c), all.col(Attributes.column(c))));
        flagged.put(IN_OPENING, flag(all, before(all, "s_at")));
        flagged.put(IN_CLOSING, flag(all, before(all, "e_at")));
        flagged.put(IN_START, flag(all, at(all, Legs.ownStart(states))));
        Rows flags = build.shared.step("memberships", all.select(flagged));
        Rows each = flags.group(flagged.size() - FLAGS.size(), largest(flags));
        Rows some = each.where(build.call(SqlStdOperatorTable.IS_NOT_NULL, each.col(many())));
        Rows grouped = flags.select(without(flags)).group(states.names().size(), largest(flags));
        return telling(Rows.union(List.of(counted(some, states.names()), none(grouped, states.names()))));
    }

    private String many() {
        return Attributes.column(attributes.many().get(0));
    }

    /** Left limit: what held an instant before the bound. */
    private RexNode before(Rows rows, String bound) {
        RexNode moment = rows.col(bound);
        return build.and(
                known(rows),
                build.or(build.isNull(rows.col("m_from")), build.less(rows.col("m_from"), moment)),
                build.or(build.isNull(rows.col("m_until")), build.atMost(moment, rows.col("m_until"))));
    }

    private RexNode at(Rows rows, String start) {
        RexNode moment = rows.col(start);
        return build.and(
                known(rows),
                build.call(SqlStdOperatorTable.IS_NOT_NULL, moment),
                build.or(build.isNull(rows.col("m_from")), build.atMost(rows.col("m_from"), moment)),
                build.or(build.isNull(rows.col("m_until")), build.less(moment, rows.col("m_until"))));
    }

    private RexNode known(Rows rows) {
        return build.call(SqlStdOperatorTable.IS_NOT_NULL, rows.col("m_id"));
    }

    private RexNode flag(Rows rows, RexNode condition) {
        return build.when(condition, build.whole(1), build.whole(0));
    }

    private Map<String, Rows.Total> largest(Rows flags) {
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        FLAGS.forEach(f -> totals.put(
                f, Rows.Total.of(SqlStdOperatorTable.MAX, f, flags.col(f).getType())));
        return totals;
    }

    private Map<String, RexNode> without(Rows flags) {
        Map<String, RexNode> columns = flags.all();
        attributes.many().forEach(c -> columns.remove(Attributes.column(c)));
        return columns;
    }

    /** The state of a customer without any at a moment. */
    private Rows none(Rows rows, List<String> states) {
        Map<String, RexNode> columns = rows.all();
        FLAGS.forEach(f -> columns.put(f, build.minus(build.whole(1), rows.col(f))));
        attributes.many().forEach(c -> columns.put(Attributes.column(c), build.nothing(c.type())));
        return counted(rows.select(columns), states);
    }

    /** The customer's figures at the moments at which the row holds, beside what the customer does as a whole. */
    private Rows counted(Rows rows, List<String> states) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (String name : states) {
            columns.put(
                    name,
                    switch (name) {
                        case "open", "open_m", Moves.FX -> kept(rows, name, IN_OPENING);
                        case "close", "close_m" -> kept(rows, name, IN_CLOSING);
                        case "starts" -> kept(rows, name, IN_START);
                        case Moves.DEPARTED -> keptIfAny(rows, name);
                        default -> rows.col(name);
                    });
        }
        if (columns.containsKey("m")) {
            columns.put("m", build.minus(columns.get("close_m"), columns.get("open_m")));
        }
        attributes.many().forEach(c -> columns.put(Attributes.column(c), rows.col(Attributes.column(c))));
        return rows.select(columns);
    }

    private RexNode kept(Rows rows, String name, String flag) {
        RexNode value = rows.col(name);
        return build.when(build.more(rows.col(flag), build.whole(0)), value, build.typed(0, value.getType()));
    }

    /** A departure belongs to what the customer had at the opening, else at the start. */
    private RexNode keptIfAny(Rows rows, String name) {
        RexNode value = rows.col(name);
        RexNode opened = build.and(
                build.more(rows.col("open"), build.whole(0)), build.more(rows.col(IN_OPENING), build.whole(0)));
        RexNode started = build.and(
                build.atMost(rows.col("open"), build.whole(0)), build.more(rows.col(IN_START), build.whole(0)));
        return build.when(build.or(opened, started), value, build.typed(0, value.getType()));
    }

    /** Rows that count anywhere; others would only bring products into the answer that nobody has. */
    private Rows telling(Rows rows) {
        List<RexNode> any = new ArrayList<>();
        for (String column : List.of("open", "close", "starts", Moves.DEPARTED)) {
            if (rows.has(column)) {
                any.add(build.more(rows.col(column), build.whole(0)));
            }
        }
        return rows.where(build.or(any.toArray(RexNode[]::new)));
    }
}
