package io.scorecard.compiler.call;

import io.scorecard.compiler.measure.KpiPart;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Parameter;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** What stands in the brackets of a measure, {@code churn_rate('event')}: literals by position. */
final class MeasureArguments {

    private MeasureArguments() {}

    static boolean isText(SqlNode node) {
        return node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
    }

    /** The KPI with its option and arguments. */
    static KpiUse use(Kpi kpi, List<SqlNode> operands) {
        String option = null;
        Map<String, String> arguments = new LinkedHashMap<>();
        List<Parameter> parameters = kpi.parameters();
        int next = 0;
        for (SqlNode operand : operands) {
            if (!(operand instanceof SqlLiteral literal)) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "An argument of the measure '" + kpi.name() + "' is no literal.", choices(kpi));
            }
            String word = isText(literal) ? literal.getValueAs(String.class).toLowerCase(Locale.ROOT) : null;
            if (word != null && kpi.options().containsKey(word) && option == null) {
                option = word;
            } else if (word != null && option != null && both(kpi, option, word).isPresent()) {
                option = both(kpi, option, word).get();
            } else if (word != null && kpi.refused().containsKey(word)) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "The option '" + word + "' of '" + kpi.name() + "' is not there yet:",
                        kpi.refused().get(word));
            } else if (confidence(kpi, literal).isPresent() && option == null) {
                option = confidence(kpi, literal).get();
            } else if (next < parameters.size()) {
                Parameter parameter = parameters.get(next++);
                arguments.put(parameter.name(), value(kpi, parameter, literal));
            } else {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + kpi.name() + "' has no such option or argument.", near(kpi, literal) + choices(kpi));
            }
        }
        return new KpiUse(kpi, option, arguments, KpiPart.VALUE);
    }

    /** {@code (0.9)} is {@code 'confidence_90'}, where there is such an option. */
    private static Optional<String> confidence(Kpi kpi, SqlLiteral literal) {
        return literal instanceof SqlNumericLiteral
                ? Optional.of("confidence_"
                                + literal.getValueAs(BigDecimal.class)
                                        .movePointRight(2)
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .filter(kpi.options()::containsKey)
                : Optional.empty();
    }

    /** {@code ('business', 'p90')} is {@code 'business_p90'}, in either order. */
    private static Optional<String> both(Kpi kpi, String one, String other) {
        return Stream.of(one + "_" + other, other + "_" + one)
                .filter(kpi.options()::containsKey)
                .findFirst();
    }

    /** The option that was meant, where a text is almost one. */
    private static String near(Kpi kpi, SqlLiteral literal) {
        return Optional.of(literal)
                .filter(MeasureArguments::isText)
                .flatMap(l -> Nearest.to(
                        l.getValueAs(String.class).toLowerCase(Locale.ROOT),
                        kpi.options().keySet()))
                .map(o -> "Did you mean '" + o + "'? ")
                .orElse("");
    }

    /** What may stand there, in words. */
    static String choices(Kpi kpi) {
        List<String> choices = new ArrayList<>();
        kpi.options().keySet().forEach(o -> choices.add("'" + o + "'"));
        kpi.parameters().forEach(p -> choices.add(p.name() + " (" + p.meaning() + ")"));
        String measure = choices.isEmpty()
                ? "It takes none: " + kpi.name() + "()."
                : "It takes " + String.join(", ", choices) + ".";
        return kpi.takes().isEmpty() || kpi.definition().over().isEmpty()
                ? measure
                : "From kpi: " + measure + " Over rows of another table it takes columns: " + kpi.name() + "("
                        + String.join(", ", kpi.takes().keySet()) + ").";
    }

    private static String value(Kpi kpi, Parameter parameter, SqlLiteral literal) {
        if (parameter.type() == Type.TEXT || parameter.type() == Type.DAY) {
            boolean fits = isText(literal)
                    || parameter.type() == Type.DAY && literal instanceof SqlAbstractDateTimeLiteral
                    || parameter.type() == Type.DAY && literal instanceof SqlUnknownLiteral;
            String text = fits ? literal.getValueAs(String.class) : null;
            if (text == null) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + kpi.name() + "' takes a text as " + parameter.name() + ".", choices(kpi));
            }
            return Quoted.text(text);
        }
        if (!(literal instanceof SqlNumericLiteral)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + kpi.name() + "' takes a number as " + parameter.name() + ".",
                    near(kpi, literal) + choices(kpi));
        }
        BigDecimal number = literal.getValueAs(BigDecimal.class);
        boolean low = parameter.lowest().filter(l -> number.compareTo(l) < 0).isPresent();
        boolean high = parameter.highest().filter(h -> number.compareTo(h) > 0).isPresent();
        if (low || high) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "The " + parameter.name() + " of '" + kpi.name() + "' is out of range.",
                    "It goes from "
                            + parameter.lowest().map(BigDecimal::toPlainString).orElse("any") + " to "
                            + parameter.highest().map(BigDecimal::toPlainString).orElse("any") + ".");
        }
        return number.toPlainString();
    }
}
