package io.scorecard.session;

import io.scorecard.compiler.Compiled;
import io.scorecard.compiler.Detail;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.Statement;
import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Moved;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A compiled question, bound and run as often as it is asked. */
final class PreparedQuestion implements Prepared {

    private final ModelWorkspace workspace;
    private final String text;
    private final Compiled compiled;
    private final Supplier<Moment> moment;

    PreparedQuestion(ModelWorkspace workspace, String text, Compiled compiled, Supplier<Moment> moment) {
        this.workspace = workspace;
        this.text = text;
        this.compiled = compiled;
        this.moment = moment;
    }

    @Override
    public List<ResultColumn> columns() {
        return compiled.columns();
    }

    @Override
    public List<ResultColumn> parameters() {
        return compiled.parameters();
    }

    /** What a bound statement depends on, besides the model. */
    private record Bound(String text, Moment moment, List<@Nullable Object> values) {}

    @Override
    public Answer run(List<@Nullable Object> values, Limits limits, Stop stop) {
        return run(values, limits, stop, moved -> {});
    }

    /** @param told of each stage of a question over several sources when it is done */
    Answer run(List<@Nullable Object> values, Limits limits, Stop stop, Consumer<Moved> told) {
        complete(values);
        Statement statement = bind(values);
        List<ResultColumn> columns = columns();
        int most = workspace.model().settings().maxStagedRows();
        Cursor rows = new Running(statement, values, columns, most, limits, stop).open(told);
        return new Answer(columns, rows, statement.warnings());
    }

    Statement bind(List<@Nullable Object> values) {
        Moment now = moment.get();
        return workspace
                .plans()
                .plan(
                        new Bound(text, now, new ArrayList<>(values)),
                        () -> compiled.bind(
                                now, values, () -> workspace.firstEvent().day(now)));
    }

    /** What would be run. */
    List<Detail> explain(List<@Nullable Object> values) {
        complete(values);
        Moment now = moment.get();
        return compiled.explain(now, values, () -> workspace.firstEvent().day(now));
    }

    private void complete(List<@Nullable Object> values) {
        int wanted = parameters().size();
        if (values.size() != wanted) {
            throw ErrorCode.BAD_PARAMETER.with(
                    "list", wanted + " values are needed, " + values.size() + " were given.", "Set each ? once.");
        }
    }
}
