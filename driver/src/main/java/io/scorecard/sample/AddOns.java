package io.scorecard.sample;

import io.scorecard.sample.Version.Ending;
import java.util.List;
import java.util.SplittableRandom;

/** A second subscription for some customers: it ends with the first, or before it. */
final class AddOns {

    private AddOns() {}

    static List<Version> of(Customer customer, List<Version> core, Timeline timeline) {
        SplittableRandom random = customer.random();
        if (random.nextDouble() > .22) {
            return List.of();
        }
        Version base = core.get(core.size() - 1);
        if (!base.isPaid()) {
            return List.of();
        }
        long end = base.lasts() ? timeline.asOf() : base.to();
        long room = end - base.from() - 60 * Timeline.DAY;
        if (room < 60 * Timeline.DAY) {
            return List.of();
        }
        long start = base.from() + (30 * Timeline.DAY + random.nextLong(room)) / Timeline.MINUTE * Timeline.MINUTE;
        Plan plan = random.nextInt(3) == 0 ? Plan.FIELD : Plan.ANALYTICS;
        int seats = Math.max(1, base.seats() * 2 / 3);
        boolean dropped = random.nextInt(5) == 0;
        long to = dropped ? start + (end - start) / 2 / Timeline.MINUTE * Timeline.MINUTE : base.to();
        Ending ending =
                dropped ? new Ending(to - 5 * Timeline.DAY, Timeline.NEVER, "not used", "voluntary") : base.ending();
        return List.of(new Version(
                "A" + customer.id().substring(1),
                plan,
                "active",
                seats,
                plan.unitAmount(false),
                false,
                0,
                Timeline.NEVER,
                start,
                to,
                Timeline.NEVER,
                ending));
    }
}
