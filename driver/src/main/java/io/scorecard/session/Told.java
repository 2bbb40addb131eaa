package io.scorecard.session;

import io.scorecard.run.Limits;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.RowsCursor;
import io.scorecard.run.Stop;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A statement that is answered without any source. What it tells is looked up when it runs. */
final class Told implements Prepared {

    private final List<ResultColumn> columns;
    private final Supplier<List<List<@Nullable Object>>> rows;

    private Told(List<ResultColumn> columns, Supplier<List<List<@Nullable Object>>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Texts under these labels. */
    static Told texts(String labels, Supplier<List<List<@Nullable Object>>> rows) {
        return new Told(Arrays.stream(labels.split(" ")).map(Told::text).toList(), rows);
    }

    /** A statement without an answer. */
    static Told nothing(Runnable action) {
        return new Told(List.of(), () -> {
            action.run();
            return List.of();
        });
    }

    static ResultColumn text(String label) {
        return new ResultColumn(label, Types.VARCHAR, "VARCHAR", 0, 0, true, "");
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public List<ResultColumn> parameters() {
        return List.of();
    }

    @Override
    public Answer run(List<@Nullable Object> parameters, Limits limits, Stop stop) {
        return answer(columns, rows.get(), limits);
    }

    static Answer answer(List<ResultColumn> columns, List<List<@Nullable Object>> rows, Limits limits) {
        boolean cut = limits.maxRows() > 0 && limits.maxRows() < rows.size();
        return new Answer(columns, new RowsCursor(cut ? rows.subList(0, (int) limits.maxRows()) : rows), List.of());
    }
}
