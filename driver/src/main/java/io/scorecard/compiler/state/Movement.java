package io.scorecard.compiler.state;

import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Classifies opening and closing: new (never paid before), reactivation, expansion, contraction, churn;
 * of a customer who stays, a segment of subscriptions entered or left is a transfer.
 */
public final class Movement {

    /** Movements that have a condition of their own. */
    static final Set<String> WORDS = Set.of("churn", "new", "reactivation", "expansion", "contraction", "transfer");

    private final Build build;
    private final boolean byEntity;
    private final boolean changes;
    private final RelDataType count;

    Movement(Build build, boolean byEntity, boolean changes) {
        this.build = build;
        this.byEntity = byEntity;
        this.changes = changes;
        this.count = build.types.nullable(SqlTypeName.BIGINT);
    }

    boolean byEntity() {
        return byEntity;
    }

    boolean changes() {
        return changes;
    }

    RexNode is(Rows rows, String column) {
        return build.more(rows.col(column), build.whole(0));
    }

    RexNode not(RexNode condition) {
        return build.call(org.apache.calcite.sql.fun.SqlStdOperatorTable.NOT, condition);
    }

    /** A customer who stays gives up the segment. */
    RexNode leaves(Rows rows) {
        return build.and(is(rows, "c_open"), is(rows, "c_close"), is(rows, "open"), not(is(rows, "close")));
    }

    /** A customer who stays takes the segment. */
    RexNode enters(Rows rows) {
        return build.and(is(rows, "c_open"), is(rows, "c_close"), not(is(rows, "open")), is(rows, "close"));
    }

    /** What rates alone changed. */
    RexNode fx(Rows rows) {
        return rows.has(Moves.FX) ? rows.col(Moves.FX) : build.typed(0, build.types.money());
    }

    /** The opening's money at the closing's rates: what a movement is measured from. */
    RexNode from(Rows rows) {
        return rows.has(Moves.FX) ? build.plus(rows.col("open_m"), rows.col(Moves.FX)) : rows.col("open_m");
    }

    /**
     * Of a customer who stays, what is less than rounding can make is no movement: amounts are rounded version
     * by version, and one that is replaced by two of half its price stays what it was.
     */
    Rows settled(Rows rows) {
        RexNode moved = build.minus(rows.col("close_m"), from(rows));
        RexNode little = build.rex.makeExactLiteral(new java.math.BigDecimal("0.005"));
        RexNode nothing = build.and(
                is(rows, "open"),
                is(rows, "close"),
                build.less(moved, little),
                build.more(moved, build.negative(little)));
        Map<String, RexNode> columns = rows.all();
        columns.put(
                Moves.FX,
                build.when(nothing, build.minus(rows.col("close_m"), rows.col("open_m")), rows.col(Moves.FX)));
        return rows.select(columns);
    }

    RexNode word(Rows rows) {
        RexNode kept = build.when(
                build.more(rows.col("close_m"), from(rows)),
                build.text("expansion"),
                build.when(build.less(rows.col("close_m"), from(rows)), build.text("contraction"), build.text("none")));
        RexNode stays = kept;
        if (byEntity) {
            stays = build.when(
                    build.and(is(rows, "open"), is(rows, "close")),
                    kept,
                    build.when(
                            build.or(is(rows, "open"), is(rows, "close")), build.text("transfer"), build.text("none")));
        }
        RexNode gone =
                byEntity ? build.when(is(rows, "open"), build.text("churn"), build.text("none")) : build.text("churn");
        RexNode came = build.when(is(rows, "c_started"), build.text("reactivation"), build.text("new"));
        RexNode come = byEntity ? build.when(is(rows, "close"), came, build.text("none")) : came;
        return build.when(
                is(rows, "c_open"),
                build.when(is(rows, "c_close"), stays, gone),
                build.when(is(rows, "c_close"), come, build.text("none")));
    }

    /** Whether a row's movement is the one that a word names. */
    public RexNode named(Rows rows, String word) {
        RexNode open = is(rows, byEntity ? "c_open" : "open");
        RexNode close = is(rows, byEntity ? "c_close" : "close");
        return switch (word) {
            case "churn" -> byEntity ? build.and(open, not(close), is(rows, "open")) : build.and(open, not(close));
            case "new" -> build.and(not(open), is(rows, "close"), not(is(rows, "c_started")));
            case "reactivation" -> build.and(not(open), is(rows, "close"), is(rows, "c_started"));
            case "expansion" ->
                build.and(is(rows, "open"), is(rows, "close"), build.more(rows.col("close_m"), from(rows)));
            case "contraction" ->
                build.and(is(rows, "open"), is(rows, "close"), build.less(rows.col("close_m"), from(rows)));
            case "transfer" -> byEntity ? build.or(leaves(rows), enters(rows)) : build.rex.makeLiteral(false);
            default -> build.rex.makeLiteral(false);
        };
    }

    RexNode one(RexNode condition) {
        return build.when(condition, build.typed(1, count), build.typed(0, count));
    }

    RexNode entered(Rows rows) {
        return one(build.and(not(is(rows, "open")), is(rows, "starts")));
    }

    /** One row an entity, where attributes do not change. */
    Rows rows(Rows rows, StateNeeds needs) {
        Map<String, RexNode> more = new LinkedHashMap<>();
        RexNode opening = one(is(rows, "open"));
        RexNode closing = one(is(rows, "close"));
        if (needs.anyWord()) {
            more.put("movement", word(rows));
        }
        more.put(
                "customers",
                byEntity
                        ? build.when(leaves(rows), build.typed(-1, count), build.typed(1, count))
                        : build.typed(1, count));
        if (needs.money()) {
            RexNode change = changes ? rows.col("m") : build.minus(rows.col("close_m"), rows.col("open_m"));
            more.put("mrr_change", rows.has(Moves.FX) ? build.minus(change, rows.col(Moves.FX)) : change);
            if (rows.has(Moves.FX) || needs.columns().contains(Moves.FX)) {
                more.put(Moves.FX, fx(rows));
            }
            more.put("opening_mrr", rows.col("open_m"));
            more.put("closing_mrr", rows.col("close_m"));
        }
        if (needs.entered()) {
            more.put("entered", entered(rows));
        }
        if (changes) {
            more.put("change_active", build.minus(closing, opening));
        } else {
            more.put("opening_active", opening);
            more.put("closing_active", closing);
        }
        return rows.with(more);
    }
}
