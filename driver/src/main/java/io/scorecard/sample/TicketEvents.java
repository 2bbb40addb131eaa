package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened to a ticket, so that replies and solutions counted from it equal the ticket's
 * own. Its first message and its closing add nothing to that and are left out.
 */
final class TicketEvents implements AutoCloseable {

    private final Table events;

    TicketEvents(Connection duckdb, String schema) throws SQLException {
        events = new Table(duckdb, schema, "ticket_events", """
            ticket_id VARCHAR, occurred_at TIMESTAMP, actor_id VARCHAR, actor_role VARCHAR, event_type VARCHAR,
            is_public BOOLEAN, value VARCHAR\
            """);
    }

    void write(Ticket ticket) throws SQLException {
        if (!ticket.isAnswered()) {
            return;
        }
        write(ticket, ticket.response(), true, "comment", null);
        if (ticket.firstSolved() == Timeline.NEVER) {
            return;
        }
        long step = (ticket.firstSolved() - ticket.response()) / (2L * ticket.replies());
        for (int i = 1; i < ticket.replies(); i++) {
            write(ticket, ticket.response() + step * (2 * i - 1), false, "comment", null);
            write(ticket, ticket.response() + step * 2 * i, true, "comment", null);
        }
        write(ticket, ticket.firstSolved(), true, "status", "solved");
        if (ticket.reopened()) {
            if (ticket.isSolved()) {
                long middle = ticket.firstSolved() + (ticket.lastSolved() - ticket.firstSolved()) / 2;
                write(ticket, middle, false, "comment", null);
                write(ticket, middle, false, "status", "open");
                write(ticket, ticket.lastSolved(), true, "status", "solved");
            } else {
                write(ticket, ticket.firstSolved() + Timeline.SECOND, false, "status", "open");
            }
        }
    }

    private void write(Ticket ticket, long at, boolean agent, String type, @Nullable String value) throws SQLException {
        events.row()
                .text(ticket.id())
                .instant(at)
                .text(agent ? ticket.agent() : ticket.requester())
                .text(agent ? "agent" : "end_user")
                .text(type)
                .flag(true)
                .text(value)
                .end();
    }

    @Override
    public void close() throws SQLException {
        events.close();
    }
}
