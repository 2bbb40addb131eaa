package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** Writes how customers use the product: less and less in the months before they leave. */
final class Usage implements AutoCloseable {

    private static final String[] FEATURES = {"dashboard", "report", "export", "import", "api", "mobile"};

    /** A report shows a customer what the product is for. */
    private static final int ACTIVATING = 1;

    private final Timeline timeline;
    private final Table events;
    private final EvenDraws volume;

    Usage(Connection duckdb, String schema, Timeline timeline, SplittableRandom random) throws SQLException {
        this.timeline = timeline;
        volume = new EvenDraws(random.split(), Step.ROOT_13, Timeline.MONTHS);
        events = new Table(duckdb, schema, "usage_events", """
            customer_id VARCHAR, user_id VARCHAR, occurred_at TIMESTAMP, feature VARCHAR, quantity DOUBLE,
            is_bot BOOLEAN, is_activating BOOLEAN\
            """);
    }

    void write(Customer customer, Life life) throws SQLException {
        SplittableRandom random = customer.random();
        String[] users = {customer.id() + "-U1", customer.id() + "-U2", customer.id() + "-U3"};
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (!life.isActive(m)) {
                continue;
            }
            long from = life.from()[m];
            long span = life.to()[m] - from;
            double share = (double) span / (timeline.start(m + 1) - timeline.start(m));
            int count = volume.count(m, share * engagement(life, m) * (1.6 + .7 * customer.size()));
            for (int i = 0; i < count; i++) {
                long at = from + random.nextLong(span) / Timeline.SECOND * Timeline.SECOND;
                int feature = EvenDraws.pick(random.nextDouble(), .4, .25, .13, .1, .06);
                events.row()
                        .text(customer.id())
                        .text(users[random.nextInt(users.length)])
                        .instant(at)
                        .text(FEATURES[feature])
                        .share(1 + random.nextInt(12))
                        .flag(feature == 4 && random.nextInt(3) == 0)
                        .flag(feature == ACTIVATING)
                        .end();
            }
        }
    }

    private static double engagement(Life life, int month) {
        return switch (life.monthsToLeaving(month)) {
            case 0, 1 -> .3;
            case 2 -> .5;
            case 3 -> .75;
            default -> 1;
        };
    }

    @Override
    public void close() throws SQLException {
        events.close();
    }
}
