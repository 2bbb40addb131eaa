package io.scorecard.functions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A setting of the model that formulas and relations may name: {@code :allocation} stands for the
 * model's value, printed as a literal. What a model leaves open is settled when it is read, except
 * where a setting has no default; a KPI that needs one of those is refused until it is there.
 */
public enum SettingName {
    /** TEXT: handle_time, tickets, equal or mrr; how costs that nobody caused alone are shared out. */
    ALLOCATION,
    /** TEXTs, for {@code IN (:retention_categories)}: the cost categories of retention_cost. */
    RETENTION_CATEGORIES,
    /** TEXTs, for {@code IN (:controllable_reasons)}: reasons of churn that the company can do something about; no default. */
    CONTROLLABLE_REASONS,
    /** SHARE: the lowest csat score that is a satisfied one; top two, of seven and two points otherwise. */
    SATISFIED_FROM,
    /** SHARE: the lowest csat score. */
    CSAT_LOWEST,
    /** SHARE: the highest csat score. */
    CSAT_HIGHEST,
    /** SHARE: the lowest ces score. */
    CES_LOWEST,
    /** SHARE: the highest ces score. */
    CES_HIGHEST,
    /** TEXT: effort or ease, what a high ces score means; no default, but {@code COALESCE(:ces_direction, ..)} may give one. */
    CES_DIRECTION,
    /** SHARE: gross margin as a ratio; no default, but {@code COALESCE(:gross_margin, ..)} may give one. */
    GROSS_MARGIN,
    /** COUNT: months over which a lifetime is estimated. */
    LIFETIME_WINDOW,
    /** COUNT: months that no lifetime exceeds; 0 is no such limit. */
    LIFETIME_CAP,
    /** COUNT: how old a customer's last order may be; no default. */
    INACTIVE_DAYS,
    /** COUNT: months from spending on a customer to winning one, as cac counts them. */
    CAC_LAG_MONTHS,
    /** TEXT: first, last or linear; which of a customer's contacts with campaigns have the credit. */
    ATTRIBUTION,
    /** SHARE: the share of churn that first contact resolution avoids, as an article claims. */
    FCR_AVOIDABLE_SHARE,
    /** TEXT: the words of the column {@code text}, apart by blanks; see the model's {@code PlainWords}. */
    PLAIN_WORDS,
    /** FLAG: whether the column {@code words} mentions the model's theme in the column {@code theme}. */
    THEME_FOUND,
    /** FLAG: whether the column {@code words} mentions the competitor in the column {@code competitor}. */
    COMPETITOR_FOUND,
    /** FLAG: whether the column {@code text} mentions any of the model's themes. */
    ANY_THEME_FOUND,
    /** FLAG: whether the column {@code text} mentions any of the model's competitors. */
    ANY_COMPETITOR_FOUND,
    /** COUNT: which of the model's profiles of health a row of {@code customers} has; 0 is none. */
    HEALTH_PROFILE,
    /** SHARE: the weight of the column {@code component} in the profile in the column {@code profile}. */
    HEALTH_WEIGHT,
    /** SHARE: all weights of the profile in the column {@code profile}. */
    HEALTH_WEIGHTS,
    /** SHARE: the lowest health that is green. */
    HEALTH_GREEN,
    /** SHARE: the lowest health that is amber. */
    HEALTH_AMBER,
    /** SHARE: the share of all weights that must be known. */
    HEALTH_MIN_COVERAGE,
    /** TEXT: the component of health that the column {@code metric} is, or NULL. */
    OUTCOME_COMPONENT,
    /** SHARE: the column {@code result} of the column {@code metric} as points; 0 is the worst and 100 the best. */
    OUTCOME_POINTS,
    /** SHARE: hours in which a row of tickets is to be answered, by channel and priority; 24 where none fits. */
    RESPONSE_HOURS,
    /** SHARE: hours in which a row of tickets is to be solved, by channel and priority; 24 where none fits. */
    RESOLUTION_HOURS,
    /** INSTANT: the moment that counts as now; the same as {@code as_of()}. */
    AS_OF,
    /** TEXT: the code of the model's currency; empty where it has none. */
    CURRENCY,
    /** MONEY: the column {@code mrr} at the column {@code rate}, which is NULL for the model's currency. */
    MRR_AT_RATE;

    /** As it stands after the colon. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SettingName> find(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SettingName::word).toList();
    }
}
