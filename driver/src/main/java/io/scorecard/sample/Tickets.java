package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes tickets, the surveys that follow them, and the time that some of them took outside the desk. */
final class Tickets implements AutoCloseable {

    private static final String[] CHANNELS = {"email", "web", "chat", "phone"};
    private static final String[] PRIORITIES = {"low", "normal", "high", "urgent"};
    private static final String[] CATEGORIES = {"how-to", "bug", "billing", "integration", "performance", "access"};
    private static final String[] TYPES = {"question", "incident", "question", "task", "problem", "task"};

    private final Timeline timeline;
    private final Totals totals;
    private final long seed;
    private final Surveys surveys;
    private final TicketEvents events;
    private final Table tickets;
    private final Table time;
    private final EvenDraws volume;
    private final Answers answers;
    private int number;

    Tickets(
            Connection duckdb,
            String schema,
            Timeline timeline,
            SplittableRandom random,
            Staff staff,
            Surveys surveys,
            Totals totals,
            long seed)
            throws SQLException {
        this.timeline = timeline;
        this.totals = totals;
        this.seed = seed;
        this.surveys = surveys;
        volume = new EvenDraws(random.split(), Step.ROOT_7, Timeline.MONTHS);
        answers = new Answers(timeline, staff, random);
        events = new TicketEvents(duckdb, schema);
        tickets = new Table(duckdb, schema, "tickets", """
            ticket_id VARCHAR, customer_id VARCHAR, requester_id VARCHAR, created_at TIMESTAMP, status VARCHAR,
            channel VARCHAR, priority VARCHAR, type VARCHAR, category VARCHAR, assignee_id VARCHAR,
            group_id VARCHAR, submitter_role VARCHAR, first_response_at TIMESTAMP, first_solved_at TIMESTAMP,
            last_solved_at TIMESTAMP, closed_at TIMESTAMP, agent_reply_count BIGINT, customer_reply_count BIGINT,
            reopen_count BIGINT, handle_minutes DOUBLE, satisfaction VARCHAR, is_deleted BOOLEAN,
            is_merged BOOLEAN, fcr_eligible BOOLEAN, product_id VARCHAR, schedule_id VARCHAR\
            """);
        time = new Table(duckdb, schema, "time_entries", """
            agent_id VARCHAR, customer_id VARCHAR, ticket_id VARCHAR, worked_at TIMESTAMP, minutes DOUBLE,
            activity VARCHAR\
            """);
    }

