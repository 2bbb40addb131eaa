package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What there is to say of a sum of one's own over amounts in several currencies. Each table is asked for its currencies
 * at most every ten minutes; a note never takes the answer's place. Thread-safe.
 */
final class SeveralCurrencies {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private record Seen(boolean several, Instant at) {}

    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    SeveralCurrencies(Clock clock) {
        this.clock = clock;
    }

    List<String> notes(Collection<String> tables, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        List<String> told = new ArrayList<>();
        for (String table : tables) {
            if (areSeveral(table, workspace, moment, limits, stop)) {
                told.add("The amounts of '" + table
                        + "' are in several currencies, and are added up as they stand: group by"
                        + " currency, or choose one in WHERE. KPIs are in one currency.");
            }
        }
        return told;
    }

    private boolean areSeveral(String table, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Seen known = seen.get(table);
        if (known == null || known.at().isBefore(clock.instant().minus(FRESH))) {
            try {
                known = new Seen(ask(table, workspace, moment, limits, stop), clock.instant());
            } catch (ScorecardException e) {
                if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.TIMEOUT) {
                    throw e;
                }
                return false;
            }
            seen.put(table, known);
        }
        return known.several();
    }

    /** An amount without a currency is in the model's. */
    private static boolean ask(String table, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Optional<String> own = workspace.model().settings().currency();
        String currency = "NULLIF(UPPER(currency), '')";
        String known = own.map(c -> "COALESCE(" + currency + ", '" + c + "')").orElse(currency);
        String sql = "SELECT CASE WHEN MIN(c) <> MAX(c) THEN 1 ELSE 0 END FROM (SELECT " + known + " AS c FROM " + table
                + ") AS currencies";
        Limits one = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
        try (Cursor rows = workspace.ask(sql, moment, one, stop)) {
            return rows.next() && "1".equals(rows.string(1));
        }
    }
}
