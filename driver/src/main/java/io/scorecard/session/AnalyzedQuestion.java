package io.scorecard.session;

import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Moved;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question that is run to its last row, and told about instead of answered: time, rows and bytes of each stage. */
final class AnalyzedQuestion implements Prepared {

    private static final List<ResultColumn> COLUMNS = List.of(
            Told.text("stage"),
            Told.text("source"),
            number("rows", Types.BIGINT, "BIGINT", 19),
            number("bytes", Types.BIGINT, "BIGINT", 19),
            number("milliseconds", Types.DOUBLE, "DOUBLE", 17));

    private final PreparedQuestion question;

    AnalyzedQuestion(PreparedQuestion question) {
        this.question = question;
    }

    private static ResultColumn number(String label, int type, String name, int digits) {
        return new ResultColumn(label, type, name, digits, 0, true, "");
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
        return new AnalyzedQuestion(question.given(types));
    }

    @Override
    public Answer run(List<@Nullable Object> values, Limits limits, Stop stop) {
        long began = System.nanoTime();
        String source = question.bind(values, limits, stop).engine().name();
        Duration planned = Duration.ofNanos(System.nanoTime() - began);
        List<Moved> moved = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        Duration all;
        try (Answer answer = question.run(values, limits, stop, moved::add)) {
            Cursor cursor = answer.rows();
            while (cursor.next()) {
                rows++;
                for (int c = 1; c <= answer.columns().size(); c++) {
                    bytes += bytes(cursor.object(c));
                }
            }
            all = Duration.ofNanos(System.nanoTime() - began).minus(planned);
        }
        List<List<@Nullable Object>> told = new ArrayList<>();
        told.add(row("plan", null, null, null, planned));
        for (Moved stage : moved) {
            all = all.minus(stage.time());
            told.add(row(
                    stage.stage().table(), stage.stage().engine().name(), stage.rows(), stage.bytes(), stage.time()));
        }
        told.add(row("answer", source, rows, bytes, all));
        return Told.answer(COLUMNS, told, Limits.NONE);
    }

    private static List<@Nullable Object> row(
            String stage, @Nullable String source, @Nullable Long rows, @Nullable Long bytes, Duration time) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(stage);
        row.add(source);
        row.add(rows);
        row.add(bytes);
        row.add(time.toNanos() / 1000 / 1000.0);
        return row;
    }

    /** What a value takes, as a stage's are counted. */
    private static long bytes(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return 1;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof BigDecimal) {
            return 2L * Long.BYTES;
        }
        return value instanceof Integer || value instanceof java.time.LocalDate ? Integer.BYTES : Long.BYTES;
    }
}