    void write(Customer customer, Life life) throws SQLException {
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (life.isActive(m)) {
                int count = volume.count(m, expected(customer, life, m));
                for (int i = 0; i < count; i++) {
                    write(customer, life, m);
                }
            }
        }
    }

    private double expected(Customer customer, Life life, int m) {
        double share = (double) (life.to()[m] - life.from()[m]) / (timeline.start(m + 1) - timeline.start(m));
        boolean begins = m == 0 || !life.isActive(m - 1);
        double trouble = life.monthsToLeaving(m) <= 2 ? 1.35 : 1;
        double need = customer.isCostly() ? 1.9 : 1;
        double size = .65 + .3 * customer.size();
        return .87 * share * customer.talkative() * need * size * trouble * (begins ? 1.6 : 1) * Story.ticketWave(m);
    }

    private void write(Customer customer, Life life, int m) throws SQLException {
        SplittableRandom random = customer.random();
        long created = created(life, m, random);
        int category = category(created, random);
        int channel = EvenDraws.pick(random.nextDouble(), .44, .26, .2);
        String id = "T" + ++number;
        Ticket ticket = answers.to(id, customer, created, channel, random);
        double minutes = ticket.isAnswered()
                ? Math.round(Chance.around(random.nextDouble(), 16 + 7 * ticket.replies(), .3)
                        * (customer.isCostly() ? 1.7 : 1))
                : 0;
        boolean anonymous = random.nextInt(90) == 0;
        String asked = anonymous ? null : customer.id();
        String satisfaction = ticket.isSolved() && !ticket.deleted() ? surveys.ask(customer, asked, ticket) : null;
        write(ticket, customer, asked, channel, category, minutes, satisfaction);
        events.write(ticket);
        totals.ticket(timeline.month(created));
        if (ticket.isSolved() && !anonymous && random.nextInt(customer.isCostly() ? 25 : 60) == 0) {
            String activity = customer.isCostly() ? "on-site" : "remote session";
            time.row()
                    .text(ticket.agent())
                    .text(asked)
                    .text(id)
                    .instant(ticket.lastSolved())
                    .share(30 + 15 * random.nextInt(7))
                    .text(activity)
                    .end();
        }
    }

    private void write(
            Ticket ticket,
            Customer customer,
            @Nullable String asked,
            int channel,
            int category,
            double minutes,
            @Nullable String satisfaction)
            throws SQLException {
        SplittableRandom random = customer.random();
        boolean byAgent = channel == 3 && random.nextInt(3) == 0;
        tickets.row()
                .text(ticket.id())
                .text(asked)
                .text(ticket.requester())
                .instant(ticket.created())
                .text(ticket.status())
                .text(CHANNELS[channel])
                .text(PRIORITIES[EvenDraws.pick(random.nextDouble() + (category == 1 ? .15 : 0), .25, .5, .18)])
                .text(TYPES[category])
                .text(CATEGORIES[category])
                .text(ticket.isAnswered() ? ticket.agent() : null)
                .text(category == 2 ? "billing" : category == 0 || category == 5 ? "first line" : "second line")
                .text(byAgent ? "agent" : "end_user")
                .instant(ticket.response())
                .instant(ticket.firstSolved())
                .instant(ticket.lastSolved())
                .instant(ticket.closed())
                .count(ticket.replies())
                .count(ticket.customerReplies())
                .count(ticket.reopened() ? 1 : 0)
                .share(minutes)
                .text(satisfaction)
                .flag(ticket.deleted())
                .flag(isMerged(ticket, customer))
                .flag(category != 3)
                .text(Plan.Product.values()[random.nextInt(10) < 8 ? 0 : 1 + random.nextInt(2)].id())
                .text(Desk.scheduleOf(customer))
                .end();
    }

    /** Who writes twice about the same has the second ticket merged into the first, mostly in the month of the bad release. */
    private boolean isMerged(Ticket ticket, Customer customer) {
        boolean wave = timeline.month(ticket.created()) == Story.RELEASE_MONTH;
        boolean twice = Chance.of(seed + ticket.created(), customer, "merged").nextInt(wave ? 12 : 50) == 0;
        return twice && ticket.closed() != Timeline.NEVER && !ticket.deleted();
    }

    /** Mostly in office hours; some in the night in which the clocks change. */
    private long created(Life life, int m, SplittableRandom random) {
        long from = life.from()[m];
        long to = life.to()[m];
        int change = timeline.clockChange(m);
        if (change >= 0 && random.nextInt(50) == 0) {
            long night = timeline.at(change, 4 * random.nextDouble());
            if (night >= from && night < to) {
                return night;
            }
        }
        if (m == Story.RELEASE_MONTH && random.nextInt(4) > 0) {
            from = Math.min(
                    to - Timeline.MINUTE, Math.max(from, timeline.at(timeline.firstDay(m) + Story.RELEASE_DAY, 7)));
        }
        int first = timeline.day(from);
        int last = timeline.day(to - 1);
        int day = random.nextInt(first, last + 1);
        for (int tries = 0; tries < 3 && timeline.isWeekend(day); tries++) {
            day = random.nextInt(first, last + 1);
        }
        double hour = random.nextInt(12) == 0 ? 23.9 * random.nextDouble() : 7.5 + 10.5 * random.nextDouble();
        long at = timeline.at(day, hour);
        return Math.max(from, Math.min(to - Timeline.SECOND, at));
    }

    private int category(long created, SplittableRandom random) {
        double bugs = Story.anger(timeline, created);
        if (random.nextDouble() < bugs * .55) {
            return random.nextInt(3) == 0 ? 4 : 1;
        }
        return EvenDraws.pick(random.nextDouble(), .34, .2, .13, .12, .08);
    }

    @Override
    public void close() throws SQLException {
        tickets.close();
        time.close();
        events.close();
    }
}
