package io.scorecard.sample;

import java.util.SplittableRandom;

/** What people write: praise, wishes and complaints that come back, and the names of competitors. */
final class Words {

    private static final String[] PRAISE = {
        "Easy to use, our team was up and running in a day.",
        "Support is quick and friendly.",
        "The reports save us hours every week.",
        "Great value for the price.",
        "The integration with our ERP just works."
    };
    private static final String[] WISHES = {
        "Good, but the mobile app needs offline mode.",
        "We would like a better export to Excel.",
        "Fine so far; the documentation could be clearer.",
        "Solid product, pricing for extra seats is a bit high.",
        "Single sign-on took too long to set up."
    };
    private static final String[] COMPLAINTS = {
        "Too expensive for what it does.",
        "The app is slow in the morning.",
        "We waited days for an answer from support.",
        "The export keeps failing.",
        "Invoices are wrong again."
    };
    private static final String[] RELEASE = {
        "Since the March update everything is slow.",
        "The new release broke our integration.",
        "After the update the export loses rows, and support does not answer.",
        "The new version crashes on login, please roll it back."
    };
    static final String[] COMPETITORS = {"Bluepeak", "Kontorix", "Zenflow"};

    private Words() {}

    /** @param band 0 complains, 1 wishes, 2 praises */
    static String comment(int band, boolean release, SplittableRandom random) {
        String[] pool =
                band == 2 ? PRAISE : band == 1 ? WISHES : release && random.nextInt(4) > 0 ? RELEASE : COMPLAINTS;
        String text = pool[random.nextInt(pool.length)];
        if (random.nextInt(band == 0 ? 5 : 20) > 0) {
            return text;
        }
        String competitor = COMPETITORS[random.nextInt(COMPETITORS.length)];
        return text + (band == 2 ? " Much better than " + competitor + "." : " We are looking at " + competitor + ".");
    }
}
