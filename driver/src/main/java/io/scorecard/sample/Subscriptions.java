package io.scorecard.sample;

import io.scorecard.sample.Version.Ending;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes subscriptions, a row for each version, and the products that customers have through them. */
final class Subscriptions implements AutoCloseable {

    private final Timeline timeline;
    private final Table subscriptions;
    private final Table products;

    Subscriptions(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        this.timeline = timeline;
        subscriptions = new Table(duckdb, schema, "subscriptions", """
            subscription_item_id VARCHAR, subscription_id VARCHAR, customer_id VARCHAR, plan_id VARCHAR,
            product_id VARCHAR, status VARCHAR, quantity BIGINT, unit_amount DECIMAL(38,4), currency VARCHAR,
            billing_interval VARCHAR, billing_interval_count BIGINT, discount_percent DOUBLE,
            discount_end TIMESTAMP, mrr DECIMAL(38,4), valid_from TIMESTAMP, valid_to TIMESTAMP,
            trial_end TIMESTAMP, cancel_requested_at TIMESTAMP, cancel_at TIMESTAMP, ended_at TIMESTAMP,
            churn_reason VARCHAR, churn_reason_type VARCHAR, churn_competitor VARCHAR\
            """);
        products = new Table(duckdb, schema, "customer_products", """
            customer_id VARCHAR, product_id VARCHAR, valid_from TIMESTAMP, valid_to TIMESTAMP\
            """);
    }

    void write(Customer customer, Life life) throws SQLException {
        long since = Timeline.NEVER;
        for (int i = 0; i < life.versions().size(); i++) {
            Version v = life.versions().get(i);
            write(customer, v);
            if (v.isPaid() && since == Timeline.NEVER) {
                since = v.from();
            }
            boolean last = i + 1 == life.versions().size()
                    || !continues(v, life.versions().get(i + 1));
            if (v.isPaid() && last) {
                products.row()
                        .text(customer.id())
                        .text(v.plan().product().id())
                        .instant(since)
                        .instant(v.to())
                        .end();
                since = Timeline.NEVER;
            }
        }
    }

    private static boolean continues(Version v, Version next) {
        return next.isPaid() && next.from() == v.to() && next.subscription().equals(v.subscription());
    }

    private void write(Customer customer, Version v) throws SQLException {
        Ending ending = v.ending();
        long to = v.to() >= timeline.asOf() ? Timeline.NEVER : v.to();
        boolean discounted = v.discountPercent() > 0;
        subscriptions
                .row()
                .text(v.subscription() + "-1")
                .text(v.subscription())
                .text(customer.id())
                .text(v.plan().id())
                .text(v.plan().product().id())
                .text(v.status())
                .count(v.seats())
                .money(v.unitAmount())
                .text("EUR")
                .text(v.annual() ? "year" : "month")
                .count(1);
        if (discounted) {
            subscriptions.share(v.discountPercent()).instant(v.discountEnd());
        } else {
            subscriptions.none().none();
        }
        subscriptions.money(v.mrr()).instant(v.from()).instant(to).instant(v.trialEnd());
        if (ending == null) {
            subscriptions.none().none().none().none().none().none();
        } else {
            subscriptions
                    .instant(ending.requestedAt())
                    .instant(ending.cancelAt())
                    .instant(to)
                    .text(ending.reason())
                    .text(ending.type())
                    .text("competitor".equals(ending.reason()) ? competitor(customer) : null);
        }
        subscriptions.end();
    }

    private static String competitor(Customer customer) {
        return Words.COMPETITORS[Math.floorMod(customer.id().hashCode(), Words.COMPETITORS.length)];
    }

    @Override
    public void close() throws SQLException {
        subscriptions.close();
        products.close();
    }
}
