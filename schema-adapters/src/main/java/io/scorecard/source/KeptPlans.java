package io.scorecard.source;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one DuckDB session has planned for statements that come again: planning a long one costs as much as reading a
 * million rows. Not thread-safe; the session's borrower is the only one who uses it.
 */
final class KeptPlans implements AutoCloseable {

    private static final int MOST = 16;

    private final Map<String, PreparedStatement> plans = new LinkedHashMap<>(MOST, 0.75f, true);

    /** Plans a statement, or gives what was planned for it. */
    interface Planning {
        PreparedStatement plan(String sql) throws SQLException;
    }

    PreparedStatement of(String sql, Planning planning) throws SQLException {
        PreparedStatement kept = plans.get(sql);
        if (kept == null) {
            kept = planning.plan(sql);
            plans.put(sql, kept);
            if (plans.size() > MOST) {
                plans.remove(plans.keySet().iterator().next()).close();
            }
        }
        return kept;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement plan : plans.values()) {
            plan.close();
        }
        plans.clear();
    }
}
