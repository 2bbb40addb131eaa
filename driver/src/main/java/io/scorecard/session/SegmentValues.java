package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.compiler.face.ValuesInUse;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks the sources for the values that become columns of one question; each only once. Not thread-safe. */
final class SegmentValues implements ValuesInUse {

    private static final int SECONDS = 60;

    private final ModelWorkspace workspace;
    private final Moment moment;
    private final Map<String, List<Optional<String>>> found = new LinkedHashMap<>();

    SegmentValues(ModelWorkspace workspace, Moment moment) {
        this.workspace = workspace;
        this.moment = moment;
    }

    /** Whether a question may have such columns; its plan is nobody else's then. */
    static boolean matterTo(String sql) {
        return sql.toLowerCase(Locale.ROOT).contains("kpi_pivot");
    }

    /** All that was asked and answered. */
    Map<String, List<Optional<String>>> found() {
        return found;
    }

    @Override
    public List<Optional<String>> of(String question, int limit) {
        return found.computeIfAbsent(question, q -> read(q, limit));
    }

    private List<Optional<String>> read(String question, int limit) {
        Limits limits = new Limits(limit + 1, SECONDS, 0);
        List<Optional<String>> values = new ArrayList<>();
        try (Cursor rows = workspace.ask(question, moment, limits, new Stop())) {
            while (values.size() <= limit && rows.next()) {
                values.add(Optional.ofNullable(rows.object(1)).map(Object::toString));
            }
        }
        return values;
    }
}
