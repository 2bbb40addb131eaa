package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.SourceTable;
import io.scorecard.compiler.tree.Views;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which columns of a relation no two of its rows have alike: a table's key; the keys of a grouping, and fewer of them
 * where those tell the others; whatever joins, filters and windows leave of them. Of what is not known to be unique it is
 * said that it is not. For one question.
 */
final class UniqueKeys {

    private final Map<RelNode, MeetingRows> meetings = new IdentityHashMap<>();

    /** A relation taken apart. */
    MeetingRows rows(RelNode rel) {
        return rows(rel, Views.wrote(rel));
    }

    private MeetingRows rows(RelNode rel, boolean inside) {
        MeetingRows known = meetings.get(rel);
        if (known == null) {
            known = new MeetingRows(this, rel, inside);
            meetings.put(rel, known);
        }
        return known;
    }

    /** Whether no two rows of a relation agree in these of its columns. */
    boolean isUnique(RelNode rel, ImmutableBitSet own) {
        ImmutableBitSet all = ImmutableBitSet.range(rel.getRowType().getFieldCount());
        if (rel instanceof TableScan scan) {
            SourceTable source = scan.getTable().unwrap(SourceTable.class);
            return source == null ? scan.getTable().isKey(own) : source.isUnique(own);
        }
        if (rel instanceof Values values) {
            return isUnique(values, own);
        }
        if (rel instanceof Aggregate aggregate) {
            return isUnique(aggregate, own);
        }
        if (rel instanceof Sort sort && (sort.fetch != null || sort.offset != null)) {
            return isOne(sort.fetch) || isUnique(sort.getInput(), own);
        }
        if (rel instanceof SetOp set) {
            return !set.all && own.contains(all) || !(set instanceof Union) && isUnique(set.getInput(0), own);
        }
        MeetingRows rows = rows(rel);
        if (rows.isOnly(rel)) {
            return false;
        }
        ImmutableBitSet known = rows.known(null, rows.given(own));
        return rows.leaves().stream().allMatch(l -> known.get(l.row()));
    }

    private boolean isUnique(Aggregate aggregate, ImmutableBitSet own) {
        if (aggregate.getGroupSets().size() > 1) {
            return false;
        }
        List<Integer> keys = aggregate.getGroupSet().asList();
        ImmutableBitSet given = ImmutableBitSet.of(own.asList().stream()
                .filter(i -> i < keys.size())
                .map(keys::get)
                .toList());
        MeetingRows rows = rows(aggregate.getInput(), Views.wrote(aggregate));
        ImmutableBitSet known = rows.known(null, rows.given(given));
        return keys.stream().allMatch(k -> given.get(k) || known.contains(MeetingRows.places(rows.column(k))));
    }

    private static boolean isUnique(Values values, ImmutableBitSet own) {
        Set<List<RexLiteral>> seen = new HashSet<>();
        return values.getTuples().stream()
                .allMatch(t -> seen.add(own.asList().stream().map(t::get).toList()));
    }

    private static boolean isOne(RexNode fetch) {
        return fetch instanceof RexLiteral literal && Objects.equals(literal.getValueAs(Integer.class), 1);
    }
}
