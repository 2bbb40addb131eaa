package io.scorecard.source;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/**
 * Closes a pool once nobody uses it any more: closing it at once would end the questions that run. A model
 * that was changed has its questions finished by the sources it had.
 */
final class PoolClosing implements Runnable {

    private static final long LOOK_MILLIS = 200;

    private final HikariDataSource pool;

    private PoolClosing(HikariDataSource pool) {
        this.pool = pool;
    }

    static void of(HikariDataSource pool) {
        if (active(pool) == 0) {
            pool.close();
            return;
        }
        Thread closing = new Thread(new PoolClosing(pool), pool.getPoolName() + "-closing");
        closing.setDaemon(true);
        closing.start();
    }

    private static int active(HikariDataSource pool) {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return state == null ? 0 : state.getActiveConnections();
    }

    @Override
    public void run() {
        try (pool) {
            pool.getHikariPoolMXBean().softEvictConnections();
            while (active(pool) > 0) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
