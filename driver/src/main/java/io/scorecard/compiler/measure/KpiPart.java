package io.scorecard.compiler.measure;

import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/**
 * What of a KPI is asked: its value, or what a dashboard rolls it up with. As functions of a measure:
 * {@code numerator(churn_rate())}, {@code denominator(churn_rate())}, {@code sample_size(nps())}.
 */
public enum KpiPart {
    VALUE,
    /** What is above the formula's last division, a mean's sum; the value itself where there is none. */
    NUMERATOR,
    /** What is below it; a mean's count. */
    DENOMINATOR,
    /** The number of rows or customers behind the value. */
    SAMPLE_SIZE;

    String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KpiPart> find(String function) {
        return Arrays.stream(values())
                .filter(p -> p != VALUE && p.functionName().equalsIgnoreCase(function))
                .findFirst();
    }

    /** The part's formula, or empty where the KPI has none. */
    public Optional<String> formula(Kpi kpi, Definition definition) {
        return switch (this) {
            case VALUE -> Optional.of(definition.formula());
            case NUMERATOR ->
                Optional.of(definition
                        .numerator()
                        .orElseGet(() -> side(definition, 0).orElse(definition.formula())));
            case DENOMINATOR -> definition.denominator().or(() -> side(definition, 1));
            case SAMPLE_SIZE -> definition.n().or(() -> DENOMINATOR.formula(kpi, definition));
        };
    }

    private static Optional<String> side(Definition definition, int operand) {
        SqlNode formula =
                SqlTexts.plainExpression(definition.formula().replaceAll("(?<![:\\w]):([a-z_]+)", "setting_$1"));
        if (!(formula instanceof SqlBasicCall call)) {
            return Optional.empty();
        }
        if (call.getOperator().getName().equalsIgnoreCase("AVG") && call.operandCount() == 1) {
            return Optional.of((operand == 0 ? "SUM(" : "COUNT(") + text(call.operand(0)) + ")");
        }
        return call.getKind() == SqlKind.DIVIDE ? Optional.of(text(call.operand(operand))) : Optional.empty();
    }

    private static String text(SqlNode node) {
        String text = node.toSqlString(c -> c.withDialect(AnsiSqlDialect.DEFAULT)
                        .withQuoteAllIdentifiers(false)
                        .withAlwaysUseParentheses(true))
                .getSql();
        return text.replaceAll("\\bsetting_([a-z_]+)", ":$1");
    }
}
