package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.tree.Grids;
import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * How large the grids of a question are. One beyond the model's {@code max_cells} is refused before it is sent; one of
 * flows leaves out where nothing happened instead, and a list ends there. A step on the way to an answer, which nobody
 * has to read, may be {@value #STEP} times as large.
 */
public record GridCheck(KpiTable kpi, Calendar calendar, Sizes sizes) {

    private static final int STEP = 100;

    /**
     * Whether a grid was found out to be sparse, so that all is to be built once more.
     *
     * @param rows what a count answers
     */
    public boolean findsSparse(Grids grids, ToLongFunction<RelNode> rows) {
        boolean found = false;
        List<Grids.Grid> all = grids.all();
        for (int i = 0; i < all.size(); i++) {
            Grids.Grid grid = all.get(i);
            boolean step = grid.excess() == Grids.Excess.STEP_REFUSED;
            // With so few periods a step is too large only where there are more than max_cells groups.
            if (step && grid.periods() <= STEP) {
                continue;
            }
            long most = (step ? STEP : 1L) * calendar.settings().maxCells();
            if (grids.isSparse(i) || product(grid.periods(), values(grid.keys())) <= most) {
                continue;
            }
            long groups = 1;
            for (RelNode count : grid.counts()) {
                groups = product(groups, rows.applyAsLong(count));
            }
            if (product(grid.periods(), groups) <= most) {
                continue;
            }
            if (step || grid.excess() == Grids.Excess.REFUSED) {
                throw ErrorCode.TOO_LARGE.with(
                        (step ? "a step of it has " : "it has ") + grid.periods() + " periods for each of " + groups
                                + " groups, more than " + most + " cells",
                        "Ask for less time, a coarser time or fewer groups; "
                                + (step ? STEP + " times max_cells" : "max_cells") + " in the model is the limit.");
            }
            calendar.warn(
                    grid.excess() == Grids.Excess.CUT
                            ? "The list ends at " + most + " rows; max_cells in the model is the limit."
                            : "Groups and periods in which nothing happened are left out: with them it would be more than "
                                    + most + " cells, which is max_cells in the model.");
            if (grid.excess() == Grids.Excess.SPARSE) {
                grids.makeSparse(i);
                found = true;
            }
        }
        return found;
    }

    /** No more groups than this, and mostly far fewer. */
    private long values(List<RexNode> keys) {
        long product = 1;
        for (RexNode key : keys) {
            boolean each = key instanceof RexCall call
                    && (call.getOperator() == Operators.EACH_SEGMENT_NAME
                            || call.getOperator() == Operators.EACH_SEGMENT_VALUE);
            long values = each ? 0 : 1;
            for (int i : RelOptUtil.InputFinder.bits(key)) {
                long own =
                        kpi.time(i).isPresent() ? 1 : sizes.values(kpi.column(i).name()) + 1;
                values = each ? values + own : product(values, own);
            }
            product = product(product, values);
        }
        return product;
    }

    private static long product(long a, long b) {
        return a == 0 || b <= Long.MAX_VALUE / a ? a * b : Long.MAX_VALUE;
    }
}
