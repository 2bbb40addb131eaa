package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.compiler.answer.Sizes;
import io.scorecard.compiler.print.Statement;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sizes that the sources of one run are asked for. */
record AskedSizes(ModelWorkspace workspace, Moment moment, List<@Nullable Object> values, Limits limits, Stop stop)
        implements Sizes {

    @Override
    public long values(String column) {
        return workspace.sizes().of(column, () -> read(column));
    }

    private long read(String column) {
        String sql = "SELECT COUNT(*) FROM (SELECT DISTINCT \"" + column + "\" FROM kpi) AS in_use";
        return number(workspace.ask(sql, moment, limits, stop));
    }

    @Override
    public long count(Statement statement, List<ResultColumn> columns) {
        int most = workspace.model().settings().maxStagedRows();
        return number(new Running(statement, values, columns, most, limits, stop).open(moved -> {}));
    }

    private static long number(Cursor answer) {
        try (Cursor rows = answer) {
            return rows.next() && rows.object(1) instanceof Number number ? number.longValue() : 0;
        }
    }
}
