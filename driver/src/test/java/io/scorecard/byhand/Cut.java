package io.scorecard.byhand;

import org.jspecify.annotations.Nullable;

/**
 * How the half year is cut: into periods and by an attribute of customers.
 *
 * @param time the column of kpi, null for the half year as a whole
 * @param months the length of a period
 * @param attribute the segment, null for all customers together
 * @param changes whether customer_history has the attribute
 */
record Cut(
        String schema,
        @Nullable String time,
        int months,
        @Nullable String attribute,
        boolean changes) {
    static final Cut TOTAL = new Cut("by_month", "month", 1, null, false);
    static final Cut SEGMENT = new Cut("by_month_and_segment", "month", 1, "segment", true);
    static final Cut OWNER = new Cut("by_quarter_and_owner", "quarter", 3, "owner_name", true);
    static final Cut INDUSTRY = new Cut("by_industry", null, 6, "industry", false);

    /** By hand: the attribute just after an instant and an instant before a bound. */
    String macros() {
        return macro("segment_at", "h.valid_from <= t AND (h.valid_to IS NULL OR h.valid_to > t)") + ";\n"
                + macro("segment_before", "h.valid_from < t AND (h.valid_to IS NULL OR h.valid_to >= t)");
    }

    private String macro(String name, String holds) {
        String value = attribute == null
                ? "'*'"
                : changes
                        ? "(SELECT h." + attribute + " FROM customer_history h WHERE h.customer_id = c AND " + holds
                                + ")"
                        : "(SELECT k." + attribute + " FROM customers k WHERE k.customer_id = c)";
        return "CREATE MACRO " + name + "(c, t) AS " + value;
    }

    /** Of the driver. */
    String question(String call) {
        String segment = attribute == null ? "'*'" : attribute;
        String keys = time == null ? "" : time;
        if (attribute != null) {
            keys += keys.isEmpty() ? attribute : ", " + attribute;
        }
        return "SELECT " + (time == null ? "DATE '2026-01-01'" : time) + " AS period, " + segment + " AS part, " + call
                + " AS answer FROM kpi WHERE month >= DATE '2026-01-01' AND month < DATE '2026-07-01' GROUP BY " + keys;
    }

    @Override
    public String toString() {
        return schema;
    }
}
