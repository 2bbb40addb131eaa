package io.scorecard.session;

import io.scorecard.compiler.Compiled;
import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.Statement;
import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses to add up amounts in several currencies, or in another one than the model's. Each table is asked
 * for its currencies, at most every ten minutes; an amount without a currency is in the model's. Thread-safe.
 */
final class Currencies {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Compiler compiler;
    private final Optional<String> currency;
    private final Clock clock;
    private final Map<String, Instant> checked = new HashMap<>();

    Currencies(Compiler compiler, Optional<String> currency, Clock clock) {
        this.compiler = compiler;
        this.currency = currency;
        this.clock = clock;
    }

    synchronized void check(List<String> tables, Moment moment, Limits limits, Stop stop) {
        Instant old = clock.instant().minus(FRESH);
        for (String table : tables) {
            if (checked.getOrDefault(table, Instant.MIN).isBefore(old)) {
                check(table, moment, limits, stop);
                checked.put(table, clock.instant());
            }
        }
    }

    private void check(String table, Moment moment, Limits limits, Stop stop) {
        Compiled question = compiler.compile("SELECT MIN(c), MAX(c) FROM (SELECT NULLIF(UPPER(currency), '') AS c FROM "
                + table + ") AS currencies");
        Statement statement = question.bind(moment, List.of(), () -> LocalDate.EPOCH);
        Limits all = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
        Running running = new Running(statement, List.of(), question.columns(), Integer.MAX_VALUE, all, stop);
        try (Cursor rows = running.open(moved -> {})) {
            Object first = rows.next() ? rows.object(1) : null;
            if (first == null) {
                return;
            }
            if (!first.equals(rows.object(2))) {
                throw refused(
                        "The amounts of '" + table + "' are in several currencies, which nothing brings together.");
            }
            if (currency.isPresent() && !first.equals(currency.get())) {
                throw refused("The amounts of '" + table + "' are in another currency than the model's.");
            }
        }
    }

    private static RuntimeException refused(String sentence) {
        return ErrorCode.UNANSWERABLE.with(
                sentence, "Map amounts in one currency, or only the rows of one: where: currency = 'EUR'.");
    }
}
