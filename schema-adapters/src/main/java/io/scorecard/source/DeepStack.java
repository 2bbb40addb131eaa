package io.scorecard.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Threads with a stack that is large enough for whatever is nested as deep as a question may be.
 *
 * <p>DuckDB plans on its caller's stack, and where that ends it takes the whole JVM with it: 400 nested
 * subqueries did so on a thread of the usual mebibyte, and a client's may have less. Thread-safe.
 */
public final class DeepStack {

    /** Address space; only what is used becomes memory. */
    private static final long BYTES = 64L << 20;

    private static final ExecutorService THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Deep(task);
                thread.setDaemon(true);
                // A host's class loader must not live on in a thread of ours.
                thread.setContextClassLoader(DeepStack.class.getClassLoader());
                return thread;
            });

    /** Between two looks at whether the work is still wanted. */
    private static final long LOOK_MILLIS = 50;

    private DeepStack() {}

    private static final class Deep extends Thread {
        Deep(Runnable task) {
            super(null, task, "scorecard-deep", BYTES, false);
        }
    }

    /** Ends work that nobody waits for any more; nobody sees it. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unwanted() {
            super("nobody waits for this any more", null, false, false);
        }
    }

    /**
     * Calls on such a thread and waits for it, interrupted or not: whoever wants the work to end stops it at
     * its source. What is thrown also tells the way to here.
     */
    public static <T> T call(Callable<T> work) throws Exception {
        return call(work, null);
    }

    /**
     * The same for work that calls {@link #checkpoint}, and no longer than it is wanted.
     *
     * @param wanted throws when the work is wanted no longer; asked now and then by the thread that waits
     */
    public static <T> T call(Callable<T> work, @Nullable Runnable wanted) throws Exception {
        Future<T> result = THREADS.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (wanted == null) {
                        return result.get();
                    }
                    return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    wanted.run();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable failure = e.getCause();
            lengthen(failure);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        } finally {
            result.cancel(true);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Called wherever long work passes often: ends the work of a thread of ours that nobody waits for any more. */
    public static void checkpoint() {
        if (Thread.currentThread() instanceof Deep deep && deep.isInterrupted()) {
            throw new Unwanted();
        }
    }

    private static void lengthen(Throwable failure) {
        List<StackTraceElement> frames = new ArrayList<>(Arrays.asList(failure.getStackTrace()));
        StackTraceElement[] here = Thread.currentThread().getStackTrace();
        frames.addAll(Arrays.asList(here).subList(Math.min(2, here.length), here.length));
        failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
    }
}
