package io.scorecard.split;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes questions over {@code kpi}: several measures, segments, times, conditions, filters, grouping sets. */
record RandomKpiQuestion(SplittableRandom random, List<String> measures) {

    private static final List<String> OF_CUSTOMERS = List.of("segment", "region", "industry", "owner_name");
    private static final List<String> GRAINS = List.of("month", "month", "quarter", "week", "year");
    private static final List<String> OF_TICKETS =
            List.of("ticket_volume()", "first_response_time()", "average_resolution_time()");
    private static final List<String> OF_SUBSCRIPTIONS =
            List.of("mrr()", "opening_customers()", "new_mrr()", "churned_customers()", "transfer_mrr()");
    private static final List<String> CONDITIONS = List.of(
            "segment = 'smb'",
            "region = 'EU'",
            "region IS NULL",
            "segment IN ('ent', 'mid')",
            "industry <> 'bank'",
            "COALESCE(region, 'none') <> 'US'",
            "customer_id IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '10')");

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String sql() {
        List<String> keys = new ArrayList<>();
        List<String> asked = new ArrayList<>(measures);
        if (chance(70)) {
            keys.add(pick(GRAINS));
        }
        int kind = random.nextInt(10);
        if (kind == 0) {
            keys.add(chance(50) ? "ticket_channel" : "ticket_priority");
            asked = OF_TICKETS;
        } else if (kind == 1) {
            keys.add("subscription_plan");
            asked = OF_SUBSCRIPTIONS;
        } else if (kind == 2) {
            keys.add("customer_id");
        }
        while (chance(55)) {
            String segment = pick(OF_CUSTOMERS);
            if (!keys.contains(segment)) {
                keys.add(segment);
            }
        }
        List<String> calls = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            calls.add(pick(asked) + (chance(15) ? " FILTER (WHERE " + pick(CONDITIONS) + ")" : ""));
        }
        List<String> selected = new ArrayList<>(keys);
        for (int i = 0; i < calls.size(); i++) {
            selected.add(calls.get(i) + " AS m" + i);
        }
        return "SELECT " + String.join(", ", selected) + " FROM kpi WHERE " + time()
                + (chance(35) ? " AND " + pick(CONDITIONS) : "") + grouped(keys);
    }

    private String time() {
        int first = random.nextInt(10);
        int months = 1 + random.nextInt(4);
        return "month >= DATE '" + month(first) + "' AND month < DATE '" + month(first + months) + "'";
    }

    private static String month(int i) {
        return java.time.LocalDate.of(2025, 3, 1).plusMonths(i).toString();
    }

    private String grouped(List<String> keys) {
        if (keys.isEmpty()) {
            return "";
        }
        String all = keys.stream().collect(Collectors.joining(", "));
        return " GROUP BY " + (chance(25) ? "ROLLUP(" + all + ")" : all);
    }
}
