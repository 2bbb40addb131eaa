package io.scorecard.sample;

import java.util.SplittableRandom;

/**
 * Who a customer is, and what changes about it.
 *
 * @param rep the first one's position in {@link Story#REPS}
 * @param repMonth the month from whose course on the customer has another rep, or -1
 * @param sizeMonth the month in whose course the customer outgrows its size, or -1
 * @param start the instant of the first subscription, trial included
 * @param campaign a campaign's number, or -1
 * @param talkative how many times as many tickets as others it writes
 * @param random this customer's own chance, not shared with any other
 */
record Customer(
        int number,
        String id,
        String name,
        int industry,
        int size,
        int country,
        int rep,
        int nextRep,
        int repMonth,
        int sizeMonth,
        int source,
        int campaign,
        long created,
        long start,
        double talkative,
        SplittableRandom random) {

    static final String[] SIZES = {"1-10", "11-50", "51-250", "251+"};
    static final String[] SEGMENTS = {"Small business", "Mid-market", "Mid-market", "Enterprise"};
    static final String[] COUNTRIES = {"DE", "AT", "CH", "FR", "NL", "GB", "US", "CA"};
    static final String[] REGIONS = {"DACH", "DACH", "DACH", "EU", "EU", "UK", "North America", "North America"};
    static final String[] ZONES = {
        "Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/Paris",
        "Europe/Amsterdam", "Europe/London", "America/New_York", "America/Toronto"
    };
    static final String[] SOURCES = {"search", "event", "partner", "inbound", "referral"};

    static String id(int number) {
        String digits = Integer.toString(number + 1);
        return "C" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    int repAt(int month) {
        return repMonth >= 0 && month > repMonth ? nextRep : rep;
    }

    int sizeAt(int month) {
        return sizeMonth >= 0 && month > sizeMonth ? size + 1 : size;
    }

    boolean isCostly() {
        return industry == Story.COSTLY_INDUSTRY;
    }
}
