package io.scorecard.sample;

import io.scorecard.sample.Version.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Tells the life of each customer, month by month: who leaves, who returns, who takes more or less. */
final class Lives {

    private static final int[] FEWEST_SEATS = {2, 4, 10, 28};
    private static final int[] MOST_SEATS = {5, 12, 28, 70};
    static final String[] REASONS = {"price", "missing feature", "competitor", "project ended", "no reason given"};

    private final Timeline timeline;
    private final EvenDraws leaving;
    private final EvenDraws growing;
    private final EvenDraws shrinking;
    private final EvenDraws returning;

    Lives(Timeline timeline, SplittableRandom random) {
        this.timeline = timeline;
        leaving = new EvenDraws(random.split(), Step.ROOT_19, 2 * Timeline.MONTHS);
        growing = new EvenDraws(random.split(), Step.ROOT_23, Timeline.MONTHS);
        shrinking = new EvenDraws(random.split(), Step.ROOT_2, Timeline.MONTHS);
        returning = new EvenDraws(random.split(), Step.ROOT_3, 1);
    }

    Life of(Customer customer) {
        SplittableRandom random = customer.random();
        Contract contract = new Contract(customer.id());
        int first = timeline.month(customer.start());
        long anchor = begin(contract, customer, random);
        int back = -1;
        for (int m = first + 1; m < Timeline.MONTHS; m++) {
            if (m == back) {
                long at = timeline.at(timeline.firstDay(m) + random.nextInt(timeline.days(m)), 9 + random.nextInt(8));
                if (random.nextInt(3) == 0) {
                    contract.pause(at);
                }
                contract.open(at, contract.plan(), contract.seats(), false);
                anchor = at;
            } else if (contract.isOpen()) {
                back = step(contract, customer, m, anchor, random);
            }
        }
        List<Version> versions = new ArrayList<>(contract.versions(random.nextInt(40) == 0 ? announced(random) : null));
        long[] from = new long[Timeline.MONTHS];
        long[] to = new long[Timeline.MONTHS];
        paidMonths(versions, from, to);
        versions.addAll(AddOns.of(customer, versions, timeline));
        return new Life(List.copyOf(versions), from, to);
    }

    /** The instant whose day of the month later bills, ends and anniversaries share. */
    private long begin(Contract contract, Customer customer, SplittableRandom random) {
        int size = customer.size();
        Plan plan = Plan.values()[EvenDraws.pick(random.nextDouble() + .12 * size, .5, .42)];
        int seats = random.nextInt(FEWEST_SEATS[size], MOST_SEATS[size] + 1);
        contract.open(customer.start(), plan, seats, random.nextDouble() < .3);
        long anchor = customer.start();
        long trialEnd = anchor + 14 * Timeline.DAY;
        if (random.nextDouble() < .35 && trialEnd < timeline.asOf()) {
            contract.trial(trialEnd);
            anchor = trialEnd;
        }
        int month = timeline.month(anchor);
        double luck = random.nextDouble();
        if (luck < .05) {
            contract.discount(10, Timeline.NEVER);
        } else if (luck < .22 && !contract.isAnnual() && month + 4 < Timeline.MONTHS) {
            contract.discount(20, timeline.sameDay(anchor, month + 3));
        }
        return anchor;
    }

    /** One month of an open contract; the month in which a customer that leaves will be back, or -1. */
    private int step(Contract contract, Customer customer, int m, long anchor, SplittableRandom random) {
        long anniversary = timeline.sameDay(anchor, m);
        if (contract.since() >= anniversary) {
            return -1;
        }
        if (contract.discountEnd() == anniversary) {
            contract.endDiscount(anniversary);
            return -1;
        }
        boolean losing = customer.repAt(m - 1) == Story.LOSING_REP;
        if (leaving.happens(losing ? m : Timeline.MONTHS + m, hazard(contract, customer, losing, m, anchor))) {
            contract.close(anniversary, ending(anniversary, m, random));
            return returning.happens(0, .3) ? m + 2 + random.nextInt(5) : -1;
        }
        long at = anniversary + random.nextLong(Timeline.DAY / Timeline.MINUTE * 9) * Timeline.MINUTE;
        if (at < timeline.start(m) + timeline.days(m) * Timeline.DAY - Timeline.DAY && at < timeline.asOf()) {
            if (growing.happens(m, .028)) {
                grow(contract, at, random);
            } else if (shrinking.happens(m, .009)) {
                shrink(contract, at);
            }
        }
        return -1;
    }

    private double hazard(Contract contract, Customer customer, boolean losing, int m, long anchor) {
        double hazard = .0142 * Story.leaving(m) * (losing ? 3.4 : 1) * (customer.size() >= 2 ? .7 : 1.1);
        if (!contract.isAnnual()) {
            return Math.min(.6, hazard);
        }
        int age = m - timeline.month(anchor);
        return age % 12 == 0 ? Math.min(.7, 9 * hazard) : 0;
    }

    private Ending ending(long at, int m, SplittableRandom random) {
        if (random.nextDouble() < .18) {
            return new Ending(Timeline.NEVER, Timeline.NEVER, "payment failed", "involuntary");
        }
        boolean release = m - Story.RELEASE_MONTH >= 1 && random.nextDouble() < .6;
        String reason = release ? "quality" : REASONS[random.nextInt(REASONS.length)];
        long requested = at - random.nextLong(3 * Timeline.DAY, 40 * Timeline.DAY) / Timeline.SECOND * Timeline.SECOND;
        return new Ending(requested, Timeline.NEVER, reason.equals("no reason given") ? null : reason, "voluntary");
    }

    /** Notice that was given already, for an end that lies ahead. */
    private Ending announced(SplittableRandom random) {
        long now = timeline.asOf();
        return new Ending(
                now - random.nextLong(Timeline.DAY, 20 * Timeline.DAY) / Timeline.SECOND * Timeline.SECOND,
                now + random.nextInt(10, 60) * Timeline.DAY,
                "price",
                "voluntary");
    }

    private static void grow(Contract contract, long at, SplittableRandom random) {
        if (contract.plan() != Plan.PREMIUM && random.nextInt(3) == 0) {
            contract.change(at, Plan.values()[contract.plan().ordinal() + 1], contract.seats());
        } else {
            contract.change(at, contract.plan(), contract.seats() + Math.max(1, contract.seats() / 4));
        }
    }

    private static void shrink(Contract contract, long at) {
        if (contract.seats() > 2) {
            contract.change(at, contract.plan(), contract.seats() - Math.max(1, contract.seats() / 5));
        } else if (contract.plan() != Plan.ENTRY) {
            contract.change(at, Plan.values()[contract.plan().ordinal() - 1], contract.seats());
        }
    }

    private void paidMonths(List<Version> versions, long[] from, long[] to) {
        Arrays.fill(from, Timeline.NEVER);
        Arrays.fill(to, Timeline.NEVER);
        for (Version v : versions) {
            if (!v.isPaid()) {
                continue;
            }
            long end = v.lasts() ? timeline.asOf() : v.to();
            for (int m = timeline.month(v.from()); m < Timeline.MONTHS && timeline.start(m) < end; m++) {
                if (from[m] == Timeline.NEVER) {
                    from[m] = Math.max(v.from(), timeline.start(m));
                }
                to[m] = Math.min(end, timeline.start(m + 1));
            }
        }
    }
}
