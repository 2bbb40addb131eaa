package io.scorecard.run;

import org.jspecify.annotations.Nullable;

/**
 * A way to stop a run from another thread. Whoever runs attaches what can be cancelled; a stop that
 * was asked for before is carried out at once. Thread-safe.
 */
public final class Stop {

    /** Something at a source that can be told to end. */
    @FunctionalInterface
    public interface Target {
        void cancel();
    }

    private @Nullable Target target;
    private volatile boolean requested;

    /** Cheap enough to be asked for every row. */
    public boolean requested() {
        return requested;
    }

    public void request() {
        Target attached;
        synchronized (this) {
            requested = true;
            attached = target;
        }
        if (attached != null) {
            attached.cancel();
        }
    }

    public void attach(Target newTarget) {
        boolean late;
        synchronized (this) {
            target = newTarget;
            late = requested;
        }
        if (late) {
            newTarget.cancel();
        }
    }

    public synchronized void detach() {
        target = null;
    }
}
