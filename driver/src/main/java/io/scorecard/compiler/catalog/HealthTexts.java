package io.scorecard.compiler.catalog;

import io.scorecard.functions.Quoted;
import io.scorecard.model.HealthRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The model's rules of health as SQL over columns that the relations of health have. */
final class HealthTexts {

    private final HealthRules rules;

    HealthTexts(HealthRules rules) {
        this.rules = rules;
    }

    /** Over {@code customers}. */
    String profile() {
        List<HealthRules.Profile> profiles = rules.profiles();
        if (profiles.isEmpty()) {
            return "0";
        }
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i < profiles.size(); i++) {
            HealthRules.Profile profile = profiles.get(i);
            sql.append(" WHEN ")
                    .append(profile.column())
                    .append(" = ")
                    .append(Quoted.text(profile.value()))
                    .append(" THEN ")
                    .append(i + 1);
        }
        return sql.append(" ELSE 0 END").toString();
    }

    /** Over {@code profile} and {@code component}. */
    String weight() {
        return byProfile(weights -> weights.entrySet().stream()
                .map(w -> " WHEN " + Quoted.text(w.getKey()) + " THEN " + number(w.getValue()))
                .collect(Collectors.joining("", "CASE component", " ELSE 0e0 END")));
    }

    /** Over {@code profile}. */
    String weights() {
        return byProfile(weights -> number(weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    private String byProfile(java.util.function.Function<Map<String, BigDecimal>, String> sql) {
        List<HealthRules.Profile> profiles = rules.profiles();
        if (profiles.isEmpty()) {
            return sql.apply(rules.weights());
        }
        StringBuilder cases = new StringBuilder("CASE profile");
        for (int i = 0; i < profiles.size(); i++) {
            cases.append(" WHEN ")
                    .append(i + 1)
                    .append(" THEN ")
                    .append(sql.apply(profiles.get(i).weights()));
        }
        return cases.append(" ELSE ")
                .append(sql.apply(rules.weights()))
                .append(" END")
                .toString();
    }

    /** Over {@code metric}. */
    String component() {
        return byMetric(m -> Quoted.text(m.component()), "CAST(NULL AS VARCHAR)");
    }

    /** Over {@code metric} and {@code result}. */
    String points() {
        return byMetric(
                m -> "100 * (result - " + number(m.worst()) + ") / "
                        + number(m.best().subtract(m.worst())),
                "CAST(NULL AS DOUBLE)");
    }

    private String byMetric(java.util.function.Function<HealthRules.Measured, String> sql, String none) {
        return rules.measured().isEmpty()
                ? none
                : rules.measured().stream()
                        .map(m -> " WHEN " + Quoted.text(m.metric()) + " THEN " + sql.apply(m))
                        .collect(Collectors.joining("", "CASE metric", " END"));
    }

    /** A double; in parentheses, where it is below 0. */
    static String number(BigDecimal value) {
        String plain = value.toPlainString() + "e0";
        return value.signum() < 0 ? "(" + plain + ")" : plain;
    }
}
