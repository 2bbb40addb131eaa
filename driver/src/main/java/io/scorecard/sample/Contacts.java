package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * Writes how reps keep in touch: a talk every quarter, and an answer to those who gave a bad score.
 * The rep who loses customers does less of both.
 *
 * <p>Chance is this table's own, so that the other tables are the same with it and without it.
 */
final class Contacts implements AutoCloseable {

    private static final String[] KINDS = {"call", "meeting", "mail"};

    private final Timeline timeline;
    private final long seed;
    private final Table contacts;

    Contacts(Connection duckdb, String schema, Timeline timeline, long seed) throws SQLException {
        this.timeline = timeline;
        this.seed = seed;
        contacts = new Table(duckdb, schema, "interactions", """
            customer_id VARCHAR, occurred_at TIMESTAMP, kind VARCHAR, actor VARCHAR\
            """);
    }

    void write(Customer customer, Life life) throws SQLException {
        SplittableRandom random = Chance.of(seed, customer, "contacts");
        for (int m = 0; m < Timeline.MONTHS; m++) {
            if (!life.isActive(m) || (m + customer.number()) % 3 != 1) {
                continue;
            }
            int day = timeline.day(life.from()[m]) + random.nextInt(5);
            long at = timeline.at(Math.min(day, timeline.firstDay(m + 1) - 1), 9 + 8 * random.nextDouble());
            boolean talks = random.nextDouble() < (isLosing(customer, m) ? .45 : .85);
            if (talks && at >= life.from()[m] && at < life.to()[m]) {
                write(customer, at, KINDS[EvenDraws.pick(random.nextDouble(), .5, .35)]);
            }
        }
    }

    /** Somebody gave a bad score: mostly the rep calls back. */
    void followUp(Customer customer, long answered) throws SQLException {
        SplittableRandom random = Chance.of(seed + answered, customer, "follow-up");
        boolean calls = random.nextDouble() < (isLosing(customer, timeline.month(answered)) ? .25 : .72);
        long at = answered + random.nextLong(Timeline.HOUR, 9 * Timeline.DAY) / Timeline.SECOND * Timeline.SECOND;
        if (calls && at < timeline.asOf()) {
            write(customer, at, KINDS[random.nextInt(4) == 0 ? 2 : 0]);
        }
    }

    private static boolean isLosing(Customer customer, int month) {
        return customer.repAt(month) == Story.LOSING_REP;
    }

    private void write(Customer customer, long at, String kind) throws SQLException {
        contacts.row()
                .text(customer.id())
                .instant(at)
                .text(kind)
                .text(Staff.repId(customer.repAt(timeline.month(at))))
                .end();
    }

    @Override
    public void close() throws SQLException {
        contacts.close();
    }
}
