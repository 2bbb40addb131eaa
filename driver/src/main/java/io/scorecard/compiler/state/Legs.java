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
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Movements where attributes change: each has an origin and a closing, with the attributes of each.
 *
 * <p>Three rows a movement. {@code move}: at the origin, what the customer did. {@code out}: at the
 * origin, the transfer out of it. {@code in}: where the customer is at the closing, the transfer in.
 * Out and in of the same segment cancel; a condition tests them separately. The origin is the
 * attribute at the opening (an instant before it), for new and returned customers the one that holds
 * at their first paid start in the period.
 */
final class Legs {

    private static final int MOVE = 1;
    private static final int OUT = 2;
    private static final int IN = 3;
    private static final int ENTERED = 4;

    /**
     * When a plan itself began in the period. A customer comes once, whichever plan is looked at, so that the origin
     * of a movement is where the customer was at {@code start}, the customer's first; that someone was active with a
     * plan counts where the customer was when that plan began.
     */
    static final String OWN_START = "own_start";

    private final Build build;
    private final Attributes attributes;
    private final Movement movement;
    private final RelDataType count;
    private final RelDataType money;

    Legs(Build build, Attributes attributes, Movement movement) {
        this.build = build;
        this.attributes = attributes;
        this.movement = movement;
        this.count = build.types.nullable(SqlTypeName.BIGINT);
        this.money = build.types.money();
    }

    /** @param states have the bounds that {@link StateBounds} gives */
    Rows rows(Rows states) {
        Rows opening = attributes.joinHistory(states, "o_", attributes.changing(), asOf("s_at", true));
        Rows starting = attributes.joinHistory(opening, "n_", attributes.changing(), asOf("start", false));
        Rows closing = attributes.joinHistory(starting, "c_", attributes.changing(), asOf("e_at", true));
        if (states.has(OWN_START)) {
            closing = attributes.joinHistory(closing, "a_", attributes.changing(), asOf(OWN_START, false));
        }
        Map<String, RelDataType> leg = Map.of("leg", build.types.nullable(SqlTypeName.INTEGER));
        List<List<RexNode>> legs = new ArrayList<>();
        for (int l = MOVE; l <= (states.has(OWN_START) ? ENTERED : IN); l++) {
            legs.add(List.of(build.typed(l, leg.get("leg"))));
        }
        Rows all =
                closing.join(JoinRelType.INNER, Rows.values(build, leg, legs), (r, v) -> build.rex.makeLiteral(true));
        return figures(all.where(telling(all)));
    }

    /** The column that tells when the row's own entity began. */
    static String ownStart(Rows states) {
        return states.has(OWN_START) ? OWN_START : "start";
    }

    /** Legs that say something; the others would only bring segments into the answer that nobody is in. */
    private RexNode telling(Rows rows) {
        RexNode close = movement.is(rows, "close");
        boolean apart = rows.has(OWN_START);
        RexNode come =
                apart ? build.and(close, movement.not(movement.is(rows, "c_open"))) : movement.is(rows, "starts");
        RexNode move = build.or(movement.is(rows, "open"), come);
        RexNode out = movement.byEntity() ? build.or(close, movement.leaves(rows)) : close;
        RexNode inside = movement.changes() ? build.more(rows.col("p"), build.whole(0)) : build.rex.makeLiteral(true);
        List<RexNode> legs = new ArrayList<>(List.of(
                build.and(leg(rows, MOVE), move, inside),
                build.and(leg(rows, OUT), out, inside),
                build.and(leg(rows, IN), close)));
        if (apart) {
            legs.add(build.and(
                    leg(rows, ENTERED), movement.not(movement.is(rows, "open")), movement.is(rows, "starts"), inside));
        }
        return build.or(legs.toArray(RexNode[]::new));
    }

    /** @param bound whether an instant before {@code at} is meant, or {@code at} itself */
    private Attributes.AsOf asOf(String at, boolean bound) {
        return (r, prefix) -> {
            RexNode moment = r.col(at);
            RexNode from = r.col(prefix + "h_from");
            RexNode until = r.col(prefix + "h_until");
            return bound
                    ? build.and(build.less(from, moment), build.or(build.isNull(until), build.atMost(moment, until)))
                    : build.and(build.atMost(from, moment), build.or(build.isNull(until), build.less(moment, until)));
        };
    }

