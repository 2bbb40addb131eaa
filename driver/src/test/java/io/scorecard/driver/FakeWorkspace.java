package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.RowsCursor;
import io.scorecard.run.Stop;
import io.scorecard.session.Answer;
import io.scorecard.session.Prepared;
import io.scorecard.session.Session;
import io.scorecard.session.SessionSettings;
import io.scorecard.session.Workspace;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A model whose answers are written down by hand, and that remembers what it was asked. */
final class FakeWorkspace implements Workspace {

    final AtomicInteger openSessions = new AtomicInteger();
    final AtomicInteger understanding = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final AtomicInteger openRows = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final CountDownLatch slowStarted = new CountDownLatch(1);
    final List<List<@Nullable Object>> parameters = Collections.synchronizedList(new ArrayList<>());
    volatile @Nullable Limits limits;
    volatile @Nullable SessionSettings settings;
    volatile List<ResultColumn> columns = List.of(column("n", Types.INTEGER, "INTEGER"));
    volatile List<ResultColumn> expected = List.of();
    volatile List<List<@Nullable Object>> rows = List.of(List.of(1), List.of(2), List.of(3));
    volatile List<String> warnings = List.of();
    volatile @Nullable Throwable failure;

    static ResultColumn column(String label, int jdbcType, String typeName) {
        return new ResultColumn(label, jdbcType, typeName, 0, 0, true, "");
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Override
    public Session open(SessionSettings given) {
        settings = given;
        openSessions.incrementAndGet();
        return new FakeSession(this);
    }

    Prepared prepare(String sql) {
        if (sql.startsWith("DELETE")) {
            throw ErrorCode.ONLY_QUERIES.with("DELETE");
        }
        return new Prepared() {
            @Override
            public List<ResultColumn> columns() {
                return sql.startsWith("SET") ? List.of() : columns;
            }

            @Override
            public List<ResultColumn> parameters() {
                return expected;
            }

            @Override
            public Answer run(List<@Nullable Object> given, Limits asked, Stop stop) {
                parameters.add(given);
                limits = asked;
                return answered(sql, asked, stop, columns());
            }
        };
    }

    private Answer answered(String sql, Limits asked, Stop stop, List<ResultColumn> shape) {
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (sql.equals("slow")) {
            waitFor(stop, asked);
        }
        openRows.incrementAndGet();
        return new Answer(shape, counted(new RowsCursor(rows), sql, stop, asked), warnings);
    }

    private void waitFor(Stop stop, Limits asked) {
        CountDownLatch stopped = new CountDownLatch(1);
        stop.attach(stopped::countDown);
        slowStarted.countDown();
        try {
            long seconds = asked.timeoutSeconds() == 0 ? 20 : asked.timeoutSeconds();
            if (stopped.await(seconds, TimeUnit.SECONDS)) {
                throw ErrorCode.CANCELLED.with();
            }
            throw ErrorCode.TIMEOUT.with(asked.timeoutSeconds() + " s");
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Waits at the second row of "slow rows". */
    private Cursor counted(RowsCursor all, String sql, Stop stop, Limits asked) {
        return new CountedCursor(all, openRows, () -> {
            if (sql.equals("slow rows")) {
                waitFor(stop, asked);
            }
        });
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
