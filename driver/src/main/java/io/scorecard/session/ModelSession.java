package io.scorecard.session;

import io.scorecard.compiler.Compiled;
import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.Metadata;
import io.scorecard.compiler.Moment;
import io.scorecard.model.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One connection's view of a model. What SET changes may be read by a run in another thread. */
final class ModelSession implements Session {

    private final ModelWorkspace workspace;
    private final SessionSettings connection;
    private final Statements statements = new Statements(this);
    private volatile SessionSettings settings;

    ModelSession(ModelWorkspace workspace, SessionSettings connection) {
        this.workspace = workspace;
        this.connection = connection.settled(workspace.model().settings().timeZone());
        this.settings = this.connection;
    }

    @Override
    public Prepared prepare(String sql) {
        return statements.prepared(sql).orElseGet(() -> question(sql));
    }

    Prepared explained(String sql) {
        return new ExplainedQuestion(question(sql));
    }

    Prepared analyzed(String sql) {
        return new AnalyzedQuestion(question(sql));
    }

    PreparedQuestion question(String sql) {
        if (!SegmentValues.matterTo(sql)) {
            Compiled compiled = workspace
                    .plans()
                    .plan(sql, sql.length(), () -> workspace.compiler().compile(sql));
            return new PreparedQuestion(
                    workspace,
                    sql,
                    compiled,
                    (given, known, failing) -> workspace
                            .compiler()
                            .compile(sql, given, known, new SegmentValues(workspace, moment()), failing),
                    this::moment);
        }
        SegmentValues values = new SegmentValues(workspace, moment());
        Compiled compiled = PlanCache.deep(() -> workspace.compiler().compile(sql, values));
        return new PreparedQuestion(
                workspace,
                sql + " -- " + values.found(),
                compiled,
                (given, known, failing) -> workspace.compiler().compile(sql, given, known, values, failing),
                this::moment);
    }

    /** As of: the connection's before the model's before the clock's, by the minute so that plans last. */
    Moment moment() {
        Settings model = workspace.model().settings();
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MINUTES);
        ZoneId zone = settings.timeZone().orElse(model.timeZone());
        Instant asOf = settings.asOf().map(m -> m.in(zone)).or(model::asOf).orElse(now);
        Instant through = settings.dataThrough()
                .map(m -> m.in(zone))
                .or(model::dataThrough)
                .orElse(asOf);
        return new Moment(
                asOf,
                asOf.isBefore(now),
                through,
                zone,
                settings.showPartialPeriods().orElse(model.showPartialPeriods()));
    }

    synchronized void change(Setting setting, SessionSettings to) {
        settings = setting.taken(to, settings);
    }

    /** Back to what the connection was opened with. */
    void reset(Setting setting) {
        change(setting, connection);
    }

    SettingValues values() {
        return new SettingValues(modelName(), workspace.model().settings().currency(), moment());
    }

    Compiler compiler() {
        return workspace.compiler();
    }

    @Override
    public Metadata metadata() {
        return workspace.compiler().describe();
    }

    @Override
    public SessionSettings overrides() {
        return settings;
    }

    @Override
    public boolean isValid(int timeoutSeconds) {
        return workspace.sources().answer(timeoutSeconds);
    }

    @Override
    public String modelName() {
        return workspace.model().name();
    }

    @Override
    public List<String> settings() {
        Moment moment = moment();
        List<String> values = new ArrayList<>(List.of(
                "time_zone=" + moment.zone(), "as_of=" + moment.asOf(), "data_through=" + moment.dataThrough()));
        workspace.model().settings().currency().ifPresent(c -> values.add("currency=" + c));
        return values;
    }

    @Override
    public void close() {}
}
