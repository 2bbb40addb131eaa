package io.scorecard.session;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Patience;
import io.scorecard.source.DeepStack;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The questions that were compiled last, by text.
 *
 * <p>A plan is some hundred times as large as its text, so what all texts may weigh is bounded, too: 500
 * questions of a mebibyte each would fill any heap. Thread-safe.
 */
final class PlanCache {

    private static final int MOST = 500;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int LONGEST = MOST_CHARACTERS / 4;

    private record Kept(Object plan, int weight) {}

    private final Map<Object, Kept> plans = new LinkedHashMap<>(64, 0.75f, true);
    private int characters;

    /**
     * The plan of a key; two threads may make the same one, and either will do.
     *
     * @param weight the characters in the key
     * @param maker recurses as deep as its question, so it is called where there is room for that
     */
    @SuppressWarnings("unchecked")
    <T> T plan(Object key, int weight, Callable<T> maker) {
        synchronized (plans) {
            Kept known = plans.get(key);
            if (known != null) {
                return (T) known.plan();
            }
        }
        T made = deep(maker);
        if (weight <= LONGEST) {
            keep(key, new Kept(made, weight));
        }
        return made;
    }

    private void keep(Object key, Kept plan) {
        synchronized (plans) {
            Kept before = plans.put(key, plan);
            characters += plan.weight() - (before == null ? 0 : before.weight());
            Iterator<Kept> eldest = plans.values().iterator();
            while (plans.size() > MOST || characters > MOST_CHARACTERS) {
                characters -= eldest.next().weight();
                eldest.remove();
            }
        }
    }

    /** Calls where the stack is deep enough for every question that is not refused, while its asker has patience. */
    static <T> T deep(Callable<T> maker) {
        try {
            return DeepStack.call(maker, Patience.ofThisThread());
        } catch (Exception e) {
            if (overflowed(e)) {
                throw ErrorCode.TOO_LARGE
                        .with("it is nested too deep", "Split it with WITH.")
                        .because(e);
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } catch (StackOverflowError e) {
            throw ErrorCode.TOO_LARGE
                    .with("it is nested too deep", "Split it with WITH.")
                    .because(e);
        }
    }

    /** Calcite wraps what goes wrong below it. */
    private static boolean overflowed(Throwable failure) {
        int steps = 0;
        for (Throwable t = failure; t != null && steps < 20; t = t.getCause()) {
            if (t instanceof StackOverflowError) {
                return true;
            }
            steps++;
        }
        return false;
    }
}
