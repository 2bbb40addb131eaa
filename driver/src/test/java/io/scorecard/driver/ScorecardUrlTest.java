package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.run.Limits;
import io.scorecard.session.GivenMoment;
import io.scorecard.session.SessionSettings;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "jdbc:scorecard:a.yaml | a.yaml",
                "jdbc:scorecard:/srv/my models/a.yaml | /srv/my models/a.yaml",
                "jdbc:scorecard:C:\\models\\a.yaml | C:\\models\\a.yaml",
                "jdbc:scorecard:\"a;b.yaml\" | a;b.yaml",
                "jdbc:scorecard:\"a;b.yaml\";user=x | a;b.yaml",
                "jdbc:scorecard:\"a\"\"b.yaml\" | a\"b.yaml",
                "jdbc:scorecard:a.yaml; | a.yaml",
                "jdbc:scorecard:;model=a.yaml | a.yaml",
                "jdbc:scorecard:;model=\"a;b.yaml\" | a;b.yaml",
                "jdbc:scorecard:sample | sample"
            })
    void theModelIsReadFromTheUrl(String url, String model) {
        assertEquals(model, settings(url).model());
    }

    @Test
    void thePropertyMayNameTheModelInstead() {
        Properties further = new Properties();
        further.setProperty("model", "a;b.yaml");
        assertEquals(
                "a;b.yaml",
                ConnectionSettings.of(ScorecardUrl.parse("jdbc:scorecard:", further))
                        .model());
    }

    @Test
    void everyPropertyReachesTheSession() {
        ConnectionSettings settings = settings("jdbc:scorecard:sample;time_zone=Europe/Berlin;"
                + "as_of=2026-04-01T00:00:00Z;data_through=2026-03-31T22:00:00+02:00;partial_periods=show;"
                + "query_timeout=7;max_rows=100;fetch_size=50;user=ann;password=\"a;b\";currency=EUR;log_level=error");
        assertEquals(
                new SessionSettings(
                        Optional.of(new GivenMoment("2026-04-01T00:00:00Z")),
                        Optional.of(new GivenMoment("2026-03-31T22:00:00+02:00")),
                        Optional.of(ZoneId.of("Europe/Berlin")),
                        Optional.of(true)),
                settings.session());
        assertEquals(new Limits(100, 7, 50), settings.limits());
        assertEquals(Optional.of("ann"), settings.user());
    }

    @Test
    void nothingGivenLeavesTheModelsOwnSettings() {
        ConnectionSettings settings = settings("jdbc:scorecard:sample");
        assertEquals(SessionSettings.NONE, settings.session());
        assertEquals(new Limits(0, 300, 0), settings.limits());
    }

    @Test
    void theUrlThatToolsSeeHasNeitherUserNorPassword() throws Exception {
        try (Connection connection =
                new Shop().connect("jdbc:scorecard:sample;user=ann;password=hunter2;time_zone=UTC")) {
            assertEquals(
                    "jdbc:scorecard:sample;time_zone=UTC",
                    connection.getMetaData().getURL());
            assertEquals("ann", connection.getMetaData().getUserName());
        }
    }

    @Test
    void anotherDriversUrlIsNotOurs() throws Exception {
        ScorecardDriver driver = new Shop().driver;
        for (String url : List.of("jdbc:postgresql:x", "jdbc:scorecard", "JDBC:SCORECARD:sample", "", "scorecard:x")) {
            assertFalse(driver.acceptsURL(url), url);
            assertNull(driver.connect(url, new Properties()), url);
        }
        assertFalse(driver.acceptsURL(null));
        assertTrue(driver.acceptsURL("jdbc:scorecard:anything"));
    }

    @Test
    void toolsAreToldEveryProperty() {
        DriverPropertyInfo[] told = new Shop().driver.getPropertyInfo("jdbc:scorecard:", null);
        assertEquals(
                List.of(
                        "model",
                        "user",
                        "password",
                        "time_zone",
                        "as_of",
                        "data_through",
                        "partial_periods",
                        "currency",
                        "query_timeout",
                        "max_rows",
                        "fetch_size",
                        "log_level"),
                Arrays.stream(told).map(info -> info.name).toList());
        assertTrue(Arrays.stream(told).noneMatch(info -> info.description.isEmpty()));
    }

    @Test
    void aMisspeltPropertyIsAnsweredWithTheRightOne() {
        Exception error = assertThrows(Exception.class, () -> new Shop().connect("jdbc:scorecard:sample;time_zon=UTC"));
        assertEquals(
                "SC-1001 [08001] 'time_zon' is not a connection property. Did you mean 'time_zone'?",
                error.getMessage());
    }

    private static ConnectionSettings settings(String url) {
        return ConnectionSettings.of(ScorecardUrl.parse(url, new Properties()));
    }
}
