package io.scorecard.session;

import io.scorecard.compiler.Compiled;
import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.answer.Sizes;
import io.scorecard.compiler.print.Statement;
import io.scorecard.compiler.time.Beginning;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Moved;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.SourceRun;
import io.scorecard.run.Stage;
import io.scorecard.run.StagedRun;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bound statement and all that one run of it needs.
 *
 * @param values of the question's parameters
 * @param columns of the answer
 * @param mostStagedRows that may be brought together from several sources
 */
record Running(
        Statement statement,
        List<@Nullable Object> values,
        List<ResultColumn> columns,
        int mostStagedRows,
        Limits limits,
        Stop stop) {

    /**
     * Asks a question of the program's own: it has no parameters, and meets no limit of cells.
     *
     * @param firstEvent as {@link Compiled#bind} wants it
     */
    static Cursor own(
            Compiler compiler,
            String sql,
            Moment moment,
            Supplier<Beginning> firstEvent,
            int mostStagedRows,
            Limits limits,
            Stop stop) {
        Compiled question = compiler.compile(sql);
        Statement statement = question.bind(moment, List.of(), firstEvent, Sizes.SMALL);
        return new Running(statement, List.of(), question.columns(), mostStagedRows, limits, stop).open(moved -> {});
    }

    /** @param told of each stage when it is done */
    Cursor open(Consumer<Moved> told) {
        if (!statement.stages().isEmpty()) {
            Stage last = new Stage(statement.engine(), statement.sql(), statement.parameters(), "", columns);
            return StagedRun.open(statement.stages(), last, values, mostStagedRows, limits, stop, told);
        }
        List<@Nullable Object> placed = new ArrayList<>();
        statement.parameters().forEach(i -> placed.add(values.get(i)));
        return SourceRun.open(statement.engine(), statement.sql(), placed, columns, limits, stop);
    }
}
