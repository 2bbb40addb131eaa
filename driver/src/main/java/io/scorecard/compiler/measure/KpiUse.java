package io.scorecard.compiler.measure;

import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A KPI with its option and arguments: {@code churn_rate('event')}.
 *
 * @param option null: the default
 * @param arguments literals as SQL, by parameter
 * @param part what of it is asked
 */
public record KpiUse(Kpi kpi, @Nullable String option, Map<String, String> arguments, KpiPart part) {

    public KpiUse {
        arguments = Map.copyOf(arguments);
    }

    public static KpiUse plain(Kpi kpi) {
        return new KpiUse(kpi, null, Map.of(), KpiPart.VALUE);
    }

    /** With anything for arguments that must be given: what can be told of a KPI without them. */
    public static KpiUse sample(Kpi kpi) {
        Map<String, String> arguments = kpi.parameters().stream()
                .filter(p -> p.defaultValue().isEmpty())
                .collect(Collectors.toMap(Parameter::name, KpiUse::anything));
        return new KpiUse(kpi, null, arguments, KpiPart.VALUE);
    }

    /** A literal that a parameter takes. */
    public static String anything(Parameter parameter) {
        return switch (parameter.type()) {
            case TEXT, FLAG -> "''";
            case DAY, INSTANT -> "'2000-01-01'";
            case COUNT, SHARE, MONEY ->
                parameter
                        .defaultValue()
                        .or(() -> parameter.lowest().map(BigDecimal::toPlainString))
                        .orElse("0");
        };
    }

    public KpiUse part(KpiPart other) {
        return new KpiUse(kpi, option, arguments, other);
    }

    /** The formula that is asked, or empty where the KPI has no such part. */
    public Optional<String> formula() {
        return part.formula(kpi, definition());
    }

    public Definition definition() {
        return option == null ? kpi.definition() : kpi.options().get(option);
    }

    /** How it is written. */
    public String text() {
        String inside = option == null ? String.join(", ", arguments.values()) : "'" + option + "'";
        String call = kpi.name() + "(" + inside + ")";
        return part == KpiPart.VALUE ? call : part.functionName() + "(" + call + ")";
    }
}
