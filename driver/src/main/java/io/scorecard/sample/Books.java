package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes campaigns and costs, after all customers: payroll follows how many there are.
 *
 * <p>Nothing stands in two places: what a campaign cost is in {@code costs} and not in the campaign,
 * what running the service costs in {@code revenue}, and the hours of time entries in neither.
 */
final class Books implements AutoCloseable {

    static final String[] CHANNELS = {"search", "event", "partner"};
    static final int CAMPAIGNS = Timeline.MONTHS / 3 * CHANNELS.length;
    private static final int[] COST_OF_A_CUSTOMER = {1150, 2100, 900};
    private static final String[] TITLES = {"Search ads", "Trade fair", "Partner programme"};

    private final Timeline timeline;
    private final Table campaigns;
    private final Table costs;
    private final SplittableRandom random;
    private int number;

    Books(Connection duckdb, String schema, Timeline timeline, SplittableRandom random) throws SQLException {
        this.timeline = timeline;
        this.random = random;
        campaigns = new Table(duckdb, schema, "campaigns", """
            campaign_id VARCHAR, name VARCHAR, channel VARCHAR, start_date DATE, end_date DATE\
            """);
        costs = new Table(duckdb, schema, "costs", """
            cost_id VARCHAR, period_start DATE, period_end DATE, amount DECIMAL(38,4), currency VARCHAR,
            category VARCHAR, customer_id VARCHAR, ticket_id VARCHAR, campaign_id VARCHAR\
            """);
    }

    static String campaignId(int campaign) {
        return "CMP-" + (campaign + 1);
    }

    /** What single customers cost: help on site, mostly for the costly industry. */
    void write(Customer customer, Life life) throws SQLException {
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (life.isActive(m) && customer.random().nextInt(customer.isCostly() ? 30 : 250) == 0) {
                int day = timeline.epochDay(timeline.day(life.from()[m]));
                long amount = 120 + 20 * customer.random().nextInt(12);
                write(day, day, amount, "support", customer.id(), null);
            }
        }
    }

    void write(Totals totals) throws SQLException {
        for (int m = 0; m < Timeline.MONTHS; m++) {
            int first = timeline.epochDay(timeline.firstDay(m));
            int last = first + timeline.days(m) - 1;
            int customers = totals.customers[m];
            double overtime = m == Story.RELEASE_MONTH ? 1.35 : m == Story.RELEASE_MONTH + 1 ? 1.2 : 1;
            write(first, last, Math.round(21 * overtime * customers + 1.5 * totals.tickets[m]), "support", null, null);
            write(first, last, Math.round(3.2 * customers), "support", null, null);
            write(first, last, Math.round(9 * customers), "success", null, null);
            write(first, last, Math.round(4 * customers), "retention", null, null);
            write(first, last, Math.round(160 * totals.started[m]), "onboarding", null, null);
            write(first, last, Math.round(2.5 * customers), "marketing_existing", null, null);
            write(first, last, Math.round(480 * totals.started[m]), "acquisition", null, null);
        }
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            write(campaign, totals.won[campaign]);
        }
    }

    private void write(int campaign, int won) throws SQLException {
        int channel = campaign % CHANNELS.length;
        int month = campaign / CHANNELS.length * 3;
        LocalDate start = Timeline.FIRST.plusMonths(month);
        String name = TITLES[channel] + " " + start.getYear() + " Q" + (start.getMonthValue() + 2) / 3;
        int first = timeline.epochDay(timeline.firstDay(month));
        int end = (int) start.plusMonths(3).toEpochDay() - 1;
        campaigns
                .row()
                .text(campaignId(campaign))
                .text(name)
                .text(CHANNELS[channel])
                .day(first)
                .day(end)
                .end();
        long spend = Math.round((won + .4) * COST_OF_A_CUSTOMER[channel] * (.85 + .3 * random.nextDouble()) / 3);
        for (int m = month; m < month + 3; m++) {
            int day = timeline.epochDay(timeline.firstDay(m));
            write(day, day + timeline.days(m) - 1, spend, "acquisition", null, campaignId(campaign));
        }
    }

    private void write(
            int first, int last, long euros, String category, @Nullable String customer, @Nullable String campaign)
            throws SQLException {
        costs.row()
                .text("K" + ++number)
                .day(first)
                .day(last)
                .money(euros * 10_000)
                .text("EUR")
                .text(category)
                .text(customer)
                .none()
                .text(campaign)
                .end();
    }

    @Override
    public void close() throws SQLException {
        campaigns.close();
        costs.close();
    }
}
