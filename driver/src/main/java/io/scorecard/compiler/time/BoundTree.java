package io.scorecard.compiler.time;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * A part of a relation at bounds.
 *
 * @param spread whether it is there once for every bound; the period's number and the bound are then its last
 *     two columns
 */
public record BoundTree(RelNode rel, boolean spread) {

    private static final List<String> MORE = List.of("b0", "b1");

    /** How many columns a tree has more when it is spread. */
    public static final int EXTRAS = MORE.size();

    /** How many columns it has without those two. */
    public int own() {
        return rel.getRowType().getFieldCount() - (spread ? EXTRAS : 0);
    }

    /** The period's number; only of what is spread. */
    RexNode number() {
        return column(own());
    }

    /** The bound; only of what is spread. */
    RexNode bound() {
        return column(own() + 1);
    }

    /** The period's number and the bound; nothing where it is not spread. */
    public List<RexNode> extras() {
        return columns(own(), rel.getRowType().getFieldCount());
    }

    RexNode column(int i) {
        return rel.getCluster().getRexBuilder().makeInputRef(rel, i);
    }

    /** The columns from a place on, up to another one. */
    public List<RexNode> columns(int from, int until) {
        return IntStream.range(from, until).mapToObj(this::column).toList();
    }

    /** The names of all columns, where these are those of its own. */
    public List<String> names(List<String> own) {
        List<String> names = new ArrayList<>(own);
        if (spread) {
            names.addAll(MORE);
        }
        return names;
    }
}
