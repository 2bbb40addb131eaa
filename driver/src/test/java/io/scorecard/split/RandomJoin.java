package io.scorecard.split;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Makes questions over rows of two facts' tables and their customers: joins of every kind, aggregates, subqueries. */
record RandomJoin(SplittableRandom random) {

    private static final List<String> JOINS = List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    private static final List<String> KEYS = List.of(
            "c.region",
            "c.segment",
            "t.channel",
            "t.priority",
            "COALESCE(c.industry, t.channel)",
            "COALESCE(t.priority, 'none')",
            "CAST(t.created_at AS DATE)",
            "c.region = 'EU'");
    private static final List<String> AGGREGATES = List.of(
            "COUNT(*)",
            "COUNT(t.ticket_id)",
            "COUNT(c.industry)",
            "SUM(t.agent_reply_count)",
            "SUM(t.handle_minutes)",
            "AVG(t.handle_minutes)",
            "MIN(t.created_at)",
            "MAX(c.owner_name)",
            "MAX(t.priority)",
            "COUNT(DISTINCT t.customer_id)",
            "COUNT(DISTINCT c.region)",
            "COUNT(DISTINCT t.channel) FILTER (WHERE c.region = 'EU')",
            "COUNT(*) FILTER (WHERE t.priority = 'high')",
            "COUNT(*) FILTER (WHERE c.region = 'EU' AND t.priority = 'high')",
            "SUM(CASE WHEN c.region = 'EU' THEN 1 ELSE 0 END)",
            "SUM(CASE WHEN t.channel = 'chat' THEN t.reopen_count END)",
            "SUM(CASE WHEN t.channel = 'chat' OR c.region = 'US' THEN t.reopen_count END)",
            "SUM(CASE WHEN t.channel IS NULL THEN 1 ELSE 2 END)",
            "SUM(COALESCE(t.reopen_count, 7))",
            "COUNT(COALESCE(t.channel, c.region))",
            "MIN(COALESCE(t.channel, c.region))",
            "SUM(t.reopen_count) FILTER (WHERE c.segment IS NULL)");
    private static final List<String> CONDITIONS = List.of(
            "c.region = 'EU'",
            "t.priority = 'high'",
            "t.created_at >= DATE '2025-06-01'",
            "(c.segment = 'smb' OR t.channel = 'chat')",
            "t.channel IS NULL",
            "c.industry IS NOT NULL",
            "t.customer_id IN (SELECT customer_id FROM surveys WHERE nps_score > 8)",
            "c.customer_id NOT IN (SELECT customer_id FROM subscriptions WHERE customer_id IS NOT NULL AND mrr > 100)",
            "EXISTS (SELECT * FROM surveys AS s WHERE s.customer_id = c.customer_id AND s.channel = 'app')",
            "t.created_at > (SELECT MIN(responded_at) FROM surveys)");

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private List<String> some(List<String> of, int most) {
        TreeSet<String> some = new TreeSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(pick(of));
        }
        return List.copyOf(some);
    }

    String sql() {
        String from = chance(50)
                ? "tickets AS t " + pick(JOINS) + " customers AS c ON t.customer_id = c.customer_id"
                : "customers AS c " + pick(JOINS) + " tickets AS t ON t.customer_id = c.customer_id";
        List<String> conditions = some(CONDITIONS, 2);
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        if (chance(15)) {
            return "SELECT t.ticket_id, c.customer_id, c.region, t.created_at, t.handle_minutes FROM " + from + where;
        }
        List<String> keys = some(KEYS, 2);
        List<String> selected = new ArrayList<>(keys);
        selected.add(pick(AGGREGATES));
        selected.addAll(some(AGGREGATES, 3));
        for (int i = 0; i < selected.size(); i++) {
            selected.set(i, selected.get(i) + " AS x" + i);
        }
        String all = String.join(", ", keys);
        String grouped = keys.isEmpty() ? "" : " GROUP BY " + (chance(20) ? "ROLLUP(" + all + ")" : all);
        return "SELECT " + String.join(", ", selected) + " FROM " + from + where + grouped
                + (chance(15) ? " HAVING COUNT(*) > 1" : "");
    }
}
