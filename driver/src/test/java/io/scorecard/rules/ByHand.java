package io.scorecard.rules;

/** What the company's tables say at a moment or in a time, as SQL by hand; bounds are SQL, too. */
final class ByHand {

    private ByHand() {}

    /** A balance at each end. */
    static String mrr(String bound) {
        return "(SELECT COALESCE(SUM(u.mrr), 0) FROM subscriptions u WHERE u.valid_from < " + bound
                + " AND (u.valid_to IS NULL OR u.valid_to >= " + bound + "))";
    }

    /** A condition on a customer {@code c}. */
    static String active(String bound) {
        return "EXISTS (SELECT 1 FROM subscriptions u WHERE u.customer_id = c.customer_id AND u.valid_from < " + bound
                + " AND (u.valid_to IS NULL OR u.valid_to >= " + bound + "))";
    }

    static String churned(String starts, String ends) {
        return "(SELECT COUNT(*) FROM customers c WHERE " + active(starts) + " AND NOT " + active(ends) + ")";
    }

    static String tickets(String starts, String ends) {
        return "(SELECT COUNT(*) FROM tickets t WHERE t.created_at >= " + starts + " AND t.created_at < " + ends + ")";
    }
}
