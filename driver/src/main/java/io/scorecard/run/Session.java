package io.scorecard.run;

import io.scorecard.functions.ScorecardException;
import io.scorecard.source.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A source's session while one run has it, and how it is given back: returned where it is as it was,
 * closed for good where its run was ended from outside. Any thread may close it.
 */
final class Session {

    private final Engine engine;
    private final @Nullable Connection connection;
    private final @Nullable Statement statement;
    private final String sql;
    private final Watch watch;
    private final Stop stop;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean failed;

    Session(
            Engine engine,
            @Nullable Connection connection,
            @Nullable Statement statement,
            String sql,
            Watch watch,
            Stop stop) {
        this.engine = engine;
        this.connection = connection;
        this.statement = statement;
        this.sql = sql;
        this.watch = watch;
        this.stop = stop;
    }

    String source() {
        return engine.sources(sql);
    }

    Watch watch() {
        return watch;
    }

    ScorecardException explained(Throwable e) {
        failed = true;
        ScorecardException ended = watch.whyEnded();
        if (ended == null) {
            ScorecardException explained = connection != null && e instanceof SQLException failure
                    ? engine.explain(failure, connection, sql)
                    : SourceRun.explained(engine, e);
            ended = watch.whyEnded();
            if (ended == null) {
                return explained;
            }
        }
        return ended.because(e);
    }

    /** Watched to its end: where the network is gone, even a rollback would wait for it. */
    void close(AutoCloseable... before) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watch.closing();
        for (AutoCloseable first : before) {
            SourceRun.close(first);
        }
        SourceRun.close(statement);
        if (connection != null && !watch.mayBeUsedAgain()) {
            engine.discard(connection);
        } else {
            if (connection != null && failed) {
                SourceRun.close(connection::rollback);
            }
            SourceRun.close(connection);
        }
        watch.end();
        stop.detach();
    }
}
