package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes customers, what changed about them, and the campaigns that won them.
 *
 * <p>Every customer has history from its creation on, also where nothing changed: a segment without a
 * history row would be unknown at that time.
 */
final class CustomerTables implements AutoCloseable {

    private final Timeline timeline;
    private final Table customers;
    private final Table history;
    private final Table attributions;

    CustomerTables(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        this.timeline = timeline;
        customers = new Table(duckdb, schema, "customers", """
            customer_id VARCHAR, name VARCHAR, created_at TIMESTAMP, first_paid_at TIMESTAMP, owner_id VARCHAR,
            owner_name VARCHAR, segment VARCHAR, industry VARCHAR, company_size VARCHAR, country VARCHAR,
            region VARCHAR, plan_id VARCHAR, tier VARCHAR, acquisition_source VARCHAR,
            acquisition_campaign_id VARCHAR, parent_customer_id VARCHAR, currency VARCHAR, time_zone VARCHAR,
            is_test BOOLEAN\
            """);
        history = new Table(duckdb, schema, "customer_history", """
            customer_id VARCHAR, valid_from TIMESTAMP, valid_to TIMESTAMP, owner_id VARCHAR, owner_name VARCHAR,
            segment VARCHAR, company_size VARCHAR\
            """);
        attributions = new Table(duckdb, schema, "attributions", """
            customer_id VARCHAR, campaign_id VARCHAR, weight DOUBLE, attributed_at TIMESTAMP\
            """);
    }

    void write(Customer c, Life life) throws SQLException {
        int rep = c.repAt(Timeline.MONTHS);
        int size = c.sizeAt(Timeline.MONTHS);
        Plan plan = plan(life);
        boolean daughter = c.number() % 37 == 36;
        customers
                .row()
                .text(c.id())
                .text(c.name())
                .instant(c.created())
                .instant(firstPaid(life))
                .text(Staff.repId(rep))
                .text(Story.REPS[rep])
                .text(Customer.SEGMENTS[size])
                .text(Story.INDUSTRIES[c.industry()])
                .text(Customer.SIZES[size])
                .text(Customer.COUNTRIES[c.country()])
                .text(Customer.REGIONS[c.country()])
                .text(plan.id())
                .text(plan.title())
                .text(Customer.SOURCES[c.source()])
                .text(c.campaign() < 0 ? null : Books.campaignId(c.campaign()))
                .text(daughter ? Customer.id(c.number() - 1) : null)
                .text("EUR")
                .text(Customer.ZONES[c.country()])
                .flag(false)
                .end();
        writeHistory(c);
        writeAttributions(c);
    }

    private void writeHistory(Customer c) throws SQLException {
        long rep = c.repMonth() < 0 ? Timeline.NEVER : timeline.at(timeline.firstDay(c.repMonth()) + 14, 10);
        long size = c.sizeMonth() < 0 ? Timeline.NEVER : timeline.at(timeline.firstDay(c.sizeMonth()) + 19, 12);
        long since = c.created();
        for (long change : rep <= size ? new long[] {rep, size} : new long[] {size, rep}) {
            if (change != Timeline.NEVER) {
                writeHistory(c, since, change, rep < change, size < change);
                since = change;
            }
        }
        writeHistory(c, since, Timeline.NEVER, true, true);
    }

    private void writeHistory(Customer c, long from, long to, boolean repChanged, boolean sizeChanged)
            throws SQLException {
        int rep = repChanged ? c.repAt(Timeline.MONTHS) : c.rep();
        int size = sizeChanged ? c.sizeAt(Timeline.MONTHS) : c.size();
        history.row()
                .text(c.id())
                .instant(from)
                .instant(to)
                .text(Staff.repId(rep))
                .text(Story.REPS[rep])
                .text(Customer.SEGMENTS[size])
                .text(Customer.SIZES[size])
                .end();
    }

    /** A third of those whom a campaign won had heard of the one before, too. */
    private void writeAttributions(Customer c) throws SQLException {
        if (c.campaign() < 0) {
            return;
        }
        boolean two = c.number() % 3 == 0 && c.campaign() >= Books.CHANNELS.length;
        if (two) {
            String before = Books.campaignId(c.campaign() - Books.CHANNELS.length);
            long at = Math.max(timeline.start(0), c.created() - 40 * Timeline.DAY);
            attributions.row().text(c.id()).text(before).share(.5).instant(at).end();
        }
        attributions
                .row()
                .text(c.id())
                .text(Books.campaignId(c.campaign()))
                .share(two ? .5 : 1)
                .instant(c.created())
                .end();
    }

    private static Plan plan(Life life) {
        Plan plan = Plan.ENTRY;
        for (Version v : life.versions()) {
            plan = v.plan().isCore() ? v.plan() : plan;
        }
        return plan;
    }

    private static long firstPaid(Life life) {
        return life.versions().stream()
                .filter(v -> v.isPaid())
                .mapToLong(Version::from)
                .findFirst()
                .orElse(Timeline.NEVER);
    }

    @Override
    public void close() throws SQLException {
        customers.close();
        history.close();
        attributions.close();
    }
}
