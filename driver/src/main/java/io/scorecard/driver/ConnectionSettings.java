package io.scorecard.driver;

import static io.scorecard.driver.ConnectionProperty.AS_OF;
import static io.scorecard.driver.ConnectionProperty.CURRENCY;
import static io.scorecard.driver.ConnectionProperty.DATA_THROUGH;
import static io.scorecard.driver.ConnectionProperty.FETCH_SIZE;
import static io.scorecard.driver.ConnectionProperty.LOG_LEVEL;
import static io.scorecard.driver.ConnectionProperty.MAX_ROWS;
import static io.scorecard.driver.ConnectionProperty.MODEL;
import static io.scorecard.driver.ConnectionProperty.PARTIAL_PERIODS;
import static io.scorecard.driver.ConnectionProperty.QUERY_TIMEOUT;
import static io.scorecard.driver.ConnectionProperty.TIME_ZONE;
import static io.scorecard.driver.ConnectionProperty.USER;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Limits;
import io.scorecard.session.GivenMoment;
import io.scorecard.session.SessionSettings;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * What the properties of one connection mean. The password is not kept.
 *
 * @param model a path, or {@code sample}
 * @param url as it may be shown
 */
record ConnectionSettings(
        String model,
        String url,
        Optional<String> user,
        Optional<String> currency,
        SessionSettings session,
        Limits limits,
        ConnectionLog log) {

    /** @throws ScorecardException 1004 where no model is named */
    static ConnectionSettings of(ScorecardUrl url) {
        return new ConnectionSettings(
                url.value(MODEL).orElseThrow(() -> ErrorCode.BAD_URL.with()),
                url.shown(),
                url.value(USER),
                url.value(CURRENCY),
                new SessionSettings(
                        url.value(AS_OF).map(GivenMoment::new),
                        url.value(DATA_THROUGH).map(GivenMoment::new),
                        url.value(TIME_ZONE).map(ZoneId::of),
                        url.value(PARTIAL_PERIODS).map("show"::equals)),
                new Limits(count(url, MAX_ROWS), count(url, QUERY_TIMEOUT), count(url, FETCH_SIZE)),
                new ConnectionLog(ConnectionLog.Amount.valueOf(
                        url.value(LOG_LEVEL).orElseThrow().toUpperCase(Locale.ROOT))));
    }

    private static int count(ScorecardUrl url, ConnectionProperty property) {
        return Integer.parseInt(url.value(property).orElseThrow());
    }
}
