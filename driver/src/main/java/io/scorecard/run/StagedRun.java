package io.scorecard.run;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.source.SourceColumn;
import io.scorecard.source.StagingTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question over several databases: each stage's rows go into a temporary table of one session of the
 * embedded database, and the last statement is run in that session.
 *
 * <p>The tables live until the answer's cursor gives the session back. Rows flow from source to
 * table without being held here. Not thread-safe; another thread may stop it at any time.
 */
public final class StagedRun {

    /** Rows between two looks at whether the run is to end. */
    private static final int BATCH = 1000;

    private static final int FETCH = 5000;

    private final List<@Nullable Object> values;
    private final int mostRows;
    private final Limits limits;
    private final Deadline deadline;
    private final Stop stop;
    private long rows;

    private StagedRun(List<@Nullable Object> values, int mostRows, Limits limits, Stop stop) {
        this.values = values;
        this.mostRows = mostRows;
        this.limits = limits;
        this.deadline = Deadline.of(limits);
        this.stop = stop;
    }

    /**
     * Runs the stages and opens the last statement.
     *
     * @param last at the embedded database; it fills no table, and its columns are the answer's
     * @param values of the question's parameters
     * @param mostRows that all stages together may move
     * @param told of each stage when it is done
     */
    public static Cursor open(
            List<Stage> stages,
            Stage last,
            List<@Nullable Object> values,
            int mostRows,
            Limits limits,
            Stop stop,
            Consumer<Moved> told) {
        StagedRun run = new StagedRun(values, mostRows, limits, stop);
        Connection session = last.engine().connect();
        Limits rest;
        try {
            for (Stage stage : stages) {
                told.accept(run.moved(stage, session));
            }
            StagingTable.keep(session);
            rest = new Limits(limits.maxRows(), run.deadline.left(), limits.fetchSize());
        } catch (ScorecardException e) {
            SourceRun.close(session);
            // A stage was given what the others left; what is told is the time of the whole.
            throw e.code() == ErrorCode.TIMEOUT
                    ? ErrorCode.TIMEOUT
                            .with(Limits.time(limits.timeoutSeconds()))
                            .because(e)
                    : e;
        } catch (SQLException | RuntimeException | Error e) {
            SourceRun.close(session);
            throw stop.requested() ? ErrorCode.CANCELLED.with().because(e) : SourceRun.explained(last.engine(), e);
        }
        return SourceRun.open(last.engine(), session, last.sql(), run.placed(last), last.columns(), rest, stop);
    }

    private List<@Nullable Object> placed(Stage stage) {
        List<@Nullable Object> placed = new ArrayList<>();
        stage.parameters().forEach(i -> placed.add(values.get(i)));
        return placed;
    }

    private Moved moved(Stage stage, Connection session) throws SQLException {
        long began = System.nanoTime();
        long before = rows;
        Limits here = new Limits(0, deadline.left(), FETCH);
        StagedValue[] kinds =
                stage.columns().stream().map(c -> StagedValue.of(c.jdbcType())).toArray(StagedValue[]::new);
        try (Cursor cursor = SourceRun.open(stage.engine(), stage.sql(), placed(stage), stage.columns(), here, stop);
                StagingTable table = StagingTable.create(session, stage.table(), columns(stage))) {
            while (cursor.next()) {
                count(stage);
                table.beginRow();
                for (int c = 1; c <= kinds.length; c++) {
                    kinds[c - 1].copy(cursor, c, table);
                }
                table.endRow();
            }
            return new Moved(stage, rows - before, table.bytes(), Duration.ofNanos(System.nanoTime() - began));
        } catch (ArithmeticException e) {
            throw DataFault.NUMBER_RANGE
                    .in(
                            stage.engine().name(),
                            "a value has more digits than its type.",
                            "Cast it in the model to the digits that are wanted.")
                    .because(e);
        }
    }

    private void count(Stage stage) {
        if (++rows > mostRows) {
            throw ErrorCode.SEVERAL_SOURCES.with(mostRows, stage.engine().name());
        }
        if (rows % BATCH == 0) {
            deadline.check();
            if (stop.requested()) {
                throw ErrorCode.CANCELLED.with();
            }
        }
    }

    /** Of an interval the embedded database would only get the text, and order it so. */
    private static List<SourceColumn> columns(Stage stage) {
        if (stage.columns().stream().anyMatch(c -> c.typeName().equals(ResultColumn.INTERVAL))) {
            throw ErrorCode.UNSUPPORTED.with(
                    "An interval that goes from one source to another",
                    "Ask for seconds: EXTRACT(EPOCH FROM a - b), or minutes_between(b, a).");
        }
        return stage.columns().stream()
                .map(c -> new SourceColumn(c.label(), c.jdbcType(), c.typeName(), c.precision(), c.scale()))
                .toList();
    }
}
