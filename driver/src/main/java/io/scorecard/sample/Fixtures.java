package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes what does not depend on customers: plans, products, targets, and what happened to the company. */
final class Fixtures {

    private Fixtures() {}

    static void write(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        try (Table plans = new Table(duckdb, schema, "plans", """
            plan_id VARCHAR, product_id VARCHAR, name VARCHAR, tier VARCHAR, tier_rank BIGINT,
            list_price DECIMAL(38,4)\
            """)) {
            for (Plan plan : Plan.values()) {
                plans.row()
                        .text(plan.id())
                        .text(plan.product().id())
                        .text(plan.title())
                        .text(plan.isCore() ? plan.title() : "Add-on")
                        .count(plan.rank())
                        .money(plan.unitAmount(false))
                        .end();
            }
        }
        try (Table products = new Table(duckdb, schema, "products", """
            product_id VARCHAR, name VARCHAR, product_family VARCHAR\
            """)) {
            for (Plan.Product product : Plan.Product.values()) {
                String family = product == Plan.Product.CORE ? "Platform" : "Add-ons";
                products.row()
                        .text(product.id())
                        .text(product.title())
                        .text(family)
                        .end();
            }
        }
        targets(duckdb, schema, timeline);
        events(duckdb, schema, timeline);
    }

    private static void targets(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        try (Table targets = new Table(duckdb, schema, "kpi_targets", """
            kpi VARCHAR, segment_name VARCHAR, segment_value VARCHAR, valid_from DATE, target DOUBLE,
            amber DOUBLE\
            """)) {
            int day = timeline.epochDay(timeline.firstDay(Timeline.month(2025, 1)));
            target(targets, "nps", "Enterprise", day, 40, 30);
            target(targets, "nps", "Small business", day, 30, 20);
            target(targets, "churn_rate", "Enterprise", day, .008, .012);
            target(targets, "churn_rate", "Small business", day, .02, .03);
        }
    }

    private static void target(Table targets, String kpi, String segment, int day, double target, double amber)
            throws SQLException {
        targets.row()
                .text(kpi)
                .text("segment")
                .text(segment)
                .day(day)
                .share(target)
                .share(amber)
                .end();
    }

    private static void events(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        try (Table events = new Table(duckdb, schema, "events", """
            occurred_at TIMESTAMP, kind VARCHAR, title VARCHAR\
            """)) {
            int release = timeline.firstDay(Story.RELEASE_MONTH) + Story.RELEASE_DAY;
            event(events, timeline.at(3, 9), "release", "Version 1.0");
            event(events, timeline.at(timeline.firstDay(Timeline.month(2024, 4)) + 8, 6), "release", "Version 2.0");
            event(
                    events,
                    timeline.at(timeline.firstDay(Timeline.month(2025, 1)), 0),
                    "price_change",
                    "Price list 2025");
            event(events, timeline.at(timeline.firstDay(Timeline.month(2025, 5)) + 12, 9), "campaign", "Spring fair");
            event(events, timeline.at(release, 6), "release", "Version 3.0");
            event(events, timeline.at(release + 23, 6), "release", "Version 3.0.4, which repairs the export");
        }
    }

    private static void event(Table events, long at, String kind, String title) throws SQLException {
        events.row().instant(at).text(kind).text(title).end();
    }
}
