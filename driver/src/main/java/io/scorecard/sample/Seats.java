package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes for how many people a customer has paid, counted once a month on the first day that it pays. */
final class Seats implements AutoCloseable {

    private final Timeline timeline;
    private final Table seats;

    Seats(Connection duckdb, String schema, Timeline timeline) throws SQLException {
        this.timeline = timeline;
        seats = new Table(duckdb, schema, "seats", "customer_id VARCHAR, licensed BIGINT, counted_on DATE");
    }

    void write(Customer customer, Life life) throws SQLException {
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (life.isActive(m)) {
                long at = life.from()[m];
                seats.row()
                        .text(customer.id())
                        .count(licensed(life, at))
                        .day(timeline.epochDay(timeline.day(at)))
                        .end();
            }
        }
    }

    private static int licensed(Life life, long at) {
        return life.versions().stream()
                .filter(v -> v.plan().isCore() && v.isPaid() && v.from() <= at && (v.lasts() || v.to() > at))
                .mapToInt(Version::seats)
                .sum();
    }

    @Override
    public void close() throws SQLException {
        seats.close();
    }
}
