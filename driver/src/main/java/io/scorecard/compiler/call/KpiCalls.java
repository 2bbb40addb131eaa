package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.compiler.measure.Formula;
import io.scorecard.compiler.measure.KpiAggregate;
import io.scorecard.compiler.measure.KpiPart;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.measure.PeriodMeasure;
import io.scorecard.compiler.measure.ShiftedMeasures;
import io.scorecard.compiler.measure.SurveyAnswers;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.time.Shift;
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
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Gives the KPI calls of a parsed question their meaning: {@code nps()} and {@code churn_rate('event')}
 * become measures, {@code nps(score)} an aggregate, {@code clv_simple(50, 36)} its formula. A select of
 * measures without FROM is from {@code kpi}.
 */
public final class KpiCalls extends SqlShuttle {

    private final Catalog catalog;
    private final Measures measures;
    private boolean found;

    public KpiCalls(Catalog catalog, Measures measures) {
        this.catalog = catalog;
        this.measures = measures;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            return select(select);
        }
        if (!(call instanceof SqlBasicCall basic) || !(call.getOperator() instanceof SqlUnresolvedFunction)) {
            return super.visit(call);
        }
        Optional<Shift> shift = Shift.find(call.getOperator().getName(), basic.getOperandList());
        if (shift.isPresent()) {
            return ShiftedMeasures.of(shift.get(), basic.operand(0).accept(this), call.getParserPosition());
        }
        Optional<PeriodMeasure> period = PeriodMeasure.find(call.getOperator().getName());
        if (period.isPresent() && basic.operandCount() == 0) {
            found = true;
            return period.get().operator(catalog.types()).createCall(call.getParserPosition());
        }
        Optional<KpiPart> part = KpiPart.find(call.getOperator().getName());
        if (part.isPresent() && basic.operandCount() == 1) {
            Optional<KpiUse> use = measureCall(basic.operand(0));
            if (use.isPresent()) {
                return measure(use.get().part(part.get()), call);
            }
        }
        Optional<Kpi> kpi = catalog.model().catalogue().kpi(call.getOperator().getName());
        return kpi.isEmpty() ? super.visit(call) : resolved(kpi.get(), basic);
    }

    private SqlNode select(SqlSelect select) {
        boolean outside = found;
        found = false;
        SqlSelect visited = (SqlSelect) java.util.Objects.requireNonNull(super.visit(select));
        if (found && visited.getFrom() == null) {
            visited.setFrom(new SqlIdentifier(KpiTable.NAME, SqlParserPos.ZERO));
        }
        found = outside;
        return visited;
    }

    private SqlNode resolved(Kpi kpi, SqlBasicCall call) {
        if (call.getFunctionQuantifier() != null) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "DISTINCT inside '" + kpi.name() + "' has no meaning.",
                    "Leave it out, or select distinct rows first.");
        }
        List<SqlNode> operands = call.getOperandList();
        if (isMeasure(kpi, operands)) {
            return measure(use(kpi, operands), call);
        }
        List<SqlNode> arguments = new ArrayList<>();
        for (SqlNode operand : operands) {
            arguments.add(operand.accept(this));
        }
        return kpi.definition().over().isEmpty() ? scalar(kpi, arguments) : aggregate(kpi, arguments, call);
    }

    private SqlNode measure(KpiUse use, SqlCall call) {
        found = true;
        int atLeast = catalog.model().settings().minResponses();
        String answers =
                atLeast > 0 && SurveyAnswers.isValueOf(use) ? ", or there are " + SurveyAnswers.tooFew(atLeast) : "";
        return new MeasureOperator(use.text(), measures.measure(use), nullWhere(use) + answers)
                .createCall(call.getParserPosition());
    }

    /** A ratio is NULL where its base is empty, any other KPI only where it has nothing to look at. */
    static String nullWhere(KpiUse use) {
        boolean ratio = use.part() == KpiPart.VALUE
                && KpiPart.DENOMINATOR.formula(use.kpi(), use.definition()).isPresent();
        boolean percentile =
                use.part() == KpiPart.VALUE && use.definition().formula().contains("PERCENTILE_CONT");
        return ratio
                ? "there is nothing to divide by: " + use.kpi().base()
                : percentile ? "there are none of these: " + use.kpi().base() : "";
    }

    private Optional<KpiUse> measureCall(SqlNode node) {
        if (!(node instanceof SqlBasicCall call) || !(call.getOperator() instanceof SqlUnresolvedFunction)) {
            return Optional.empty();
        }
        return catalog.model()
                .catalogue()
                .kpi(call.getOperator().getName())
                .filter(k -> isMeasure(k, call.getOperandList()))
                .map(k -> use(k, call.getOperandList()));
    }

    /** A call without operands, or with an option or with what the KPI's parameters are. */
    private static boolean isMeasure(Kpi kpi, List<SqlNode> operands) {
        return operands.isEmpty()
                || kpi.takes().isEmpty()
                || operands.get(0).getKind() == SqlKind.LITERAL
                        && SqlUtil.isLiteral(operands.get(0))
                        && isText(operands.get(0));
    }

    private static boolean isText(SqlNode node) {
        return node instanceof SqlLiteral literal
                && org.apache.calcite.sql.type.SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
    }

    private SqlNode scalar(Kpi kpi, List<SqlNode> arguments) {
        List<String> names = List.copyOf(kpi.takes().keySet());
        count(kpi, names.size(), names.size(), arguments.size());
        Map<String, SqlNode> bound = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            bound.put(names.get(i), arguments.get(i));
        }
        return SqlTexts.substitute(SqlTexts.expression(kpi.definition().formula()), bound);
    }

    private SqlNode aggregate(Kpi kpi, List<SqlNode> arguments, SqlBasicCall call) {
        List<String> names = List.copyOf(kpi.takes().keySet());
        long optional = names.stream()
                .filter(n -> kpi.definition().binds().getOrDefault(n, "").startsWith(":"))
                .count();
        count(kpi, (int) (names.size() - optional), names.size(), arguments.size());
        Literals literals = new Literals(catalog.model().settings(), kpi.name(), Map.of());
        for (int i = arguments.size(); i < names.size(); i++) {
            arguments.add(
                    SqlTexts.expression(literals.fill(kpi.definition().binds().get(names.get(i)))));
        }
        Formula formula = measures.aggregate(KpiUse.plain(kpi));
        return new KpiAggregate(kpi.name(), formula, measures.arguments(kpi))
                .createCall(call.getParserPosition(), arguments);
    }

    private static void count(Kpi kpi, int least, int most, int given) {
        if (given < least || given > most) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + kpi.name() + "' takes " + (least == most ? "" + most : least + " to " + most)
                            + " arguments, not " + given + ".",
                    kpi.takes().isEmpty()
                            ? "Ask " + kpi.name() + "() from kpi."
                            : "It takes (" + String.join(", ", kpi.takes().keySet())
                                    + "); without any it is a measure of kpi.");
        }
    }

    /** A measure's option and arguments: literals by position. */
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

    /** {@code ('business', 'p90')} is {@code 'business_p90'}, in either order. */
    private static Optional<String> both(Kpi kpi, String one, String other) {
        return Stream.of(one + "_" + other, other + "_" + one)
                .filter(kpi.options()::containsKey)
                .findFirst();
    }

    /** The option that was meant, where a text is almost one. */
    private static String near(Kpi kpi, SqlLiteral literal) {
        return Optional.of(literal)
                .filter(KpiCalls::isText)
                .flatMap(l -> Nearest.to(
                        l.getValueAs(String.class).toLowerCase(Locale.ROOT),
                        kpi.options().keySet()))
                .map(o -> "Did you mean '" + o + "'? ")
                .orElse("");
    }

    private static String choices(Kpi kpi) {
        List<String> choices = new ArrayList<>();
        kpi.options().keySet().forEach(o -> choices.add("'" + o + "'"));
        kpi.parameters().forEach(p -> choices.add(p.name() + " (" + p.meaning() + ")"));
        return choices.isEmpty()
                ? "It takes none: " + kpi.name() + "()."
                : "It takes " + String.join(", ", choices) + ".";
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
