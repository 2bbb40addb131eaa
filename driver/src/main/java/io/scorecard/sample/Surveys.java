package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes invitations and their answers: nps every quarter, csat or ces after tickets; and other feedback. */
final class Surveys implements AutoCloseable {

    private static final double[] NPS_BANDS = {0, 7, 9, 11};

    private final Timeline timeline;
    private final Contacts contacts;
    private final Table surveys;
    private final Table feedback;
    private final UninvitedAnswers uninvited;
    private final EvenDraws answered;
    private final EvenDraws promoters;
    private final EvenDraws satisfied;
    private final EvenDraws efforts;
    private int number;
    private int texts;

    Surveys(Connection duckdb, String schema, Timeline timeline, SplittableRandom random, Contacts contacts, long seed)
            throws SQLException {
        this.timeline = timeline;
        this.contacts = contacts;
        answered = new EvenDraws(random.split(), Step.ROOT_3, 2 * Timeline.MONTHS);
        promoters = new EvenDraws(random.split(), Step.GOLDEN, Timeline.MONTHS);
        satisfied = new EvenDraws(random.split(), Step.ROOT_7, Timeline.MONTHS);
        efforts = new EvenDraws(random.split(), Step.ROOT_11, Timeline.MONTHS);
        surveys = new Table(duckdb, schema, "surveys", """
            response_id VARCHAR, survey_type VARCHAR, score DOUBLE, scale_min DOUBLE, scale_max DOUBLE,
            direction VARCHAR, customer_id VARCHAR, respondent_id VARCHAR, ticket_id VARCHAR, sent_at TIMESTAMP,
            responded_at TIMESTAMP, comment VARCHAR, reason VARCHAR, channel VARCHAR\
            """);
        uninvited = new UninvitedAnswers(timeline, seed, surveys);
        feedback = new Table(duckdb, schema, "feedback", """
            feedback_id VARCHAR, customer_id VARCHAR, given_at TIMESTAMP, source VARCHAR, text VARCHAR,
            sentiment DOUBLE\
            """);
    }

