package io.scorecard.session;

import io.scorecard.compiler.Compiled;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.Sizes;
import io.scorecard.compiler.Statement;
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
        return workspace.valuesInUse().of(column, () -> read(column));
    }

    private long read(String column) {
        Compiled question = workspace
                .compiler()
                .compile("SELECT COUNT(*) FROM (SELECT DISTINCT \"" + column + "\" FROM kpi) AS in_use");
        Statement statement =
                question.bind(moment, List.of(), () -> workspace.firstEvent().day(moment, limits, stop), Sizes.SMALL);
        return number(statement, List.of(), question.columns());
    }

    @Override
    public long count(Statement statement, List<ResultColumn> columns) {
        return number(statement, values, columns);
    }

    private long number(Statement statement, List<@Nullable Object> parameters, List<ResultColumn> columns) {
        int most = workspace.model().settings().maxStagedRows();
        try (Cursor rows = new Running(statement, parameters, columns, most, limits, stop).open(moved -> {})) {
            return rows.next() && rows.object(1) instanceof Number number ? number.longValue() : 0;
        }
    }
}
