package io.scorecard.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Volume, answer, solution and first contact: {@code kpis.md} 1.5, deleted tickets left out everywhere. */
final class TicketKpis {
    private static final String KEPT = "COALESCE(f.is_deleted, FALSE) = FALSE AND f.status <> 'deleted'";
    private static final String DONE = "f.status IN ('solved', 'closed')";

    /** No other ticket of the customer from the solution on and before seven days are over. */
    private static final String NO_REPEAT = """
            NOT EXISTS (SELECT 1 FROM tickets r WHERE r.customer_id = f.customer_id AND r.ticket_id <> f.ticket_id
              AND COALESCE(r.is_deleted, FALSE) = FALSE AND r.status <> 'deleted'
              AND r.created_at >= f.last_solved_at AND r.created_at < f.last_solved_at + INTERVAL '7' DAY)""";

    static final Fact CREATED = Fact.count("tickets", "created_at", KEPT);
    private static final Fact SOLVED = Fact.count("tickets", "last_solved_at", KEPT + " AND " + DONE);

    private static final Fact FIRST_SOLVED = Fact.count("tickets", "first_solved_at", KEPT + " AND " + DONE);

    private TicketKpis() {}

    static Map<String, Formula> all() {
        Map<String, Formula> all = new LinkedHashMap<>();
        all.put("ticket_volume()", Formula.sum(CREATED));
        all.put("solved_tickets()", Formula.sum(SOLVED));
        all.put("resolution_rate()", Formula.ratio(CREATED.and(DONE), CREATED));
        all.put("resolution_rate('flow')", Formula.ratio(SOLVED, CREATED));
        Fact replied = CREATED.and("f.first_response_at IS NOT NULL");
        all.put("unanswered_tickets()", Formula.sum(CREATED.and("f.first_response_at IS NULL")));
        all.put("first_response_time()", mean(replied, "first_response_at"));
        Fact inTime = CREATED.and("f.first_response_at <= f.created_at + INTERVAL '24' HOUR");
        all.put(
                "first_response_within(24)",
                Formula.ratio(
                        inTime,
                        CREATED.and("(f.first_response_at IS NOT NULL OR f.created_at + INTERVAL '24' HOUR < :now)")));
        all.put("first_response_within(24, 'replied_only')", Formula.ratio(inTime, replied));
        all.put("average_resolution_time()", mean(SOLVED, "last_solved_at"));
        all.put("average_resolution_time('first')", mean(FIRST_SOLVED, "first_solved_at"));
        Fact oneReply = SOLVED.and("f.agent_reply_count = 1");
        all.put(
                "first_contact_resolution_rate()",
                Formula.ratio(oneReply.and("f.reopen_count = 0").and(NO_REPEAT), SOLVED));
        all.put("first_contact_resolution_rate('one_touch')", Formula.ratio(oneReply, SOLVED));
        all.put(
                "first_contact_resolution_rate('replies_under_2')",
                Formula.ratio(SOLVED.and("f.agent_reply_count < 2"), SOLVED));
        all.put("reopen_rate()", Formula.ratio(SOLVED.and("f.reopen_count > 0"), SOLVED));
        return all;
    }

    /** Minutes from creation, to the second. */
    private static Formula mean(Fact rows, String until) {
        return Formula.ratio(
                Fact.number(
                        rows.relation(),
                        rows.instant(),
                        rows.condition(),
                        "SUM(EXTRACT(EPOCH FROM (" + until + " - created_at))) / 60.0"),
                rows.and("f." + until + " IS NOT NULL"));
    }
}
