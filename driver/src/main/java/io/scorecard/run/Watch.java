package io.scorecard.run;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.source.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one run ends: when it is told to, and when its time is over.
 *
 * <p>Time counts while the source is waited for, not while the reader thinks. It is sampled, so that a row
 * costs no look at the clock. A cancel may come before the source has begun, and drivers forget such a one:
 * so it is repeated, and a source that has not obeyed after most of a second loses the session. The run's own
 * thread never waits for a network here; other threads may call {@link #stop} at any time.
 */
final class Watch {

    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long JUST_NOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum Reason {
        CANCELLED,
        TIMEOUT
    }

    /** A wait that was given up. */
    private static final class GivenUp extends RuntimeException {
        GivenUp() {
            super("given up", null, false, false);
        }
    }

    private final Engine engine;
    private final Limits limits;
    private final CompletableFuture<Connection> session = new CompletableFuture<>();
    private final AtomicBoolean waiting = new AtomicBoolean(true);
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Runnable tick = this::tick;
    private long sampled = System.nanoTime();
    private long waited;
    private long since;
    private boolean closing;
    private boolean interruptible = true;
    private boolean interrupted;
    private boolean abandoned;
    private boolean ended;
    private long sent;
    private volatile @Nullable Reason reason;

    Watch(Engine engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
        if (limits.timeoutSeconds() > 0) {
            tickFromNowOn();
        }
    }

    /** Over a session that was had before. */
    Watch(Engine engine, Limits limits, Connection leased) {
        this(engine, limits);
        session.complete(leased);
    }

    /** A session, or what the engine says; waits no longer than the question may. */
    Connection connect() {
        if (session.isDone() && !session.isCompletedExceptionally()) {
            return session.join();
        }
        if (engine.room() == Engine.Room.READY) {
            Connection connection = engine.connect();
            session.complete(connection);
            return connection;
        }
        Threads.work(() -> {
            try {
                Connection connection = engine.connect();
                if (!session.complete(connection)) {
                    SourceRun.close(connection);
                }
            } catch (Throwable e) {
                session.completeExceptionally(e);
            }
        });
        try {
            return session.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Before each wait for the source. */
    void enter() {
        waiting.lazySet(true);
        if (reason != null) {
            leave();
            throw given();
        }
    }

    /** Before the statement is sent. */
    void send() {
        sent = System.nanoTime();
        enter();
    }

    /** Whether what failed was sent so short a time ago that its session was dead by then, and nobody ended it. */
    boolean sentToTheDead(ScorecardException failure) {
        return failure.code() == ErrorCode.SOURCE_LOST
                && reason == null
                && sent != 0
                && System.nanoTime() - sent < JUST_NOW_NANOS;
    }

    void leave() {
        waiting.lazySet(false);
    }

    /** From any thread; does not wait. */
    void stop() {
        end(Reason.CANCELLED);
    }

    private synchronized void end(Reason why) {
        if (reason == null && !ended) {
            reason = why;
            since = System.nanoTime();
            tickFromNowOn();
            Threads.work(this::tick);
        }
    }

    /** What is left to do at the source is short, or is not waited for. */
    synchronized void closing() {
        closing = true;
        since = System.nanoTime();
        waiting.set(true);
        tickFromNowOn();
    }

    /** Whether nothing was sent after the session that could still reach it; from here on nothing is. */
    synchronized boolean mayBeUsedAgain() {
        interruptible = false;
        return !interrupted && !abandoned;
    }

    synchronized void end() {
        ended = true;
        Threads.unwatch(tick);
    }

    private synchronized void tickFromNowOn() {
        if (!ended) {
            Threads.watch(tick);
        }
    }

    /** What a source is told. */
    private enum Order {
        INTERRUPT,
        ABANDON
    }

    private void tick() {
        Order order = order(System.nanoTime());
        if (order != null) {
            Threads.work(() -> carryOut(order));
        }
    }

    private synchronized @Nullable Order order(long now) {
        boolean waits = closing || waiting.get();
        waited += waits && !closing ? now - sampled : 0;
        sampled = now;
        if (ended || !waits) {
            return null;
        }
        if (reason == null && !closing && overdue()) {
            reason = Reason.TIMEOUT;
            since = now;
        }
        boolean nothingToTell = reason == null && !closing;
        if (nothingToTell || session.completeExceptionally(new GivenUp()) || session.isCompletedExceptionally()) {
            return null;
        }
        if (now - since > GRACE_NANOS) {
            abandoned = true;
            return Order.ABANDON;
        }
        if (reason == null || !interruptible || !telling.compareAndSet(false, true)) {
            return null;
        }
        interrupted = true;
        return Order.INTERRUPT;
    }

    private boolean overdue() {
        return limits.timeoutSeconds() > 0 && waited >= TimeUnit.SECONDS.toNanos(limits.timeoutSeconds());
    }

    private void carryOut(Order order) {
        Connection connection = session.join();
        if (order == Order.ABANDON) {
            engine.abandon(connection);
            return;
        }
        try {
            engine.interrupt(connection);
        } catch (SQLException e) {
            // It has ended, or cannot be reached: then it is abandoned soon.
            return;
        } finally {
            telling.set(false);
        }
    }

    /** Why the run was ended, if it was told to end or its time was over. */
    synchronized @Nullable ScorecardException whyEnded() {
        return reason == null ? null : given();
    }

    private synchronized ScorecardException given() {
        if (reason == Reason.CANCELLED) {
            return ErrorCode.CANCELLED.with();
        }
        if (session.isCompletedExceptionally()) {
            return engine.room() == Engine.Room.NONE
                    ? ErrorCode.POOL_FULL.with(engine.name(), limits.timeoutSeconds())
                    : ErrorCode.SOURCE_DOWN.with(engine.name(), "It does not answer. Ask later.");
        }
        return abandoned
                ? ErrorCode.SOURCE_LOST.with(engine.name())
                : ErrorCode.TIMEOUT.with(Limits.time(limits.timeoutSeconds()));
    }
}
