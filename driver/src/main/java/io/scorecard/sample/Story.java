package io.scorecard.sample;

/**
 * What happens to the company, as numbers: a bad release in March 2026 brings tickets and bad moods
 * at once and leavers two months later; one industry needs more help than others; one rep loses more
 * customers than others.
 */
final class Story {

    static final int CUSTOMERS_AT_SCALE_ONE = 480;
    static final int AGENTS_AT_SCALE_ONE = 8;

    static final int RELEASE_MONTH = Timeline.month(2026, 3);
    /** Days after the month's first on which the release went out. */
    static final int RELEASE_DAY = 9;

    static final String[] REPS = {
        "Anna Berger", "Bruno Castelli", "Chloe Martin", "Dirk Vogel", "Elena Novak", "Finn Larsen"
    };
    /** The rep whose customers leave more often. */
    static final int LOSING_REP = 3;

    static final String[] INDUSTRIES = {"Retail", "Manufacturing", "Logistics", "Healthcare", "Education", "Software"};
    static final double[] INDUSTRY_SHARES = {.22, .20, .17, .14, .11};
    /** The industry that needs more help. */
    static final int COSTLY_INDUSTRY = 3;

    private Story() {}

    /** How many times as many tickets as usual are written. */
    static double ticketWave(int month) {
        double season = month % 12 == 5 ? .85 : month % 12 == 1 ? .9 : 1;
        return switch (month - RELEASE_MONTH) {
            case 0 -> 2.5 * season;
            case 1 -> 1.45 * season;
            case 2 -> 1.1 * season;
            default -> season;
        };
    }

    /** How many times as long as usual a first response takes. */
    static double slowness(int month) {
        return switch (month - RELEASE_MONTH) {
            case 0 -> 4.2;
            case 1 -> 2.0;
            default -> 1;
        };
    }

    /** How many times as likely as usual a customer leaves. */
    static double leaving(int month) {
        return switch (month - RELEASE_MONTH) {
            case 1 -> 1.15;
            case 2 -> 3.4;
            case 3 -> 1.4;
            default -> 1;
        };
    }

    /** How much worse than usual people feel, from 0 to about 1; before the release, not at all. */
    static double anger(Timeline timeline, long instant) {
        int month = timeline.month(instant);
        if (month == RELEASE_MONTH) {
            return timeline.day(instant) >= timeline.firstDay(month) + RELEASE_DAY ? 1 : 0;
        }
        return switch (month - RELEASE_MONTH) {
            case 1 -> .6;
            case 2 -> .25;
            default -> 0;
        };
    }
}
