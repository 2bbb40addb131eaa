package io.scorecard.sample;

import io.scorecard.sample.Version.Ending;
import java.sql.SQLException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers that nobody was invited to: why a customer leaves, asked where it cancels, and whether a ticket was resolved
 * at first contact, asked where it is solved.
 *
 * <p>Chance is these answers' own, so that everything else is the same with them and without them.
 */
final class UninvitedAnswers {

    private final Timeline timeline;
    private final long seed;
    private final Table surveys;
    private int number;

    UninvitedAnswers(Timeline timeline, long seed, Table surveys) {
        this.timeline = timeline;
        this.seed = seed;
        this.surveys = surveys;
    }

    /** Most who cancel say why; some of them another reason than the one that their account manager booked. */
    void write(Customer customer, Life life) throws SQLException {
        SplittableRandom random = Chance.of(seed, customer, "exit");
        for (Version version : life.versions()) {
            Ending ending = version.ending();
            if (ending == null
                    || ending.requestedAt() == Timeline.NEVER
                    || !version.plan().isCore()) {
                continue;
            }
            boolean says = random.nextDouble() < .65;
            String other = Lives.REASONS[random.nextInt(Lives.REASONS.length - 1)];
            boolean same = ending.reason() != null && random.nextDouble() < .75;
            if (says && ending.requestedAt() < timeline.asOf()) {
                write(
                        "exit",
                        customer.id(),
                        customer.id() + "-U1",
                        null,
                        ending.requestedAt(),
                        null,
                        same ? ending.reason() : other);
            }
        }
    }

    /** One in four says whether its question was settled at once; mostly it was where one answer sufficed. */
    void write(Customer customer, @Nullable String asked, Ticket ticket) throws SQLException {
        SplittableRandom random = Chance.of(seed + ticket.created(), customer, "first contact");
        boolean says = random.nextInt(4) == 0;
        boolean settled = random.nextDouble() < (ticket.replies() == 1 && !ticket.reopened() ? .92 : .3);
        long at = ticket.lastSolved()
                + random.nextLong(Timeline.MINUTE, Timeline.HOUR) / Timeline.SECOND * Timeline.SECOND;
        if (says && at < timeline.asOf()) {
            write("fcr", asked, ticket.requester(), ticket.id(), at, settled, null);
        }
    }

    private void write(
            String type,
            @Nullable String customer,
            String respondent,
            @Nullable String ticket,
            long at,
            @Nullable Boolean settled,
            @Nullable String reason)
            throws SQLException {
        surveys.row().text("U" + ++number).text(type);
        if (settled == null) {
            surveys.none().none().none();
        } else {
            surveys.share(settled ? 1 : 0).share(0).share(1);
        }
        surveys.none()
                .text(customer)
                .text(respondent)
                .text(ticket)
                .none()
                .instant(at)
                .none()
                .text(reason)
                .text("in-app")
                .end();
    }
}
