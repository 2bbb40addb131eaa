package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.functions.ErrorCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What SET changes, for its own session and for no other. */
enum Setting {
    TIME_ZONE("the zone that days and months are counted in", "Write an IANA zone such as 'Europe/Berlin'.") {
        @Override
        SessionSettings parsed(String value, ZoneId zone) {
            return new SessionSettings(
                    Optional.empty(), Optional.empty(), Optional.of(ZoneId.of(value)), Optional.empty());
        }

        @Override
        SessionSettings taken(SessionSettings from, SessionSettings into) {
            return new SessionSettings(into.asOf(), into.dataThrough(), from.timeZone(), into.showPartialPeriods());
        }

        @Override
        String shown(Moment moment) {
            return moment.zoneName();
        }
    },
    AS_OF("the moment that counts as now", Setting.MOMENT) {
        @Override
        SessionSettings parsed(String value, ZoneId zone) {
            return new SessionSettings(
                    Optional.of(GivenMoment.of(new GivenMoment(value).in(zone))),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        SessionSettings taken(SessionSettings from, SessionSettings into) {
            return new SessionSettings(from.asOf(), into.dataThrough(), into.timeZone(), into.showPartialPeriods());
        }

        @Override
        String shown(Moment moment) {
            return moment.asOf().toString();
        }
    },
    DATA_THROUGH("the moment up to which the data are complete", Setting.MOMENT) {
        @Override
        SessionSettings parsed(String value, ZoneId zone) {
            return new SessionSettings(
                    Optional.empty(),
                    Optional.of(GivenMoment.of(new GivenMoment(value).in(zone))),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        SessionSettings taken(SessionSettings from, SessionSettings into) {
            return new SessionSettings(into.asOf(), from.dataThrough(), into.timeZone(), into.showPartialPeriods());
        }

        @Override
        String shown(Moment moment) {
            return moment.dataThrough().toString();
        }
    },
    PARTIAL_PERIODS("whether unfinished periods are shown", "Write 'show' or 'hide'.") {
        @Override
        SessionSettings parsed(String value, ZoneId zone) {
            String word = value.toLowerCase(Locale.ROOT);
            if (!word.equals("show") && !word.equals("hide")) {
                throw new DateTimeException("neither show nor hide");
            }
            return new SessionSettings(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(word.equals("show")));
        }

        @Override
        SessionSettings taken(SessionSettings from, SessionSettings into) {
            return new SessionSettings(into.asOf(), into.dataThrough(), into.timeZone(), from.showPartialPeriods());
        }

        @Override
        String shown(Moment moment) {
            return moment.showPartialPeriods() ? "show" : "hide";
        }
    };

    private static final String MOMENT =
            "Write a day such as '2026-04-01', or an instant such as '2026-04-01T00:00:00Z'.";

    private final String meaning;
    private final String advice;

    Setting(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    abstract SessionSettings parsed(String value, ZoneId zone);

    /** The second settings, with this one from the first. */
    abstract SessionSettings taken(SessionSettings from, SessionSettings into);

    abstract String shown(Moment moment);

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** @param zone of days and moments without an offset */
    SessionSettings read(String value, ZoneId zone) {
        try {
            return parsed(value.strip(), zone);
        } catch (DateTimeException e) {
            throw ErrorCode.BAD_SETTING.with(text(), advice).because(e);
        }
    }

    static Optional<Setting> named(String name) {
        return Arrays.stream(values()).filter(s -> s.text().equals(name)).findFirst();
    }
}
