package io.scorecard.session;

import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.time.Beginning;
import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Patience;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Refuses to add up amounts in several currencies, or in another one than the model's, and where the model has
 * rates, amounts that have none. Each table is asked for its currencies, at most every ten minutes; an amount
 * without a currency is in the model's. A strict model's scores are looked at in the same way. Thread-safe.
 */
final class Currencies {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final String RATES = "fx_rates";
    private static final String SCORES = "surveys";
    private static final Map<String, String> DATES =
            Map.of("subscriptions", "day_of(valid_from)", "revenue", "day_of(occurred_at)", "costs", "period_start");

    private final Compiler compiler;
    private final Optional<String> currency;
    private final boolean rated;
    private final Clock clock;
    private final ReentrantLock alone = new ReentrantLock();
    private final Map<String, Instant> checked = new HashMap<>();

    /** @param rated whether the model maps rates */
    Currencies(Compiler compiler, Optional<String> currency, boolean rated, Clock clock) {
        this.compiler = compiler;
        this.currency = currency;
        this.rated = rated && currency.isPresent();
        this.clock = clock;
    }

    /** One at a time, so that many who ask at once ask the source once. */
    void check(List<String> tables, Moment moment, Limits limits, Stop stop) {
        if (tables.isEmpty()) {
            return;
        }
        Patience.lock(alone);
        try {
            checkAlone(tables, moment, limits, stop);
        } finally {
            alone.unlock();
        }
    }

    private void checkAlone(List<String> tables, Moment moment, Limits limits, Stop stop) {
        List<String> all = new ArrayList<>(tables);
        if (rated && !tables.equals(List.of(SCORES))) {
            all.add(RATES);
        }
        Instant old = clock.instant().minus(FRESH);
        for (String table : all) {
            if (checked.getOrDefault(table, Instant.MIN).isBefore(old)) {
                try (Cursor rows = asked(question(table), moment, limits, stop)) {
                    if (rows.next() && rows.object(1) != null) {
                        look(table, rows);
                    }
                }
                checked.put(table, clock.instant());
            }
        }
    }

    private String question(String table) {
        if (table.equals(SCORES)) {
            return "SELECT MAX(affected_rows) FROM data_quality WHERE table_name = 'surveys'"
                    + " AND code = 'score_off_scale'";
        }
        if (table.equals(RATES)) {
            return "SELECT from_currency, rate_date, rates FROM (SELECT UPPER(from_currency) AS from_currency, rate_date,"
                    + " COUNT(*) AS rates FROM fx_rates WHERE " + isTo() + " GROUP BY UPPER(from_currency), rate_date"
                    + " HAVING MIN(rate) <> MAX(rate) OR MIN(rate) <= 0) AS doubted ORDER BY 1, 2 LIMIT 1";
        }
        if (rated) {
            return "SELECT a.currency, a.first_day, r.first_day FROM (SELECT UPPER(currency) AS currency, MIN("
                    + DATES.get(table) + ") AS first_day FROM " + table
                    + " WHERE currency <> '' AND UPPER(currency) <> '"
                    + currency.orElseThrow() + "' GROUP BY UPPER(currency)) AS a LEFT JOIN (SELECT UPPER(from_currency)"
                    + " AS currency, MIN(rate_date) AS first_day FROM fx_rates WHERE " + isTo()
                    + " GROUP BY UPPER(from_currency)) AS r ON r.currency = a.currency"
                    + " WHERE r.first_day IS NULL OR a.first_day < r.first_day ORDER BY 1 LIMIT 1";
        }
        return "SELECT MIN(c), MAX(c) FROM (SELECT NULLIF(UPPER(currency), '') AS c FROM " + table + ") AS currencies";
    }

    private String isTo() {
        return "UPPER(to_currency) = '" + currency.orElseThrow() + "'";
    }

    private void look(String table, Cursor rows) {
        if (table.equals(SCORES)) {
            if (((Number) java.util.Objects.requireNonNull(rows.object(1))).longValue() > 0) {
                throw ErrorCode.UNANSWERABLE.with(
                        "'surveys' has " + rows.object(1) + " scores outside their scales, and the model is strict.",
                        "Give the model the right 'scales', map only rows with a score on them, or leave out 'strict'.");
            }
            return;
        }
        if (table.equals(RATES)) {
            throw ErrorCode.UNANSWERABLE.with(
                    "'fx_rates' has several rates or none above 0 for " + rows.object(1) + " on " + rows.object(2)
                            + ".",
                    "Map one rate for each day and pair of currencies.");
        }
        if (rated) {
            Object known = rows.object(3);
            throw ErrorCode.UNANSWERABLE.with(
                    "The amounts of '" + table + "' in " + rows.object(1) + " begin on " + rows.object(2)
                            + (known == null ? ", but there is no rate" : ", before the first rate")
                            + " from it to " + currency.orElseThrow()
                            + (known == null ? "." : ", which is of " + known + "."),
                    "Map rates in fx_rates from that day on, or leave these rows out by the 'where' of '" + table
                            + "'.");
        }
        if (!rows.object(1).equals(rows.object(2))) {
            throw refused(table, "several currencies, which nothing brings together.");
        }
        if (currency.isPresent() && !rows.object(1).equals(currency.get())) {
            throw refused(table, "another currency than the model's.");
        }
    }

    private Cursor asked(String sql, Moment moment, Limits limits, Stop stop) {
        Limits all = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
        return Running.own(compiler, sql, moment, () -> Beginning.OF_TIME, Integer.MAX_VALUE, all, stop);
    }

    private static RuntimeException refused(String table, String sentence) {
        return ErrorCode.UNANSWERABLE.with(
                "The amounts of '" + table + "' are in " + sentence,
                "Map fx_rates and give the model its currency, map amounts in one currency, or only the rows of one: in the"
                        + " model, under '" + table + "', where: currency = 'EUR'.");
    }
}
