package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.session.GivenMoment;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The connection properties: all that there are. The parser, {@code getPropertyInfo}, the manual and the
 * tests read this list.
 *
 * <p>A name counts only as it is written here, letter by letter; nothing is folded or trimmed, so that no
 * variant of a name can slip past a check. A refused value is never repeated.
 */
public enum ConnectionProperty {
    MODEL("The model file, or sample; instead of naming it in the URL.", "", Form.TEXT),
    USER("The user's name; a claim, as everything inside one process.", "", Form.ANY),
    PASSWORD("The user's password.", "", Form.ANY),
    TIME_ZONE("The zone that days and months are counted in, instead of the model's.", "", Form.ZONE),
    AS_OF("The day or moment that counts as now, instead of the model's.", "", Form.MOMENT),
    DATA_THROUGH("The day or moment up to which the data are complete, instead of the model's.", "", Form.MOMENT),
    PARTIAL_PERIODS("Whether unfinished periods are shown, instead of the model's choice.", "", Form.SHOW_OR_HIDE),
    CURRENCY("The currency that is expected; refused where the model reports in another.", "", Form.CURRENCY),
    QUERY_TIMEOUT(
            "Seconds that a question may wait for its source, after which it is stopped; 0: no limit.",
            "300",
            Form.COUNT),
    MAX_ROWS("Rows after which a result ends; 0: all.", "0", Form.COUNT),
    FETCH_SIZE("Rows that travel together; 0: as the source likes.", "0", Form.COUNT),
    LOG_LEVEL("What is written to the logger io.scorecard: off, error or debug.", "off", Form.LOG);

    private static final Map<String, ConnectionProperty> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(ConnectionProperty::text, Function.identity()));

    private final String description;
    private final String fallback;
    private final Form form;

    ConnectionProperty(String description, String fallback, Form form) {
        this.description = description;
        this.fallback = fallback;
        this.form = form;
    }

    /** The name as it is written in a URL. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }

    /** The value that counts where none is given; "" where the model decides. */
    public String fallback() {
        return fallback;
    }

    /** All values that are allowed, or none where they cannot be listed. */
    public List<String> choices() {
        return form.choices;
    }

    static Optional<ConnectionProperty> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ConnectionProperty::text).toList();
    }

    /** @throws ScorecardException 1002 without the value */
    String checked(String value) {
        if (!form.test.test(value)) {
            throw refusal();
        }
        return value;
    }

    ScorecardException refusal() {
        return ErrorCode.BAD_PROPERTY.with(text(), form.advice);
    }

    /** What a value may look like. */
    private enum Form {
        ANY(value -> true, "Write any text."),
        TEXT(value -> !value.isEmpty(), "Write a text that is not empty."),
        ZONE(Form::isZone, "Write an IANA zone such as Europe/Berlin."),
        MOMENT(
                value -> new GivenMoment(value).isValid(),
                "Write a day such as 2026-04-01, or an instant such as 2026-04-01T00:00:00Z."),
        SHOW_OR_HIDE("show", "hide"),
        CURRENCY(Pattern.compile("[A-Z]{3}").asMatchPredicate(), "Write the model's currency, such as EUR."),
        COUNT(Pattern.compile("[0-9]{1,9}").asMatchPredicate(), "Write a whole number from 0 to 999999999."),
        LOG("off", "error", "debug");

        private final Predicate<String> test;
        private final String advice;
        private final List<String> choices;

        Form(Predicate<String> test, String advice) {
            this.test = test;
            this.advice = advice;
            this.choices = List.of();
        }

        Form(String... choices) {
            this.choices = List.of(choices);
            this.test = this.choices::contains;
            this.advice = "Write " + String.join(" or ", choices) + ".";
        }

        private static boolean isZone(String value) {
            try {
                return value.chars().allMatch(c -> c < 128) && ZoneId.of(value).getRules() != null;
            } catch (DateTimeException notAZone) {
                return false;
            }
        }
    }
}
