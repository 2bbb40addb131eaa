package io.scorecard.run;

import io.scorecard.functions.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * How long one asker waits for a question, from its text to its first row: until its time is over, or it is stopped.
 *
 * <p>It belongs to the asker's thread while that asks, so that whatever waits there on the way can look at it.
 */
public final class Patience implements Runnable {

    private static final ThreadLocal<Patience> OF_THREAD = new ThreadLocal<>();
    private static final long LOOK_MILLIS = 50;

    private final Limits limits;
    private final Deadline deadline;
    private final Stop stop;

    public Patience(Limits limits, Stop stop) {
        this.limits = limits;
        this.deadline = Deadline.of(limits);
        this.stop = stop;
    }

    /** Work that may fail in its own way. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs the work, for which this thread has this patience. */
    public <T, E extends Exception> T during(Work<T, E> work) throws E {
        Patience before = OF_THREAD.get();
        OF_THREAD.set(this);
        try {
            return work.run();
        } finally {
            if (before == null) {
                OF_THREAD.remove();
            } else {
                OF_THREAD.set(before);
            }
        }
    }

    /** What throws once this thread waits for its question no longer; null where it waits for as long as it takes. */
    public static @Nullable Runnable ofThisThread() {
        return OF_THREAD.get();
    }

    /** Locks, but waits for it no longer than this thread waits for its question. */
    public static void lock(Lock lock) {
        Patience patience = OF_THREAD.get();
        if (patience == null) {
            lock.lock();
            return;
        }
        boolean interrupted = false;
        boolean locked = lock.tryLock();
        try {
            while (!locked) {
                try {
                    locked = lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    if (!locked) {
                        patience.run();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @throws io.scorecard.functions.ScorecardException 2013 or 2014 when it is at its end */
    @Override
    public void run() {
        if (stop.requested()) {
            throw ErrorCode.CANCELLED.with();
        }
        deadline.check();
    }

    /** The limits that are left for what is still to be done. */
    public Limits left() {
        return new Limits(limits.maxRows(), deadline.left(), limits.fetchSize());
    }
}