    private Rows figures(Rows rows) {
        RexNode moving = leg(rows, MOVE);
        RexNode leaving = leg(rows, OUT);
        RexNode entering = leg(rows, IN);
        RexNode zero = build.typed(0, count);
        RexNode noMoney = build.typed(0, money);
        RexNode open = movement.is(rows, "open");
        RexNode close = movement.is(rows, "close");
        RexNode transferred = movement.byEntity()
                ? build.or(movement.leaves(rows), movement.enters(rows))
                : build.rex.makeLiteral(false);
        Map<String, RexNode> columns = new LinkedHashMap<>();
        columns.put(KpiColumn.CUSTOMER, rows.col(KpiColumn.CUSTOMER));
        if (rows.has("p")) {
            columns.put("p", rows.col("p"));
        }
        attributes.fixed().forEach(c -> columns.put(Attributes.column(c), rows.col(Attributes.column(c))));
        attributes.own().forEach(c -> columns.put(Attributes.column(c), rows.col(Attributes.column(c))));
        attributes.many().forEach(c -> columns.put(Attributes.column(c), rows.col(Attributes.column(c))));
        attributes.changing().forEach(c -> {
            String name = Attributes.column(c);
            RexNode origin = build.when(open, rows.col("o_" + name), rows.col("n_" + name));
            RexNode where = build.when(entering, rows.col("c_" + name), origin);
            columns.put(
                    name, rows.has(OWN_START) ? build.when(leg(rows, ENTERED), rows.col("a_" + name), where) : where);
        });
        columns.put(
                "movement",
                build.when(
                        moving,
                        build.when(transferred, build.text("none"), movement.word(rows)),
                        build.text("transfer")));
        RexNode out = movement.byEntity()
                ? build.and(build.or(close, movement.leaves(rows)), movement.not(movement.enters(rows)))
                : close;
        columns.put(
                "customers",
                build.when(
                        moving,
                        build.typed(1, count),
                        build.when(
                                leaving,
                                build.when(out, build.typed(-1, count), zero),
                                build.when(entering, build.typed(1, count), zero))));
        RexNode moved = build.when(transferred, noMoney, build.minus(rows.col("close_m"), movement.from(rows)));
        RexNode left = movement.byEntity()
                ? build.when(
                        movement.leaves(rows), build.negative(movement.from(rows)), build.negative(rows.col("close_m")))
                : build.negative(rows.col("close_m"));
        columns.put(
                "mrr_change",
                build.when(
                        moving,
                        moved,
                        build.when(
                                leaving,
                                build.when(out, left, noMoney),
                                build.when(entering, rows.col("close_m"), noMoney))));
        columns.put(Moves.FX, build.when(moving, movement.fx(rows), noMoney));
        columns.put("opening_mrr", build.when(moving, rows.col("open_m"), noMoney));
        columns.put("closing_mrr", build.when(entering, rows.col("close_m"), noMoney));
        RexNode began = rows.has(OWN_START) ? leg(rows, ENTERED) : moving;
        columns.put("entered", build.when(began, movement.entered(rows), zero));
        if (rows.has(Moves.DEPARTED)) {
            columns.put(
                    Moves.DEPARTED,
                    build.when(
                            build.or(build.and(moving, open), build.and(began, movement.not(open))),
                            rows.col(Moves.DEPARTED),
                            zero));
        }
        RexNode opening = build.when(moving, movement.one(open), zero);
        RexNode closing = build.when(entering, movement.one(close), zero);
        if (movement.changes()) {
            columns.put("change_active", build.minus(closing, opening));
            columns.put("change_mrr", build.minus(columns.get("closing_mrr"), columns.get("opening_mrr")));
        } else {
            columns.put("opening_active", opening);
            columns.put("closing_active", closing);
        }
        return rows.select(columns);
    }

    private RexNode leg(Rows rows, int leg) {
        return build.equal(rows.col("leg"), build.whole(leg));
    }
}
