package io.scorecard.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The threads that watch over runs: daemons that end when nothing runs. Thread-safe. */
final class Threads {

    private static final long IDLE_SECONDS = 5;
    private static final long TICK_MILLIS = 100;
    private static final ScheduledThreadPoolExecutor CLOCK = clock();
    /** What may wait for a network: one that waits must not hold up the others, so it has no bound of its own. */
    private static final ThreadPoolExecutor WORK = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("scorecard-work"));

    private static final Set<Runnable> WATCHED = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean TICKING = new AtomicBoolean();

    private Threads() {}

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, daemon("scorecard-clock"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            // Not the asker's: a pool must not keep the loader of a web application alive.
            thread.setContextClassLoader(Threads.class.getClassLoader());
            return thread;
        };
    }

    /**
     * Runs a task ten times a second until {@link #unwatch}. One timer serves all: to set one for each short question
     * would wake a thread each time.
     */
    static void watch(Runnable task) {
        WATCHED.add(task);
        tickSoon();
    }

    static void unwatch(Runnable task) {
        WATCHED.remove(task);
    }

    private static void tickSoon() {
        if (!TICKING.getAndSet(true)) {
            CLOCK.schedule(Threads::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void tick() {
        try {
            WATCHED.forEach(Runnable::run);
        } finally {
            TICKING.set(false);
            if (!WATCHED.isEmpty()) {
                tickSoon();
            }
        }
    }

    static void work(Runnable task) {
        WORK.execute(task);
    }
}
