package io.scorecard.compiler.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What conditions tell of joined rows: that a column is what an expression says; that a row is the first of its
 * partition; that a version is the one that held. The condition of an outer join tells it of the side that it may leave
 * empty, and of the other only where that side's row is there.
 */
final class MeetingConditions {

    private final MeetingRows rows;
    private final KnownRows steps;
    private final VersionsHeld versions = new VersionsHeld();
    private final List<RexNode> all = new ArrayList<>();
    private final List<RexNode> certain = new ArrayList<>();
    private final List<OfOuterJoin> ofOuterJoins = new ArrayList<>();

    /** @param side that may be empty, and has this condition where it is not */
    private record OfOuterJoin(RexNode condition, ImmutableBitSet side) {}

    /** The conditions in something that may be missing. */
    private @Nullable List<RexNode> optional;

    MeetingConditions(MeetingRows rows, KnownRows steps) {
        this.rows = rows;
        this.steps = steps;
    }

    /** Of all rows, or of those of what may be missing. */
    void add(RexNode condition) {
        if (optional == null) {
            add(condition, gives -> null, true);
        } else {
            optional.add(condition);
        }
    }

    /**
     * What may be missing: its conditions tell of the rows around it only where it is there, as an outer join's do.
     *
     * @param places those of its own rows, when they were made
     */
    List<RexNode> optional(Supplier<List<RexNode>> rows, Supplier<ImmutableBitSet> places) {
        List<RexNode> before = optional;
        List<RexNode> own = new ArrayList<>();
        optional = own;
        List<RexNode> made = rows.get();
        optional = before;
        ImmutableBitSet right = places.get();
        ImmutableBitSet left = ImmutableBitSet.range(right.isEmpty() ? 0 : right.nth(0));
        own.forEach(c -> add(c, JoinRelType.LEFT, left, right));
        return made;
    }

    /** Of an outer join. */
    void add(RexNode condition, JoinRelType type, ImmutableBitSet left, ImmutableBitSet right) {
        if (type == JoinRelType.LEFT || type == JoinRelType.RIGHT) {
            ofOuterJoins.add(new OfOuterJoin(condition, type == JoinRelType.LEFT ? right : left));
        }
        add(
                condition,
                gives -> {
                    boolean ofRight = right.contains(gives);
                    boolean optional =
                            type == JoinRelType.LEFT && ofRight || type == JoinRelType.RIGHT && left.contains(gives);
                    return optional ? null : ofRight ? left : right;
                },
                false);
    }

    /** From which rows one must set out so that a condition gives something. */
    private interface Within {
        @Nullable
        ImmutableBitSet of(ImmutableBitSet gives);
    }

    private void add(RexNode condition, Within within, boolean always) {
        RexNode plain = RexUtil.expandSearch(rows.rex(), null, condition);
        for (RexNode conjunct : RelOptUtil.conjunctions(plain)) {
            all.add(conjunct);
            if (always) {
                certain.add(conjunct);
            }
            if (isEquality(conjunct)) {
                RexNode a = ((RexCall) conjunct).getOperands().get(0);
                RexNode b = ((RexCall) conjunct).getOperands().get(1);
                tells(a, b, within);
                tells(b, a, within);
                if (place(a) >= 0 && place(b) >= 0) {
                    steps.same(place(a), place(b), always);
                }
            } else if (conjunct.getKind() == SqlKind.IS_NULL && place(operand(conjunct)) >= 0) {
                gives(ImmutableBitSet.of(), ImmutableBitSet.of(place(operand(conjunct))), within);
            } else if (place(conjunct) >= 0) {
                gives(ImmutableBitSet.of(), ImmutableBitSet.of(place(conjunct)), within);
            }
            RexOver first = firstOf(conjunct);
            if (first != null) {
                gives(
                        first.getWindow().partitionKeys.stream()
                                .map(MeetingRows::places)
                                .reduce(ImmutableBitSet.of(), ImmutableBitSet::union),
                        rows.numberedBy(first),
                        within);
            }
            versions.add(rows, conjunct, place(conjunct), within::of);
        }
    }

    private void tells(RexNode column, RexNode value, Within within) {
        int place = new Shifted(rows, this::place).of(column);
        if (place >= 0) {
            gives(MeetingRows.places(value), ImmutableBitSet.of(place), within);
        }
    }

    private void gives(ImmutableBitSet given, ImmutableBitSet gives, Within within) {
        steps.add(given, gives, within.of(gives));
    }

    /** When all conditions are there. */
    void versions() {
        versions.found(rows, this::place).forEach(f -> steps.add(f.given(), f.gives(), f.within()));
    }

