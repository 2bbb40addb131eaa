package io.scorecard.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random join of the company's tables and of what is derived of them, in which the rows of one table are added up.
 *
 * @param question adds them up
 * @param repeats by hand: how often one of its rows comes again within a group, in all; 0 where each comes once
 */
record RandomJoin(String question, String repeats) {

    /**
     * @param text a table or a derived table
     * @param columns that it may be joined or grouped by
     * @param key what one row of a table has alone
     * @param number what is added up
     */
    private record Relation(String text, List<String> columns, String key, String number) {
        static Relation derived(String query, String... columns) {
            return new Relation("(" + query + ")", List.of(columns), "", "");
        }
    }

    private static final List<Relation> TABLES = List.of(
            new Relation(
                    "customers", List.of("customer_id", "industry", "segment"), "%s.customer_id", "LENGTH(%s.segment)"),
            new Relation(
                    "tickets",
                    List.of("ticket_id", "customer_id", "channel", "created_at"),
                    "%s.ticket_id",
                    "%s.handle_minutes"),
            new Relation(
                    "surveys", List.of("response_id", "customer_id", "responded_at"), "%s.response_id", "%s.nps_score"),
            new Relation(
                    "subscriptions",
                    List.of("subscription_item_id", "customer_id", "valid_from", "valid_to"),
                    "%1$s.subscription_item_id || CAST(%1$s.valid_from AS VARCHAR)",
                    "%s.mrr"),
            new Relation(
                    "customer_products",
                    List.of("customer_id", "product_id"),
                    "%1$s.customer_id || %1$s.product_id",
                    "LENGTH(%s.product_id)"));

    private static final List<Relation> DERIVED = List.of(
            Relation.derived("SELECT customer_id, COUNT(*) AS n FROM tickets GROUP BY customer_id", "customer_id"),
            Relation.derived("SELECT DISTINCT customer_id, channel FROM tickets", "customer_id", "channel"),
            Relation.derived(
                    "SELECT customer_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY responded_at) AS place"
                            + " FROM surveys",
                    "customer_id",
                    "place"),
            Relation.derived(
                    "SELECT customer_id, MAX(valid_from) AS valid_from FROM subscriptions GROUP BY customer_id",
                    "customer_id",
                    "valid_from"),
            Relation.derived("SELECT channel, COUNT(*) AS n FROM tickets GROUP BY channel", "channel"),
            Relation.derived(
                    "SELECT c.customer_id, c.segment, p.product_id FROM customers c JOIN customer_products p"
                            + " ON p.customer_id = c.customer_id",
                    "customer_id",
                    "segment",
                    "product_id"),
            Relation.derived(
                    "SELECT customer_id FROM surveys UNION SELECT customer_id FROM subscriptions", "customer_id"),
            Relation.derived(
                    "SELECT customer_id FROM surveys UNION ALL SELECT customer_id FROM customers", "customer_id"),
            Relation.derived(
                    "SELECT * FROM subscriptions WHERE valid_to IS NULL", "subscription_item_id", "customer_id"));

    private static final List<String> JOINS =
            List.of("JOIN", "JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");

    /** DuckDB itself fails on some chains of FULL JOIN. */
    private static final List<String> CHAINED = JOINS.subList(0, JOINS.size() - 1);

    static RandomJoin of(long seed) {
        Random random = new Random(seed * 7_919);
        List<Relation> relations = new ArrayList<>();
        int size = Math.max(2, random.nextInt(5));
        int counted = random.nextInt(size);
        StringBuilder from = new StringBuilder();
        for (int i = 0; i < size; i++) {
            boolean table = i == counted || random.nextInt(3) == 0;
            relations.add(table || random.nextBoolean() ? one(table ? TABLES : DERIVED, random) : TABLES.get(0));
            from.append(i == 0 ? " FROM " : " " + one(size == 2 ? JOINS : CHAINED, random) + " ")
                    .append(relations.get(i).text)
                    .append(" t")
                    .append(i)
                    .append(i == 0 ? "" : " ON " + condition(relations, random));
        }
        if (random.nextInt(4) == 0) {
            from.append(" WHERE t").append(counted).append(".customer_id = 'a'");
        }
        int by = random.nextInt(3 * size);
        String group = by < size ? "t" + by + "." + one(relations.get(by).columns, random) : "";
        String grouped = group.isEmpty() ? "" : " GROUP BY " + group;
        String key = relations.get(counted).key.formatted("t" + counted);
        return new RandomJoin(
                "SELECT SUM(" + relations.get(counted).number.formatted("t" + counted) + ")" + from + grouped,
                "SELECT COALESCE(SUM(n), 0) FROM (SELECT COUNT(" + key + ") - COUNT(DISTINCT " + key + ") AS n" + from
                        + grouped + ") AS g");
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** What the last of them is joined by to one before it. */
    private static String condition(List<Relation> relations, Random random) {
        int last = relations.size() - 1;
        int other = random.nextInt(last);
        String own = "t" + last + ".";
        String met = "t" + other + ".";
        List<String> columns = relations.get(last).columns;
        List<String> common = new ArrayList<>(columns);
        common.retainAll(relations.get(other).columns);
        common.remove("valid_to");
        Collections.shuffle(common, random);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < common.size() && (i == 0 || random.nextBoolean()); i++) {
            conditions.add(own + common.get(i) + " = " + met + common.get(i));
        }
        boolean versions = columns.contains("valid_to");
        if (versions && relations.get(other).columns.contains("created_at") && random.nextInt(3) > 0) {
            conditions.add(own + "valid_from <= " + met + "created_at");
            conditions.add("(" + own + "valid_to IS NULL OR " + met + "created_at < " + own + "valid_to)");
        }
        if (columns.contains("subscription_item_id") && random.nextBoolean()) {
            conditions.add(own + "subscription_item_id = " + own + "customer_id || '1'");
        }
        if (versions && random.nextInt(3) == 0) {
            conditions.add(own + "valid_to IS NULL");
        }
        if (columns.contains("place") && random.nextInt(3) > 0) {
            conditions.add(own + "place = 1");
        }
        if (columns.contains("product_id") && random.nextInt(3) == 0) {
            conditions.add(own + "product_id = 'core'");
        }
        return conditions.isEmpty() ? "1 = 1" : String.join(random.nextInt(25) == 0 ? " OR " : " AND ", conditions);
    }
}
