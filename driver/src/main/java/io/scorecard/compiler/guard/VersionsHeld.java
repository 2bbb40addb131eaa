package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.CanonicalView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Versions of something of which at most one holds: {@code valid_from <= t AND (valid_to IS NULL OR t < valid_to)},
 * with one t in both; {@code valid_to IS NULL}. Not BETWEEN: at the moment in which one version takes over from another
 * that has both. That versions do not overlap is the data's to keep; the check tells where they do.
 */
final class VersionsHeld {

    private static final String FROM = "valid_from";
    private static final String TO = "valid_to";

    /** @param given what must be known, so that the row is */
    record Found(
            ImmutableBitSet given,
            ImmutableBitSet gives,
            @Nullable ImmutableBitSet within) {}

    private record Bound(RexNode condition, Function<ImmutableBitSet, @Nullable ImmutableBitSet> within) {}

    /** @param byDay whether the bound's day is meant */
    private record Side(RexNode column, RexNode moment, boolean inclusive, boolean byDay) {

        Side(RexNode column, RexNode moment, boolean inclusive) {
            this(column, moment, inclusive, false);
        }

        /** An end may be earlier than it is, a start only where the ends of others are as much earlier. */
        boolean isBefore(Side end) {
            return end.moment.equals(moment) && !(end.inclusive && inclusive) && (end.byDay || !byDay);
        }
    }

    private final List<Bound> bounds = new ArrayList<>();

    void add(
            MeetingRows rows,
            RexNode conjunct,
            int place,
            Function<ImmutableBitSet, @Nullable ImmutableBitSet> within) {
        boolean some = rows.touched(MeetingRows.places(conjunct)).stream().anyMatch(l -> version(l) != null);
        if (place < 0 && some) {
            bounds.add(new Bound(conjunct, within));
        }
    }

    List<Found> found(MeetingRows rows, ToIntFunction<RexNode> place) {
        List<Found> found = new ArrayList<>();
        for (JoinedRows.Leaf leaf : bounds.isEmpty() ? List.<JoinedRows.Leaf>of() : rows.leaves()) {
            ImmutableBitSet others = version(leaf);
            if (others == null) {
                continue;
            }
            ImmutableBitSet row = ImmutableBitSet.of(leaf.row());
            for (Bound bound : bounds) {
                if (isOpen(bound.condition, leaf, place)) {
                    found.add(new Found(others, row, bound.within.apply(row)));
                }
                Side from = from(bound.condition, leaf, place);
                if (from == null) {
                    continue;
                }
                for (Bound other : bounds) {
                    Side to = to(other.condition, leaf, place);
                    if (to != null && from.isBefore(to)) {
                        ImmutableBitSet given = others.union(MeetingRows.places(to.moment));
                        ImmutableBitSet within = bound.within.apply(row);
                        found.add(new Found(given, row, within == null ? other.within.apply(row) : within));
                    }
                }
            }
        }
        return found;
    }

    /** The places of what has versions; null where a relation has none. */
    private static @Nullable ImmutableBitSet version(JoinedRows.Leaf leaf) {
        CanonicalView view =
                leaf.rel() instanceof TableScan scan ? scan.getTable().unwrap(CanonicalView.class) : null;
        List<String> names = leaf.rel().getRowType().getFieldNames();
        if (view == null || !names.contains(TO)) {
            return null;
        }
        List<String> key = view.rows().table().key();
        return key.contains(FROM) && names.containsAll(key)
                ? ImmutableBitSet.of(key.stream()
                        .filter(k -> !k.equals(FROM))
                        .map(k -> leaf.offset() + names.indexOf(k))
                        .toList())
                : null;
    }

    static boolean isVersioned(JoinedRows.Leaf leaf) {
        return version(leaf) != null;
    }

    private static boolean is(RexNode node, JoinedRows.Leaf leaf, String name, ToIntFunction<RexNode> place) {
        int at = place.applyAsInt(node);
        return at >= 0 && leaf.has(at) && leaf.column(at).equals(name);
    }

    private static boolean isOpen(RexNode node, JoinedRows.Leaf leaf, ToIntFunction<RexNode> place) {
        return node.getKind() == SqlKind.IS_NULL
                && is(((RexCall) node).getOperands().get(0), leaf, TO, place);
    }

    /** {@code valid_from <= t}. */
    private static @Nullable Side from(RexNode node, JoinedRows.Leaf leaf, ToIntFunction<RexNode> place) {
        Side side = compared(node);
        return side != null && is(plain(side.column), leaf, FROM, place)
                ? new Side(side.column, side.moment, side.inclusive, isDay(side.column))
                : null;
    }

    /** {@code t < valid_to}, where an end that is not there may be said to be far away. */
    private static @Nullable Side to(RexNode node, JoinedRows.Leaf leaf, ToIntFunction<RexNode> place) {
        List<RexNode> ways = RelOptUtil.disjunctions(node);
        if (ways.size() == 2) {
            int open = isOpen(ways.get(0), leaf, place) ? 0 : 1;
            return isOpen(ways.get(open), leaf, place) ? to(ways.get(1 - open), leaf, place) : null;
        }
        Side side = compared(node);
        if (side == null) {
            return null;
        }
        boolean day = isDay(side.moment);
        RexNode end = plain(side.moment);
        boolean far =
                end.getKind() == SqlKind.COALESCE && MeetingRows.places(end).cardinality() == 1;
        RexNode held = far ? ((RexCall) end).getOperands().get(0) : end;
        RexNode column = plain(held);
        return is(column, leaf, TO, place) ? new Side(column, side.column, side.inclusive, day || isDay(held)) : null;
    }

    /** Whether a moment's day is taken, as a date or as the moment at which it starts. */
    private static boolean isDay(RexNode node) {
        if (node.getKind() != SqlKind.CAST) {
            return false;
        }
        RexNode inner = ((RexCall) node).getOperands().get(0);
        return node.getType().getSqlTypeName() == SqlTypeName.DATE
                        && inner.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
                || node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP && isDay(inner);
    }

    private static RexNode plain(RexNode node) {
        return isDay(node) ? plain(((RexCall) node).getOperands().get(0)) : node;
    }

    /** A comparison with the smaller one first. */
    private static @Nullable Side compared(RexNode node) {
        if (!(node instanceof RexCall call) || call.getOperands().size() != 2) {
            return null;
        }
        RexNode a = call.getOperands().get(0);
        RexNode b = call.getOperands().get(1);
        return switch (node.getKind()) {
            case LESS_THAN -> new Side(a, b, false);
            case LESS_THAN_OR_EQUAL -> new Side(a, b, true);
            case GREATER_THAN -> new Side(b, a, false);
            case GREATER_THAN_OR_EQUAL -> new Side(b, a, true);
            default -> null;
        };
    }
}
