package io.scorecard.oracle;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tickets without customer, without reply, deleted, re-opened, solved on a bound, and repeated within seven days. */
final class RandomTickets {
    static final int TICKETS = 200;

    private record Ticket(
            @Nullable String customer,
            LocalDateTime created,
            @Nullable LocalDateTime solved) {
        /** The rules do not say on which side of the seven days their two ends are. */
        boolean isUndecidedBeside(Ticket other) {
            return customer != null
                    && customer.equals(other.customer)
                    && solved != null
                    && (other.created.equals(solved) || other.created.equals(solved.plusDays(7)));
        }
    }

    private RandomTickets() {}

    static Table of(Dice dice) {
        Table table = new Table(
                "tickets",
                "ticket_id VARCHAR",
                "customer_id VARCHAR",
                "requester_id VARCHAR",
                "created_at TIMESTAMP",
                "status VARCHAR",
                "channel VARCHAR",
                "priority VARCHAR",
                "first_response_at TIMESTAMP",
                "first_solved_at TIMESTAMP",
                "last_solved_at TIMESTAMP",
                "closed_at TIMESTAMP",
                "agent_reply_count BIGINT",
                "customer_reply_count BIGINT",
                "reopen_count BIGINT",
                "handle_minutes DOUBLE PRECISION",
                "is_deleted BOOLEAN");
        List<Ticket> made = new ArrayList<>();
        while (made.size() < TICKETS) {
            Ticket last = made.isEmpty() ? null : made.get(made.size() - 1);
            boolean repeat = last != null && last.solved != null && dice.chance(25);
            String customer = repeat ? last.customer : dice.chance(10) ? null : Integer.toString(dice.between(1, 43));
            LocalDateTime created = repeat
                    ? last.solved.plusMinutes(dice.between(30, 12 * 24 * 60))
                    : dice.instant(RandomCompany.BEGIN, RandomCompany.END);
            add(dice, table, made, customer, created);
        }
        return table;
    }

    private static void add(
            Dice dice, Table table, List<Ticket> made, @Nullable String customer, LocalDateTime created) {
        int replies = dice.pick(0, 0, 1, 1, 1, 2, 3);
        LocalDateTime response = replies == 0
                ? null
                : created.plusSeconds(dice.pick(0, 600, 3601, 86400, 86400, 86401, dice.between(1, 5 * 86400)));
        String status = dice.pick("solved", "solved", "solved", "closed", "open", "pending", "new", "hold");
        boolean done = status.equals("solved") || status.equals("closed") && dice.chance(80);
        LocalDateTime after = response == null ? created : response;
        boolean wasSolved = done || status.equals("open") && dice.chance(30);
        LocalDateTime first = wasSolved ? dice.instant(after.plusSeconds(1), after.plusDays(9)) : null;
        int reopened = !wasSolved ? 0 : !done ? 1 : dice.chance(20) ? dice.between(1, 2) : 0;
        LocalDateTime last = first == null || !done || reopened == 0
                ? first
                : dice.instant(first.plusSeconds(1), first.plusDays(20));
        Ticket ticket = new Ticket(customer, created, last);
        if (made.stream().anyMatch(other -> other.isUndecidedBeside(ticket) || ticket.isUndecidedBeside(other))) {
            return;
        }
        made.add(ticket);
        Boolean deleted = dice.chance(7) ? Boolean.TRUE : dice.<@Nullable Boolean>pick(false, false, false, null);
        table.add(
                Integer.toString(made.size()),
                customer,
                customer == null ? null : customer + dice.pick("a", "b"),
                created,
                status,
                dice.<@Nullable String>pick("email", "chat", "phone", null),
                dice.<@Nullable String>pick("low", "high", null),
                response,
                first,
                last,
                status.equals("closed") ? later(last, created).plusDays(3) : null,
                (long) replies,
                (long) dice.between(0, 4),
                (long) reopened,
                dice.<@Nullable Double>pick(null, null, 0.0, 2.5, 10.0, 47.0),
                deleted);
    }

    private static LocalDateTime later(@Nullable LocalDateTime solved, LocalDateTime created) {
        return solved == null ? created : solved;
    }
}
