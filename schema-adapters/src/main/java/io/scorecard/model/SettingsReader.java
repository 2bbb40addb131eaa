package io.scorecard.model;

import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of a model that settle something for every question. */
final class SettingsReader {

    static final List<String> KEYS = List.of(
            "time_zone",
            "week_starts",
            "fiscal_year_starts",
            "calendar",
            "as_of",
            "data_through",
            "default_period",
            "currency",
            "gross_margin",
            "lifetime_window",
            "lifetime_cap",
            "fcr_avoidable_share",
            "churn_rule",
            "cac_lag_months",
            "attribution",
            "allocation",
            "retention_categories",
            "controllable_reasons",
            "ces_direction",
            "scales",
            "satisfied_from",
            "response_hours",
            "resolution_hours",
            "min_responses",
            "strict",
            "partial_periods",
            "max_cells",
            "max_staged_rows",
            "fan_out",
            "themes",
            "competitors",
            "health");

    private static final List<String> SURVEY_TYPES = List.of("nps", "csat", "ces", "fcr", "exit");

    private SettingsReader() {}

    static Settings read(YamlMap model) {
        ZoneId zone = zone(model);
        Optional<Integer> inactiveDays = model.find("churn_rule").flatMap(SettingsReader::inactiveDays);
        return new Settings(
                zone,
                FiscalCalendarReader.read(model),
                model.find("as_of").flatMap(v -> Moment.of(v, zone)),
                model.find("data_through").flatMap(v -> Moment.of(v, zone)),
                model.find("default_period").map(DefaultPeriodReader::read).orElse(DefaultPeriod.LAST_COMPLETE_MONTH),
                model.find("currency").map(SettingsReader::currency),
                model.find("gross_margin").map(SettingsReader::ratio),
                model.find("lifetime_window").map(v -> v.integer(1, 120)).orElse(12),
                model.find("lifetime_cap").map(v -> v.integer(1, 1_200)).orElse(0),
                model.find("fcr_avoidable_share").map(SettingsReader::ratio).orElse(new BigDecimal("0.67")),
                inactiveDays,
                model.find("cac_lag_months").map(v -> v.integer(0, 24)).orElse(0),
                model.find("attribution")
                        .map(v -> v.choice(Settings.Attribution.class))
                        .orElse(Settings.Attribution.LAST),
                allocation(model, inactiveDays.isPresent()),
                model.has("retention_categories")
                        ? model.texts("retention_categories")
                        : List.of("retention", "onboarding", "success", "marketing_existing"),
                model.texts("controllable_reasons"),
                scales(model),
                model.find("satisfied_from").map(v -> satisfiedFrom(v, scales(model))),
                model.find("ces_direction").map(v -> v.choice(Settings.CesDirection.class)),
                model.find("min_responses").map(v -> v.integer(0, 1_000_000)).orElse(0),
                model.flag("strict"),
                model.find("partial_periods").map(SettingsReader::shown).orElse(false),
                model.find("max_cells").map(v -> v.integer(1, 100_000_000)).orElse(100_000),
                model.find("max_staged_rows")
                        .map(v -> v.integer(1, 1_000_000_000))
                        .orElse(5_000_000),
                model.find("fan_out").map(SettingsReader::warns).orElse(false),
                AgreedHoursReader.read(model, "response_hours"),
                AgreedHoursReader.read(model, "resolution_hours"),
                new Knowledge(TopicReader.themes(model), TopicReader.competitors(model), HealthReader.read(model)));
    }

    static ZoneId zone(YamlMap keys) {
        return keys.find("time_zone").map(SettingsReader::zone).orElse(ZoneOffset.UTC);
    }