    ImmutableBitSet places() {
        return all.stream().map(MeetingRows::places).reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
    }

    List<String> texts(int place) {
        return all.stream()
                .filter(c -> MeetingRows.places(c).get(place))
                .map(RexNode::toString)
                .toList();
    }

    List<RexNode> all() {
        return List.copyOf(all);
    }

    /** What holds in every row: of an outer join where something is asked of what it may leave empty. */
    List<RexNode> certain() {
        List<RexNode> found = new ArrayList<>(certain);
        for (OfOuterJoin join : ofOuterJoins) {
            if (certain.stream().anyMatch(c -> Strong.isNotTrue(c, join.side))) {
                found.addAll(RelOptUtil.conjunctions(RexUtil.expandSearch(rows.rex(), null, join.condition)));
            }
        }
        return List.copyOf(found);
    }

    /** The columns that a condition pins to one value. */
    ImmutableBitSet constants(RexNode condition) {
        ImmutableBitSet.Builder found = ImmutableBitSet.builder();
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            if (isEquality(conjunct)) {
                List<RexNode> sides = ((RexCall) conjunct).getOperands();
                for (int i = 0; i < 2; i++) {
                    if (place(sides.get(i)) >= 0
                            && MeetingRows.places(sides.get(1 - i)).isEmpty()) {
                        found.set(place(sides.get(i)));
                    }
                }
            } else if (conjunct.getKind() == SqlKind.IS_NULL && place(operand(conjunct)) >= 0) {
                found.set(place(operand(conjunct)));
            }
        }
        return found.build();
    }

    private static RexNode operand(RexNode call) {
        return ((RexCall) call).getOperands().get(0);
    }

    private static boolean isEquality(RexNode node) {
        return node.getKind() == SqlKind.EQUALS || node.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    }

    /** The place of a column that an expression is nothing else than, or -1. */
    int place(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return ref.getIndex();
        }
        if (node.getKind() == SqlKind.CAST && isKept((RexCall) node)) {
            return place(((RexCall) node).getOperands().get(0));
        }
        if (node.getKind() != SqlKind.COALESCE) {
            return -1;
        }
        // USING has the value of both sides, of which one tells the other.
        List<Integer> operands =
                ((RexCall) node).getOperands().stream().map(this::place).toList();
        return operands.contains(-1)
                ? -1
                : operands.stream()
                        .filter(a -> operands.stream().allMatch(b -> steps.tells(a, b)))
                        .findFirst()
                        .orElse(-1);
    }

    /** Whether two values stay two. */
    private static boolean isKept(RexCall cast) {
        SqlTypeName from = cast.getOperands().get(0).getType().getSqlTypeName();
        SqlTypeName to = cast.getType().getSqlTypeName();
        boolean same = from == to
                && cast.getType().getPrecision()
                        >= cast.getOperands().get(0).getType().getPrecision();
        return same
                || RexUtil.isLosslessCast(cast)
                || from == SqlTypeName.DATE && to == SqlTypeName.TIMESTAMP
                || to == SqlTypeName.VARCHAR
                        && (SqlTypeName.CHAR_TYPES.contains(from) || SqlTypeName.INT_TYPES.contains(from));
    }

    /** The window whose first row of each partition is meant: {@code ROW_NUMBER() OVER (..) = 1}. */
    private static @Nullable RexOver firstOf(RexNode node) {
        if (!(node instanceof RexCall call) || call.getOperands().size() != 2) {
            return null;
        }
        RexNode a = call.getOperands().get(0);
        RexNode b = call.getOperands().get(1);
        return switch (node.getKind()) {
            case EQUALS -> isNumber(a) && is(b, 1) ? (RexOver) a : isNumber(b) && is(a, 1) ? (RexOver) b : null;
            case LESS_THAN_OR_EQUAL -> isNumber(a) && is(b, 1) ? (RexOver) a : null;
            case LESS_THAN -> isNumber(a) && is(b, 2) ? (RexOver) a : null;
            default -> null;
        };
    }

    private static boolean isNumber(RexNode node) {
        return node instanceof RexOver over && over.getAggOperator().getKind() == SqlKind.ROW_NUMBER;
    }

    private static boolean is(RexNode node, int value) {
        RexNode plain =
                node.getKind() == SqlKind.CAST ? ((RexCall) node).getOperands().get(0) : node;
        return plain instanceof RexLiteral literal
                && SqlTypeName.EXACT_TYPES.contains(literal.getType().getSqlTypeName())
                && Objects.equals(literal.getValueAs(Integer.class), value);
    }
}
