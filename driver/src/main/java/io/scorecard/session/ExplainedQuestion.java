package io.scorecard.session;

import io.scorecard.run.Limits;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question that is told about instead of run. */
final class ExplainedQuestion implements Prepared {

    private static final List<ResultColumn> COLUMNS = List.of(Told.text("stage"), Told.text("detail"));

    private final PreparedQuestion question;

    ExplainedQuestion(PreparedQuestion question) {
        this.question = question;
    }

    @Override
    public List<ResultColumn> columns() {
        return COLUMNS;
    }

    @Override
    public List<ResultColumn> parameters() {
        return question.parameters();
    }

    @Override
    public ParameterType.Openness openness(int parameter) {
        return question.openness(parameter);
    }

    @Override
    public Prepared given(Map<Integer, ParameterType> types) {
        return new ExplainedQuestion(question.given(types));
    }

    @Override
    public Answer run(List<@Nullable Object> values, Limits limits, Stop stop) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        question.explain(values).forEach(d -> rows.add(List.of(d.name(), d.text())));
        return Told.answer(COLUMNS, rows, limits);
    }
}
