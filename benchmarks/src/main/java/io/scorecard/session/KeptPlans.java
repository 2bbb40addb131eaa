package io.scorecard.session;

import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a connection does from a question's text to the source's statement, with the plans that it keeps. */
public final class KeptPlans implements AutoCloseable {

    private static final Limits LIMITS = new Limits(0, 60, 0);

    private final Workspace workspace;
    private final Session session;

    public KeptPlans(Path model) {
        this.workspace = Workspaces.open(model, Optional.empty());
        this.session = workspace.open(SessionSettings.NONE);
    }

    /** The statement of a question, as each run finds it. */
    public String statement(String sql) {
        PreparedQuestion question = (PreparedQuestion) session.prepare(sql);
        return question.bind(List.of(), LIMITS, new Stop()).sql();
    }

    @Override
    public void close() {
        session.close();
        workspace.close();
    }
}
