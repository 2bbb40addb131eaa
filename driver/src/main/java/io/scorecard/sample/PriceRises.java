package io.scorecard.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Dearer seats from January 2026 on for some who pay by the month: a quarter more for each, of which they then have a fifth fewer.
 *
 * <p>So they pay what they paid, to the last digit, and every other figure of the company is the same with the rise and without it.
 */
final class PriceRises {

    private static final int MONTH = Timeline.month(2026, 1);

    private PriceRises() {}

    static Life of(Life life, Timeline timeline) {
        long at = timeline.start(MONTH);
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < life.versions().size(); i++) {
            Version version = life.versions().get(i);
            boolean last = i + 1 == life.versions().size()
                    || !life.versions().get(i + 1).subscription().equals(version.subscription());
            if (last && rises(version, at)) {
                versions.add(version.part(version.seats(), version.unitAmount(), version.from(), at, null));
                versions.add(version.part(
                        version.seats() / 5 * 4, version.unitAmount() / 4 * 5, at, version.to(), version.ending()));
            } else {
                versions.add(version);
            }
        }
        return new Life(List.copyOf(versions), life.from(), life.to());
    }

    private static boolean rises(Version v, long at) {
        return v.plan().isCore()
                && v.isPaid()
                && !v.annual()
                && v.seats() % 5 == 0
                && v.from() < at
                && (v.lasts() || v.to() > at);
    }
}
