package io.scorecard.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The questions that were compiled last, by text. Thread-safe. */
final class PlanCache {

    private static final int MOST = 500;

    private final Map<Object, Object> plans = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > MOST;
        }
    };

    /** The plan of a key; two threads may make the same one, and either will do. */
    @SuppressWarnings("unchecked")
    <T> T plan(Object key, Supplier<T> maker) {
        synchronized (plans) {
            Object known = plans.get(key);
            if (known != null) {
                return (T) known;
            }
        }
        T made = maker.get();
        synchronized (plans) {
            plans.put(key, made);
        }
        return made;
    }
}
