package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.SplittableRandom;

/** Writes revenue: bills of every subscription month or year, set-up fees, usage, refunds and credits. */
final class Billing implements AutoCloseable {

    private final Timeline timeline;
    private final Table revenue;
    private int line;

    Billing(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        this.timeline = timeline;
        revenue = new Table(duckdb, schema, "revenue", """
            revenue_id VARCHAR, customer_id VARCHAR, occurred_at TIMESTAMP, period_start DATE, period_end DATE,
            amount DECIMAL(38,4), currency VARCHAR, revenue_type VARCHAR, product_id VARCHAR,
            cost_of_service DECIMAL(38,4), invoice_id VARCHAR, is_proration BOOLEAN, due_at TIMESTAMP,
            paid_at TIMESTAMP, status VARCHAR\
            """);
    }

    void write(Customer customer, Life life) throws SQLException {
        String subscription = "";
        long anchor = 0;
        for (Version v : life.versions()) {
            if (!v.isPaid()) {
                continue;
            }
            if (!v.subscription().equals(subscription)) {
                subscription = v.subscription();
                anchor = v.from();
                begin(customer, v);
            }
            bill(customer, v, anchor);
        }
    }

    private void begin(Customer customer, Version v) throws SQLException {
        if (v.plan().isCore() && customer.size() > 0) {
            write(customer, v, v.from(), 1, customer.size() * 3_900_000L, "one_off", 2);
        }
    }

    private void bill(Customer customer, Version v, long anchor) throws SQLException {
        int first = timeline.month(anchor);
        for (int m = timeline.month(v.from()); m < Timeline.MONTHS; m++) {
            long at = timeline.sameDay(anchor, m);
            if (at < v.from() || v.annual() && (m - first) % 12 != 0) {
                continue;
            }
            if (at >= timeline.asOf() || !v.lasts() && at >= v.to()) {
                break;
            }
            write(customer, v, at, v.annual() ? 12 : 1, v.invoiced(), "recurring", 4);
            corrections(customer, v, at);
        }
    }

    private void corrections(Customer customer, Version v, long at) throws SQLException {
        SplittableRandom random = customer.random();
        boolean angry = Story.anger(timeline, at) > .5;
        double luck = random.nextDouble();
        long later = at + random.nextLong(Timeline.DAY, 9 * Timeline.DAY) / Timeline.MINUTE * Timeline.MINUTE;
        if (later >= timeline.asOf()) {
            return;
        }
        if (luck < (angry ? .07 : .008)) {
            write(customer, v, later, 1, -v.mrr() / 2, "refund", 0);
        } else if (luck > (angry ? .9 : .995)) {
            write(customer, v, later, 1, -v.mrr() / 10, "credit", 0);
        } else if (luck > .5 && luck < .53) {
            write(customer, v, later, 1, 250_000L + 10_000 * random.nextInt(90), "usage", 3);
        }
    }

    /** @param service tenths of the amount's two thirds that the service costs to run */
    private void write(Customer customer, Version v, long at, int months, long amount, String type, int service)
            throws SQLException {
        int day = timeline.epochDay(timeline.day(at));
        boolean corrects = type.equals("refund") || type.equals("credit");
        long paid = at + (2 + customer.number() % 24) * Timeline.DAY;
        boolean settled = corrects || paid < timeline.asOf();
        line++;
        revenue.row()
                .text("R" + line)
                .text(customer.id())
                .instant(at)
                .day(day)
                .day((int) LocalDate.ofEpochDay(day)
                        .plusMonths(months)
                        .minusDays(1)
                        .toEpochDay())
                .money(amount)
                .text("EUR")
                .text(type)
                .text(v.plan().product().id())
                .money(amount * service / 18)
                .text("I" + line)
                .flag(false)
                .instant(at + 14 * Timeline.DAY)
                .instant(settled ? corrects ? at : paid : Timeline.NEVER)
                .text(settled ? "paid" : "open")
                .end();
    }

    @Override
    public void close() throws SQLException {
        revenue.close();
    }
}
