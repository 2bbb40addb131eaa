package io.scorecard.random;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds between two answers whatever the numbers are ({@code safety.md} 3). */
enum Relation {
    ORDER_OF_ROWS_IS_NOTHING(
            "CREATE TABLE t1 AS SELECT * FROM surveys ORDER BY response_id DESC",
            "DELETE FROM surveys",
            "INSERT INTO surveys SELECT * FROM t1",
            "CREATE TABLE t2 AS SELECT * FROM subscriptions ORDER BY valid_from DESC, subscription_item_id",
            "DELETE FROM subscriptions",
            "INSERT INTO subscriptions SELECT * FROM t2",
            "CREATE TABLE t3 AS SELECT * FROM tickets ORDER BY status, ticket_id",
            "DELETE FROM tickets",
            "INSERT INTO tickets SELECT * FROM t3") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            return changedNothing(twins, where, ALL);
        }
    },
    A_TABLE_TWICE_DOUBLES_COUNTS_AND_KEEPS_SHARES(
            "CREATE TABLE t1 AS SELECT * FROM surveys",
            "UPDATE t1 SET response_id = response_id || 'x', respondent_id = respondent_id || 'x',"
                    + " ticket_id = ticket_id || 'x'",
            "INSERT INTO surveys SELECT * FROM t1",
            "CREATE TABLE t2 AS SELECT * FROM tickets",
            "UPDATE t2 SET ticket_id = ticket_id || 'x'",
            "INSERT INTO tickets SELECT * FROM t2") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            List<String> shares = List.of(
                    "nps()", "csat()", "ces()", "promoter_share()", "resolution_rate()", "first_response_time()");
            List<String> counts = List.of("nps_n()", "ticket_volume()", "solved_tickets()", "unanswered_tickets()");
            List<String> found = changedNothing(twins, where, shares);
            Cells once = Cells.of(twins.before(), counts, BY_SEGMENT, where);
            found.addAll(once.times(2).differences(Cells.of(twins.after(), counts, BY_SEGMENT, where)));
            return found;
        }
    },
    A_FILTER_IS_RESTRICTED_DATA(
            "DELETE FROM customers WHERE region IS DISTINCT FROM 'EU'",
            "DELETE FROM subscriptions WHERE customer_id NOT IN (SELECT customer_id FROM customers)",
            "DELETE FROM tickets WHERE customer_id IS NULL OR customer_id NOT IN (SELECT customer_id FROM customers)",
            "DELETE FROM surveys WHERE customer_id IS NULL OR customer_id NOT IN (SELECT customer_id FROM customers)") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            // here a ticket is rated by several customers, and csat takes the last rating of each ticket
            List<String> measures =
                    WITHOUT_COSTS.stream().filter(m -> !m.equals("csat()")).toList();
            Cells filtered = Cells.of(twins.before(), measures, BY_SEGMENT, where + " AND region = 'EU'");
            return filtered.differences(Cells.of(twins.after(), measures, BY_SEGMENT, where));
        }
    },
    SEGMENTS_ADD_UP_TO_THE_TOTAL {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            Cells parts = Cells.of(twins.before(), SUMS, BY_SEGMENT, where);
            return Cells.of(twins.before(), SUMS, List.of(), where).differences(parts.summed());
        }
    },
    A_CONDITION_ITS_OPPOSITE_AND_UNKNOWN_ARE_ALL {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            Cells all = Cells.of(twins.before(), SUMS, List.of(), where);
            Cells parts = Cells.of(twins.before(), SUMS, List.of(), where + " AND industry = 'retail'")
                    .plus(Cells.of(twins.before(), SUMS, List.of(), where + " AND NOT industry = 'retail'"))
                    .plus(Cells.of(twins.before(), SUMS, List.of(), where + " AND industry IS NULL"));
            return all.differences(parts);
        }
    },
    A_DAY_LATER_IS_A_DAY_LATER(
            "UPDATE subscriptions SET valid_from = valid_from + INTERVAL '1' DAY, valid_to = valid_to + INTERVAL '1' DAY",
            "UPDATE surveys SET responded_at = responded_at + INTERVAL '1' DAY, sent_at = sent_at + INTERVAL '1' DAY",
            "UPDATE tickets SET created_at = created_at + INTERVAL '1' DAY,"
                    + " first_response_at = first_response_at + INTERVAL '1' DAY,"
                    + " first_solved_at = first_solved_at + INTERVAL '1' DAY,"
                    + " last_solved_at = last_solved_at + INTERVAL '1' DAY") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            List<String> days = List.of("day", "segment");
            Cells first = Cells.of(
                    twins.before(), WITHOUT_COSTS, days, "day >= DATE '2025-06-25' AND day < DATE '2025-07-07'");
            Cells later = Cells.of(
                    twins.after(), WITHOUT_COSTS, days, "day >= DATE '2025-06-26' AND day < DATE '2025-07-08'");
            return first.rekeyed(key -> Arrays.asList(((java.time.LocalDate) key.get(0)).plusDays(1), key.get(1)))
                    .differences(later);
        }
    },
    NAMES_OF_SEGMENTS_ARE_ONLY_NAMES("UPDATE customers SET segment = 'the ' || segment, region = '~' || region") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            Cells renamed = Cells.of(twins.before(), ALL, BY_SEGMENT, where)
                    .rekeyed(key -> Arrays.asList(key.get(0) == null ? null : "the " + key.get(0)));
            return renamed.differences(Cells.of(twins.after(), ALL, BY_SEGMENT, where));
        }
    },
    ANOTHER_CURRENCY_SCALES_MONEY_AND_KEEPS_RATES(
            "UPDATE subscriptions SET mrr = mrr * 3",
            "UPDATE costs SET amount = amount * 3",
            "UPDATE revenue SET amount = amount * 3") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            List<String> found = changedNothing(twins, where, RATES);
            Cells money = Cells.of(twins.before(), MONEY, BY_SEGMENT, where);
            found.addAll(money.times(3).differences(Cells.of(twins.after(), MONEY, BY_SEGMENT, where)));
            return found;
        }
    },
    ASKED_ALONE_IS_ASKED_WITH_OTHERS {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            Cells together = Cells.of(twins.before(), ALL, BY_SEGMENT, where);
            List<String> found = new ArrayList<>();
            for (String measure : ALL) {
                int at = ALL.indexOf(measure);
                Cells alone = Cells.of(twins.before(), List.of(measure), BY_SEGMENT, where);
                alone.numbers().forEach((key, values) -> {
                    Double other = together.numbers().getOrDefault(key, NOTHING).get(at);
                    Double value = values.get(0);
                    boolean same = value == null || other == null
                            ? value == other
                            : Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value));
                    if (!same) {
                        found.add(key + " " + measure + ": " + value + " alone, " + other + " with others");
                    }
                });
            }
            return found;
        }
    },
    NOBODY_HAS_NO_RATE {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            Cells none = Cells.of(twins.before(), ALL, List.of(), where + " AND region = 'nowhere'");
            List<String> found = new ArrayList<>();
            for (String measure : ALL) {
                Double expected =
                        RATES.contains(measure) || measure.equals("arpa()") || measure.equals("first_response_time()")
                                ? null
                                : (Double) 0.0;
                Double value = none.total(measure);
                if (expected == null ? value != null : value == null || value != 0) {
                    found.add(measure + " of nobody is " + value);
                }
            }
            return found;
        }
    },
    WHAT_OTHERS_DO_IS_NOT_MINE(
            "INSERT INTO tickets (ticket_id, customer_id, created_at, status, agent_reply_count, reopen_count)"
                    + " SELECT 'more' || ticket_id, '2', created_at, 'open', 0, 0 FROM tickets",
            "INSERT INTO surveys (response_id, survey_type, score, customer_id, responded_at)"
                    + " SELECT 'more' || response_id, 'nps', 0, '2', responded_at FROM surveys") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            String mine = where + " AND customer_id = '1'";
            Cells first = Cells.of(twins.before(), WITHOUT_COSTS, List.of(), mine);
            return first.differences(Cells.of(twins.after(), WITHOUT_COSTS, List.of(), mine));
        }
    },
    A_PROMOTER_NEVER_LOWERS("INSERT INTO surveys (response_id, survey_type, score, customer_id, responded_at)"
            + " SELECT 'more' || customer_id, 'nps', 9, customer_id, TIMESTAMP '2025-07-10 10:00:00' FROM customers") {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            List<String> found = new ArrayList<>();
            Cells.of(twins.before(), List.of("nps()"), BY_SEGMENT, where)
                    .numbers()
                    .forEach((key, values) -> {
                        try {
                            List<@Nullable Double> after = Cells.of(twins.after(), List.of("nps()"), BY_SEGMENT, where)
                                    .numbers()
                                    .getOrDefault(key, NOTHING);
                            Double a = values.get(0);
                            Double b = after.get(0);
                            if (a != null && (b == null || b < a - 1e-9 || b > 100)) {
                                found.add(key + ": " + a + " became " + b);
                            }
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            return found;
        }
    },
    BRIDGES_CLOSE_AND_SHARES_ARE_WHOLE {
        @Override
        List<String> breaches(Twins twins, String where) throws SQLException {
            List<String> zero = List.of(
                    "opening_mrr() + new_mrr() + reactivation_mrr() + expansion_mrr() + contraction_mrr() + churned_mrr()"
                            + " + transfer_mrr() - closing_mrr()",
                    "opening_customers() + new_customers() + reactivated_customers() - churned_customers()"
                            + " + transferred_customers() - closing_customers()",
                    "churn_rate() + retention_rate() - 1",
                    "promoter_share() + passive_share() + detractor_share() - 1",
                    "nps() - 100 * (promoter_share() - detractor_share())",
                    "CASE WHEN gross_revenue_retention() > net_revenue_retention() + 0.000000001"
                            + " OR gross_revenue_retention() > 1 THEN 1 ELSE 0 END",
                    "CASE WHEN nps() BETWEEN -100 AND 100 OR nps() IS NULL THEN 0 ELSE 1 END",
                    "CASE WHEN nps_lower() > nps_upper() THEN 1 ELSE 0 END");
            List<String> found = new ArrayList<>();
            for (List<String> keys : List.of(List.<String>of(), BY_SEGMENT, List.of("month", "region"))) {
                Cells.of(twins.before(), zero, keys, where).numbers().forEach((key, values) -> {
                    for (int i = 0; i < values.size(); i++) {
                        Double value = values.get(i);
                        if (value != null && Math.abs(value) > 1e-9) {
                            found.add(key + " " + zero.get(i) + " is " + value);
                        }
                    }
                });
            }
            return found;
        }
    };

    private static final List<String> BY_SEGMENT = List.of("segment");
    private static final List<String> COUNTS = List.of(
            "opening_customers()",
            "closing_customers()",
            "new_customers()",
            "churned_customers()",
            "reactivated_customers()",
            "active_customers()",
            "nps_n()",
            "ticket_volume()",
            "solved_tickets()");
    private static final List<String> MONEY = List.of(
            "mrr()",
            "opening_mrr()",
            "new_mrr()",
            "reactivation_mrr()",
            "expansion_mrr()",
            "contraction_mrr()",
            "churned_mrr()",
            "arr()",
            "arpa()");
    private static final List<String> RATES = List.of(
            "nps()",
            "csat()",
            "promoter_share()",
            "churn_rate()",
            "churn_rate('event')",
            "gross_revenue_retention()",
            "net_revenue_retention()",
            "resolution_rate()",
            "quick_ratio()");
    private static final List<String> SUMS = Stream.concat(
                    COUNTS.stream(), MONEY.stream().filter(m -> !m.equals("arpa()")))
            .toList();
    private static final List<String> WITHOUT_COSTS =
            Stream.of(COUNTS, MONEY, RATES).flatMap(List::stream).toList();
    private static final List<String> ALL = Stream.concat(
                    WITHOUT_COSTS.stream(), Stream.of("first_response_time()", "support_cost()"))
            .toList();
    private static final List<@Nullable Double> NOTHING =
            new ArrayList<>(java.util.Collections.nCopies(64, (Double) null));

    private final List<String> changes;

    Relation(String... changes) {
        this.changes = List.of(changes);
    }

    /** What makes the second twin of the first, as SQL on its tables. */
    List<String> changes() {
        return changes;
    }

    /** What does not hold. */
    abstract List<String> breaches(Twins twins, String where) throws SQLException;

    private static List<String> changedNothing(Twins twins, String where, List<String> measures) throws SQLException {
        Connection before = twins.before();
        return new ArrayList<>(Cells.of(before, measures, BY_SEGMENT, where)
                .differences(Cells.of(twins.after(), measures, BY_SEGMENT, where)));
    }
}
