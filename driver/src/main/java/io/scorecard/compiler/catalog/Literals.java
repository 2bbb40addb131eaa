package io.scorecard.compiler.catalog;

import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Interval;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.SettingName;
import io.scorecard.model.AgreedHours;
import io.scorecard.model.Settings;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code :name} stands for in a definition: a model's setting, or an argument of the measure. */
public final class Literals {

    /** As {@link Exchange} computes it, of amounts above 0; without a rate nothing is exchanged. */
    private static final String MRR_AT_RATE = "(CASE WHEN rate IS NULL THEN mrr"
            + " ELSE CAST(FLOOR(CAST(mrr * 10000 AS DOUBLE) * rate + 0.5) / 10000 AS DECIMAL(38, 4)) END)";

    private static final Pattern OPEN_MARGIN = open("gross_margin");
    private static final Pattern OPEN_DIRECTION = open("ces_direction");

    private final Settings settings;
    private final String kpi;
    private final Map<String, String> arguments;

    public Literals(Settings settings, String kpi, Map<String, String> arguments) {
        this.settings = settings;
        this.kpi = kpi;
        this.arguments = arguments;
    }

    /** Of a KPI with these arguments, and the defaults of those that are not given. */
    public static Literals of(Settings settings, KpiUse use) {
        Map<String, String> arguments = new LinkedHashMap<>(use.arguments());
        for (Parameter parameter : use.kpi().parameters()) {
            parameter.defaultValue().ifPresent(d -> arguments.putIfAbsent(parameter.name(), d));
            if (!arguments.containsKey(parameter.name())) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + use.kpi().name() + "' needs its " + parameter.name() + ".",
                        "Give the " + parameter.meaning().replaceFirst("^the ", "") + ".");
            }
        }
        return new Literals(settings, use.kpi().name(), arguments);
    }

    public String fill(String sql) {
        return SqlTexts.fill(openSettings(sql), this::literal);
    }

    private static Pattern open(String setting) {
        return Pattern.compile("(?i)(\\bCOALESCE\\(\\s*):" + setting + "(\\s*,)");
    }

    /** {@code COALESCE(:gross_margin, ..)} says itself what holds where the model leaves the setting open. */
    private String openSettings(String sql) {
        String settled = settings.grossMargin().isPresent()
                ? sql
                : OPEN_MARGIN.matcher(sql).replaceAll("$1NULL$2");
        return settings.cesDirection().isPresent()
                ? settled
                : OPEN_DIRECTION.matcher(settled).replaceAll("$1NULL$2");
    }

    /** Refuses a KPI whose settings the model leaves open. */
    public void require(Kpi of) {
        of.requires().forEach(this::setting);
    }

    /** An interval whose length is the model's, or that is the day of an argument, as this model and call have it. */
    public Interval settled(Interval interval) {
        if (interval.day().isPresent()) {
            return Interval.on(day(interval.day().get()).toString());
        }
        return interval.setting()
                .map(s -> new Interval(
                        s == SettingName.CAC_LAG_MONTHS ? settings.cacLagMonths() : settings.lifetimeWindow(),
                        Optional.empty(),
                        interval.grain(),
                        interval.position()))
                .orElse(interval);
    }

    /** The day that an argument names. */
    private LocalDate day(String name) {
        String text = literal(name).replace("'", "");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ErrorCode.BAD_ARGUMENT
                    .with(
                            "'" + kpi + "' takes a day as " + name + ", and '" + text + "' is none.",
                            "Write DATE '2026-03-31'.")
                    .because(e);
        }
    }

    private String literal(String name) {
        String argument = arguments.get(name);
        if (argument != null && argument.startsWith(":")) {
            return literal(argument.substring(1));
        }
        return argument != null ? argument : setting(SettingName.find(name).orElseThrow(() -> unknown(name)));
    }

    private String setting(SettingName name) {
        Settings.Scale csat = settings.scales().getOrDefault("csat", new Settings.Scale(1, 5));
        Settings.Scale ces = settings.scales().getOrDefault("ces", new Settings.Scale(1, 7));
        return switch (name) {
            case ALLOCATION -> Quoted.text(settings.allocation().name().toLowerCase(Locale.ROOT));
            case RETENTION_CATEGORIES -> texts(settings.retentionCategories());
            case CONTROLLABLE_REASONS -> {
                if (settings.controllableReasons().isEmpty()) {
                    throw missing("controllable_reasons: [price, missing feature]");
                }
                yield texts(settings.controllableReasons());
            }
            case SATISFIED_FROM -> number(settings.satisfiedFrom().orElseGet(() -> topBox(csat)));
            case CSAT_LOWEST -> number(csat.lowest());
            case CSAT_HIGHEST -> number(csat.highest());
            case CES_LOWEST -> number(ces.lowest());
            case CES_HIGHEST -> number(ces.highest());
            case CES_DIRECTION ->
                Quoted.text(settings.cesDirection()
                        .orElseThrow(() -> missing("ces_direction: ease", "ces_direction: effort"))
                        .name()
                        .toLowerCase(Locale.ROOT));
            case GROSS_MARGIN ->
                settings.grossMargin()
                        .orElseThrow(() -> missing("gross_margin"))
                        .toPlainString();
            case LIFETIME_WINDOW -> number(settings.lifetimeWindow());
            case LIFETIME_CAP -> number(settings.lifetimeCap());
            case INACTIVE_DAYS ->
                number(settings.inactiveDays().orElseThrow(() -> missing("churn_rule: {inactive_days: 90}")));
            case ATTRIBUTION -> Quoted.text(settings.attribution().name().toLowerCase(Locale.ROOT));
            case CAC_LAG_MONTHS -> number(settings.cacLagMonths());
            case FCR_AVOIDABLE_SHARE -> settings.fcrAvoidableShare().toPlainString();
            case PLAIN_WORDS ->
                TopicRules.plainWords(Stream.of(
                                settings.knowledge().themes(),
                                settings.knowledge().competitors())
                        .flatMap(List::stream)
                        .toList());
            case THEME_FOUND -> TopicRules.found("theme", settings.knowledge().themes());
            case COMPETITOR_FOUND ->
                TopicRules.found("competitor", settings.knowledge().competitors());
            case ANY_THEME_FOUND -> TopicRules.found(settings.knowledge().themes());
            case ANY_COMPETITOR_FOUND -> TopicRules.found(settings.knowledge().competitors());
            case HEALTH_PROFILE -> health().profile();
            case HEALTH_WEIGHT -> health().weight();
            case HEALTH_WEIGHTS -> health().weights();
            case HEALTH_GREEN ->
                HealthTexts.number(settings.knowledge().health().green());
            case HEALTH_AMBER ->
                HealthTexts.number(settings.knowledge().health().amber());
            case HEALTH_MIN_COVERAGE ->
                HealthTexts.number(settings.knowledge().health().minCoverage());
            case OUTCOME_COMPONENT -> health().component();
            case OUTCOME_POINTS -> health().points();
            case RESPONSE_HOURS -> agreedHours(settings.responseHours());
            case RESOLUTION_HOURS -> agreedHours(settings.resolutionHours());
            case AS_OF -> "as_of()";
            case CURRENCY -> Quoted.text(settings.currency().orElse(""));
            case MRR_AT_RATE -> MRR_AT_RATE;
        };
    }

    /** In one pair of brackets, so that it may be multiplied. */
    private static String agreedHours(List<AgreedHours> agreed) {
        StringBuilder sql = new StringBuilder();
        for (AgreedHours hours : agreed) {
            List<String> conditions = new ArrayList<>();
            hours.channel().ifPresent(c -> conditions.add("channel = " + Quoted.text(c)));
            hours.priority().ifPresent(p -> conditions.add("priority = " + Quoted.text(p)));
            String condition = conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
            sql.append(" WHEN ")
                    .append(condition)
                    .append(" THEN ")
                    .append(hours.hours().toPlainString());
        }
        return sql.isEmpty() ? "24" : "(CASE" + sql + " ELSE 24 END)";
    }

    private HealthTexts health() {
        return new HealthTexts(settings.knowledge().health());
    }

    private RuntimeException unknown(String name) {
        return ErrorCode.UNANSWERABLE.with(
                "'" + kpi + "' asks for ':" + name + "', which nothing gives it.",
                "Name a setting of the model, or a parameter of the KPI.");
    }

    private RuntimeException missing(String... settings) {
        return ErrorCode.UNANSWERABLE.with(
                "'" + kpi + "' means nothing until the model says what it rests on.",
                "Write '" + String.join("' or '", settings) + "' in the model.");
    }

    /** Top two answers, but the top one of three or less. */
    private static int topBox(Settings.Scale scale) {
        return scale.highest() - scale.lowest() >= 3 ? scale.highest() - 1 : scale.highest();
    }

    private static String number(int value) {
        return Integer.toString(value);
    }

    private static String texts(List<String> values) {
        return values.stream().map(Quoted::text).collect(Collectors.joining(", "));
    }

    /** The same as a text of any length: engines give a bare literal a type of its own. */
    public static String words(String value) {
        return "CAST(" + Quoted.text(value) + " AS VARCHAR)";
    }
}
