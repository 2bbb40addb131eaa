package io.scorecard.source;

import io.scorecard.functions.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the embedded DuckDB, whose number is bounded. One that has answered is kept for the next question, with
 * its transaction and what it has prepared. A file may change meanwhile: DuckDB prepares no plan, it looks at files anew
 * whenever a statement is run. A client's settings cannot reach a session. Thread-safe.
 */
final class EmbeddedSessions {

    /** Sessions that are kept: each holds plans. */
    private static final int IDLE = 8;

    private final int waitSeconds;
    private final Semaphore places;
    /** The last that was given back is lent first: it has planned most. */
    private final Deque<EmbeddedSession> idle = new ConcurrentLinkedDeque<>();

    private final Repeats repeats = new Repeats();
    private volatile boolean closed;

    EmbeddedSessions(int places, int waitSeconds) {
        this.waitSeconds = waitSeconds;
        this.places = new Semaphore(places, true);
    }

    boolean areLeft() {
        return places.availablePermits() > 0;
    }

    /** A connection whose closing gives the session back. */
    Connection lend(EmbeddedDatabase database) throws SQLException {
        if (!acquire()) {
            throw ErrorCode.POOL_FULL.with(EmbeddedEngine.NAME, waitSeconds);
        }
        try {
            return Lease.of(session(database), this::giveBack);
        } catch (SQLException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private EmbeddedSession session(EmbeddedDatabase database) throws SQLException {
        EmbeddedSession rested = idle.pollFirst();
        return rested != null ? rested : EmbeddedSession.begin(database.session(), repeats::again);
    }

    private void giveBack(Optional<EmbeddedSession> fit) {
        fit.ifPresent(idle::addFirst);
        places.release();
        if (closed || idle.size() > IDLE) {
            end(idle.pollLast());
        }
    }

    private static void end(@Nullable EmbeddedSession session) {
        if (session != null) {
            try {
                session.close();
            } catch (SQLException e) {
                // It is not used again, whatever its closing says.
                return;
            }
        }
    }

    private boolean acquire() {
        try {
            return places.tryAcquire(waitSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorCode.CANCELLED.with().because(e);
        }
    }

    /** What is lent is ended when it is given back. */
    void close() {
        closed = true;
        for (EmbeddedSession rested = idle.poll(); rested != null; rested = idle.poll()) {
            end(rested);
        }
    }
}