    private static ZoneId zone(YamlValue value) {
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException e) {
            throw value.wrong("this is not a time zone", "Write one as 'Europe/Berlin' or 'UTC'.")
                    .because(e);
        }
    }

    private static String currency(YamlValue value) {
        try {
            return Currency.getInstance(value.text()).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw value.wrong("this is not a currency", "Write its code of three letters, as 'EUR'.")
                    .because(e);
        }
    }

    private static BigDecimal ratio(YamlValue value) {
        BigDecimal ratio = value.number();
        if (ratio.signum() < 0 || ratio.compareTo(BigDecimal.ONE) > 0) {
            throw value.wrong("a ratio is from 0 to 1", "Write 0.8 for 80 percent.");
        }
        return ratio;
    }

    private static Settings.Allocation allocation(YamlMap model, boolean byOrders) {
        Optional<YamlValue> written = model.find("allocation");
        Settings.Allocation key =
                written.map(v -> v.choice(Settings.Allocation.class)).orElse(Settings.Allocation.HANDLE_TIME);
        if (byOrders && key == Settings.Allocation.MRR) {
            throw written.get()
                    .wrong(
                            "nobody pays by the month where orders tell who is a customer",
                            "Write 'handle_time', 'tickets' or 'equal'.");
        }
        return key;
    }

    private static Optional<Integer> inactiveDays(YamlValue value) {
        if (value.isMap()) {
            return Optional.of(value.map()
                    .only(List.of("inactive_days"))
                    .value("inactive_days")
                    .integer(1, 3660));
        }
        if (value.text().equals("subscriptions")) {
            return Optional.empty();
        }
        throw value.wrong(
                YamlValue.shown(value.text()) + " is not a churn_rule",
                "Write 'subscriptions' or '{inactive_days: 90}'.");
    }

    private static boolean warns(YamlValue value) {
        return switch (value.text()) {
            case "warn" -> true;
            case "refuse" -> false;
            default ->
                throw value.wrong(
                        "sums over joins that multiply rows are refused or warned about", "Write 'refuse' or 'warn'.");
        };
    }

    private static boolean shown(YamlValue value) {
        return switch (value.text()) {
            case "show" -> true;
            case "hide" -> false;
            default -> throw value.wrong("partial periods are shown or hidden", "Write 'show' or 'hide'.");
        };
    }

    private static Map<String, Settings.Scale> scales(YamlMap model) {
        Map<String, Settings.Scale> scales = new LinkedHashMap<>();
        scales.put("nps", new Settings.Scale(0, 10));
        scales.put("csat", new Settings.Scale(1, 5));
        scales.put("ces", new Settings.Scale(1, 5));
        Optional<YamlMap> written = model.optionalMap("scales");
        written.ifPresent(map ->
                map.only(SURVEY_TYPES).keys().forEach(type -> scales.put(type, scale(map.value(type)))));
        Settings.Scale nps = scales.get("nps");
        if (nps == null || nps.lowest() != 0 || nps.highest() != 10) {
            throw written.orElseThrow()
                    .value("nps")
                    .wrong(
                            "a Net Promoter Score is asked from 0 to 10",
                            "Map answers on another scale as surveys of another type, or recode them in the mapping.");
        }
        return scales;
    }

    /** On the scale, and above its lowest score: else everybody or nobody would be satisfied. */
    private static int satisfiedFrom(YamlValue value, Map<String, Settings.Scale> scales) {
        Settings.Scale csat = scales.get("csat");
        return csat == null ? value.integer(0, 100) : value.integer(csat.lowest() + 1, csat.highest());
    }

    private static Settings.Scale scale(YamlValue value) {
        List<YamlValue> ends = value.list();
        if (ends.size() != 2) {
            throw value.wrong("a scale has two ends", "Write '[1, 7]'.");
        }
        Settings.Scale scale =
                new Settings.Scale(ends.get(0).integer(-1000, 1000), ends.get(1).integer(-1000, 1000));
        if (scale.lowest() >= scale.highest()) {
            throw value.wrong("a scale begins with its lowest score", "Write '[1, 7]'.");
        }
        return scale;
    }
}
