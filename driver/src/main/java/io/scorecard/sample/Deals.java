package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes deals: one that was won for each start and each growth of a subscription, those that were lost,
 * mostly with companies that are no customers, and what is still open. After the bad release more are lost.
 *
 * <p>Amounts are a year's. Chance is this table's own, so that the other tables are the same without it.
 */
final class Deals implements AutoCloseable {

    private static final String[] REASONS = {"price", "missing feature", "no decision"};
    private static final String[] STAGES = {"discovery", "proposal", "negotiation"};
    private static final int MONTHS_OF_A_YEAR = 12;

    private final Timeline timeline;
    private final long seed;
    private final Table deals;
    private final EvenDraws lost;
    private final EvenDraws refused;
    private int number;

    Deals(Connection duckdb, String schema, Timeline timeline, long seed) throws SQLException {
        this.timeline = timeline;
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed + "deals".hashCode());
        lost = new EvenDraws(random.split(), Step.ROOT_11, Timeline.MONTHS);
        refused = new EvenDraws(random.split(), Step.ROOT_19, Timeline.MONTHS);
        deals = new Table(duckdb, schema, "deals", """
            deal_id VARCHAR, customer_id VARCHAR, owner_id VARCHAR, amount DECIMAL(38,4), stage VARCHAR,
            is_won BOOLEAN, is_closed BOOLEAN, closed_at TIMESTAMP, competitor VARCHAR, loss_reason VARCHAR\
            """);
    }

    void write(Customer customer, Life life) throws SQLException {
        SplittableRandom random = Chance.of(seed, customer, "deals");
        long before = 0;
        for (Version v : core(life)) {
            if (v.mrr() > before) {
                won(customer, v.from(), MONTHS_OF_A_YEAR * (v.mrr() - before), random);
            }
            before = v.mrr();
        }
        for (int m = 0; m < Timeline.MONTHS; m++) {
            double trouble = m > Story.RELEASE_MONTH ? 2.2 : m == Story.RELEASE_MONTH ? 1.5 : 1;
            for (int n = lost.count(m, .034 * trouble); n > 0; n--) {
                lose(customer, null, m, random);
            }
            if (life.isActive(m) && refused.happens(m, .012 * trouble)) {
                lose(customer, customer.id(), m, random);
            }
        }
        if (random.nextInt(20) == 0) {
            String customerId = life.isActive(Timeline.MONTHS - 1) ? customer.id() : null;
            begin(customerId, customer.repAt(Timeline.MONTHS), amount(random), STAGES[random.nextInt(STAGES.length)])
                    .none()
                    .flag(false)
                    .none()
                    .text(competitor(.3, random))
                    .none()
                    .end();
        }
    }

    private static List<Version> core(Life life) {
        return life.versions().stream()
                .filter(v -> v.plan().isCore() && v.isPaid())
                .toList();
    }

    private void won(Customer customer, long at, long amount, SplittableRandom random) throws SQLException {
        begin(customer.id(), customer.repAt(timeline.month(at)), amount, "won")
                .flag(true)
                .flag(true)
                .instant(at)
                .text(competitor(.25, random))
                .none()
                .end();
    }

    private void lose(Customer near, @Nullable String customerId, int m, SplittableRandom random) throws SQLException {
        long at = timeline.at(timeline.firstDay(m) + random.nextInt(timeline.days(m)), 9 + 8 * random.nextDouble());
        int rep = customerId == null ? random.nextInt(Story.REPS.length) : near.repAt(m);
        boolean release = m >= Story.RELEASE_MONTH && random.nextInt(5) < 2;
        String reason = release ? "quality" : REASONS[EvenDraws.pick(random.nextDouble(), .42, .33)];
        begin(customerId, rep, amount(random), "lost")
                .flag(false)
                .flag(true)
                .instant(at)
                .text(competitor(.55, random))
                .text(reason)
                .end();
    }

    /** Of the whole number of euros that such deals usually have. */
    private static long amount(SplittableRandom random) {
        return Math.round(Chance.around(random.nextDouble(), 3600, .4)) * 10_000;
    }

    private static @Nullable String competitor(double probability, SplittableRandom random) {
        return random.nextDouble() < probability
                ? Words.COMPETITORS[EvenDraws.pick(random.nextDouble(), .5, .3)]
                : null;
    }

    private Table begin(@Nullable String customerId, int rep, long amount, String stage) throws SQLException {
        return deals.row()
                .text("D" + ++number)
                .text(customerId)
                .text(Staff.repId(rep))
                .money(amount)
                .text(stage);
    }

    @Override
    public void close() throws SQLException {
        deals.close();
    }
}
