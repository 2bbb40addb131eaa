package io.scorecard.sample;

import java.util.SplittableRandom;

/** Decides how support answered a ticket: whether, when, how often, and when it was solved. */
final class Answers {

    private static final double[] MEDIAN_MINUTES = {210, 180, 14, 6};
    private static final String[] USERS = {"-U1", "-U2", "-U3"};

    private final Timeline timeline;
    private final Staff staff;
    private final EvenDraws waits;
    private final EvenDraws unanswered;

    Answers(Timeline timeline, Staff staff, SplittableRandom random) {
        this.timeline = timeline;
        this.staff = staff;
        waits = new EvenDraws(random.split(), Step.GOLDEN, Timeline.MONTHS);
        unanswered = new EvenDraws(random.split(), Step.ROOT_2, Timeline.MONTHS);
    }

    Ticket to(String id, Customer customer, long created, int channel, SplittableRandom random) {
        int m = timeline.month(created);
        double slow = Story.slowness(m);
        boolean deleted = random.nextInt(100) == 0;
        boolean none = deleted || unanswered.happens(m, slow > 3 ? .11 : .035);
        double wait = Chance.around(waits.next(m), MEDIAN_MINUTES[channel] * slow, .5);
        double work = Chance.around(random.nextDouble(), 60 * (channel < 2 ? 16 : 4) * Math.sqrt(slow), .5);
        boolean reopened = random.nextInt(100) < (slow > 1 ? 14 : 7);
        int replies = 1 + EvenDraws.pick(random.nextDouble() + (slow > 1 ? .15 : 0), .63, .22, .1);
        long response = none ? Timeline.NEVER : known(created + minutes(wait));
        boolean never = none || random.nextInt(60) == 0;
        long solved = never || response == Timeline.NEVER ? Timeline.NEVER : known(response + minutes(work));
        long again =
                solved == Timeline.NEVER || !reopened ? solved : known(solved + minutes(600 + random.nextInt(4000)));
        boolean open = solved == Timeline.NEVER;
        return new Ticket(
                id,
                customer.id() + USERS[random.nextInt(USERS.length)],
                staff.support(random, created),
                created,
                response,
                solved,
                again,
                deleted ? Timeline.NEVER : closed(created, again, none),
                response == Timeline.NEVER ? 0 : open ? 1 : replies,
                response == Timeline.NEVER || open ? 0 : (replies - 1) + (again != Timeline.NEVER && reopened ? 1 : 0),
                reopened && !open,
                deleted);
    }

    /** Solved tickets after a week; those that nobody answered, after three months. */
    private long closed(long created, long solved, boolean unanswered) {
        if (solved != Timeline.NEVER) {
            return known(solved + 7 * Timeline.DAY);
        }
        return unanswered ? known(created + 90 * Timeline.DAY) : Timeline.NEVER;
    }

    private static long minutes(double minutes) {
        return (long) (minutes * 60) * Timeline.SECOND;
    }

    private long known(long instant) {
        return instant < timeline.asOf() ? instant : Timeline.NEVER;
    }
}
