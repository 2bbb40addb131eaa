package io.scorecard.split;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes questions over {@code kpi}: several measures, of other periods too, segments, times, conditions, filters, grouping sets. */
record RandomKpiQuestion(SplittableRandom random, List<String> measures) {

    private static final List<String> OF_CUSTOMERS = List.of("segment", "region", "industry", "owner_name");
    private static final List<String> GRAINS = List.of("month", "month", "quarter", "week", "year");
    private static final List<String> OF_OTHER_PERIODS =
            List.of("previous(%s)", "year_ago(%s)", "rolling(%s, 3)", "year_to_date(%s)");
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
            String call = pick(asked) + (chance(15) ? " FILTER (WHERE " + pick(CONDITIONS) + ")" : "");
            calls.add(chance(20) ? pick(OF_OTHER_PERIODS).formatted(call) : call);
        }
        List<String> selected = new ArrayList<>(keys);
        for (int i = 0; i < calls.size(); i++) {
            selected.add(calls.get(i) + " AS m" + i);
        }
        return "SELECT " + String.join(", ", selected) + " FROM kpi WHERE " + time()
                + (chance(35) ? " AND " + pick(CONDITIONS) : "") + grouped(keys)
                + (!keys.isEmpty() && chance(12) ? " HAVING " + calls.get(0) + " > 0" : "");
    }

    private String time() {
        int first = random.nextInt(10);
        int months = 1 + random.nextInt(4);
        return chance(20)
                ? "ts >= TIMESTAMP '" + month(first) + " 00:00:00' AND ts < TIMESTAMP '" + month(first + months)
                        + " 00:00:00' + INTERVAL '9' DAY"
                : "month >= DATE '" + month(first) + "' AND month < DATE '" + month(first + months) + "'";
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