    /** Relations: every third month of a customer somebody is asked. */
    void write(Customer customer, Life life) throws SQLException {
        uninvited.write(customer, life);
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (!life.isActive(m)) {
                continue;
            }
            SplittableRandom random = customer.random();
            if ((m + customer.number()) % 3 == 0) {
                relation(customer, life, m, random);
            }
            if (random.nextInt(24) == 0) {
                say(customer, life, m, random);
            }
        }
    }

    private void relation(Customer customer, Life life, int m, SplittableRandom random) throws SQLException {
        long sent = within(life, m, random);
        long answer = sent + random.nextLong(Timeline.HOUR, 8 * Timeline.DAY) / Timeline.SECOND * Timeline.SECOND;
        boolean given = answered.happens(m, .46) && answer < timeline.asOf();
        if (!given) {
            write("nps", Double.NaN, customer, customer.id(), null, sent, Timeline.NEVER, null);
            return;
        }
        double mood = mood(customer, life, answer);
        double detractors = Math.min(.8, .15 + .3 * mood);
        double leftOver = Math.max(.12, .525 - .3 * mood);
        double u = promoters.next(timeline.month(answer));
        int band = EvenDraws.pick(u, detractors, 1 - detractors - leftOver);
        double score = band == 0
                ? Math.max(0, 6 - (int) (Chance.around(random.nextDouble(), 1.1, .6)))
                : NPS_BANDS[band] + random.nextInt((int) (NPS_BANDS[band + 1] - NPS_BANDS[band]));
        String comment = random.nextInt(3) == 0 ? Words.comment(band, mood > .9, random) : null;
        write("nps", score, customer, customer.id(), null, sent, answer, comment);
        if (band == 0) {
            contacts.followUp(customer, answer);
        }
    }

    /** 0 as usual, 1 after a bad release or shortly before leaving; more where both meet. */
    private double mood(Customer customer, Life life, long at) {
        int months = life.monthsToLeaving(Math.min(timeline.month(at), Timeline.MONTHS - 1));
        return Story.anger(timeline, at) + (months <= 3 ? .8 : 0) + (customer.isCostly() ? .2 : 0);
    }

    /**
     * Asks after a ticket, or not.
     *
     * @return good or bad where the customer was satisfied or not, null where it said nothing
     */
    @Nullable
    String ask(Customer customer, @Nullable String asked, Ticket ticket) throws SQLException {
        uninvited.write(customer, asked, ticket);
        SplittableRandom random = customer.random();
        int kind = EvenDraws.pick(random.nextDouble(), .42, .14);
        if (kind == 2) {
            return null;
        }
        long sent = ticket.lastSolved() + Timeline.HOUR;
        long answer = sent + random.nextLong(Timeline.MINUTE, 3 * Timeline.DAY) / Timeline.SECOND * Timeline.SECOND;
        if (sent >= timeline.asOf()) {
            return null;
        }
        boolean given = answered.happens(Timeline.MONTHS + timeline.month(sent), .48) && answer < timeline.asOf();
        double anger = Story.anger(timeline, ticket.created()) + (ticket.reopened() ? .3 : 0);
        int m = timeline.month(answer);
        double score = !given ? Double.NaN : kind == 0 ? csat(satisfied.next(m), anger) : ces(efforts.next(m), anger);
        boolean good = kind == 0 && score >= 4;
        String comment = given && kind == 0 && random.nextInt(5) == 0
                ? Words.comment(good ? 2 : score >= 3 ? 1 : 0, anger > .5, random)
                : null;
        String type = kind == 0 ? "csat" : "ces";
        write(type, score, customer, asked, ticket, sent, given ? answer : Timeline.NEVER, comment);
        return kind == 0 && given ? good ? "good" : "bad" : null;
    }

    private static double csat(double u, double anger) {
        double low = .055 + .14 * anger;
        return 1 + EvenDraws.pick(u, low / 2, low / 2 + .03 * anger, .07 + .08 * anger, .34);
    }

    private static double ces(double u, double anger) {
        double low = .05 + .12 * anger;
        return 1 + EvenDraws.pick(u, low / 3, low / 3, low / 2, low, .2, .36);
    }

    private void say(Customer customer, Life life, int m, SplittableRandom random) throws SQLException {
        long at = within(life, m, random);
        int band = EvenDraws.pick(random.nextDouble() - .25 * mood(customer, life, at), .3, .3);
        String source = random.nextInt(2) == 0 ? "call" : random.nextInt(2) == 0 ? "review" : "email";
        feedback.row()
                .text("F" + ++texts)
                .text(customer.id())
                .instant(at)
                .text(source)
                .text(Words.comment(band, Story.anger(timeline, at) > .5, random))
                .share(new double[] {-.7, .1, .8}[band])
                .end();
    }

    private static long within(Life life, int m, SplittableRandom random) {
        long from = life.from()[m];
        return from + random.nextLong(Math.max(1, life.to()[m] - from)) / Timeline.SECOND * Timeline.SECOND;
    }

    private void write(
            String type,
            double score,
            Customer customer,
            @Nullable String asked,
            @Nullable Ticket ticket,
            long sent,
            long answer,
            @Nullable String comment)
            throws SQLException {
        surveys.row().text("V" + ++number).text(type);
        if (Double.isNaN(score)) {
            surveys.none();
        } else {
            surveys.share(score);
        }
        surveys.share(type.equals("nps") ? 0 : 1)
                .share(type.equals("nps") ? 10 : type.equals("ces") ? 7 : 5)
                .text(type.equals("ces") ? "ease" : null)
                .text(asked)
                .text(ticket == null ? customer.id() + "-U1" : ticket.requester())
                .text(ticket == null ? null : ticket.id())
                .instant(sent)
                .instant(answer)
                .text(comment)
                .none()
                .text(ticket == null ? "email" : number % 4 == 0 ? "in-app" : "email")
                .end();
    }

    @Override
    public void close() throws SQLException {
        surveys.close();
        feedback.close();
    }
}
