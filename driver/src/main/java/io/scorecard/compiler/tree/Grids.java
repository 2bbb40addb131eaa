package io.scorecard.compiler.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * The products of periods and groups in a question, noted while it is built; {@link GridCheck} looks at their sizes. One
 * statement's, not thread-safe.
 */
public final class Grids {

    /** What becomes of a grid that is too large. */
    public enum Excess {
        REFUSED,
        SPARSE,
        CUT,
        /** It is refused, too: left out of a step, an empty cell could be missing from a mean. */
        STEP_REFUSED
    }

    /**
     * @param keys expressions over the columns of {@code kpi} that the groups are made of
     * @param counts one row of one number each; their product is how many groups there are
     */
    public record Grid(long periods, List<RexNode> keys, List<RelNode> counts, Excess excess) {
        public Grid {
            keys = List.copyOf(keys);
            counts = List.copyOf(counts);
        }
    }

    private final Set<Integer> sparse = new TreeSet<>();
    private final List<Grid> grids = new ArrayList<>();

    /** Whether it is known already that the one added now is to be sparse. */
    public boolean add(Grid grid) {
        grids.add(grid);
        return sparse.contains(grids.size() - 1);
    }

    /** The same, to be told of the grids anew, but sparse where it was found out to be. */
    public Grids again() {
        Grids again = new Grids();
        again.sparse.addAll(sparse);
        return again;
    }

    public List<Grid> all() {
        return List.copyOf(grids);
    }

    public boolean isSparse(int i) {
        return sparse.contains(i);
    }

    public void makeSparse(int i) {
        sparse.add(i);
    }
}
