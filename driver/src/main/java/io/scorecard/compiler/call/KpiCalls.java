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
import io.scorecard.compiler.measure.SoughtValue;
import io.scorecard.compiler.measure.SurveyAnswers;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.time.Shift;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Gives the KPI calls of a parsed question their meaning: {@code nps()} and {@code churn_rate('event')}
 * become measures, {@code nps(score)} an aggregate, {@code clv_simple(50, 36)} its formula. A select of
 * measures without FROM is from {@code kpi}.
 */
public final class KpiCalls extends SqlShuttle {

    private final Catalog catalog;
    private final Measures measures;
    private final Set<SoughtValue> sought = new LinkedHashSet<>();
    private boolean found;

    public KpiCalls(Catalog catalog, Measures measures) {
        this.catalog = catalog;
        this.measures = measures;
    }

    /** What rows must have for the measures that were found. */
    public Set<SoughtValue> sought() {
        return sought;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            return select(select);
        }
        if (call.getOperator() == SqlStdOperatorTable.DIVIDE) {
            return super.visit(MeasureQuotient.INSTANCE.createCall(call.getParserPosition(), call.getOperandList()));
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
        if (operands.stream().anyMatch(o -> o.getKind() == SqlKind.ARGUMENT_ASSIGNMENT)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "An argument of '" + kpi.name() + "' is given by name; only functions in FROM take it so.",
                    "Write it without =>. " + MeasureArguments.choices(kpi));
        }
        if (isMeasure(kpi, operands)) {
            return measure(MeasureArguments.use(kpi, operands), call);
        }
        List<SqlNode> arguments = new ArrayList<>();
        for (SqlNode operand : operands) {
            arguments.add(operand.accept(this));
        }
        return kpi.definition().over().isEmpty() ? scalar(kpi, arguments) : aggregate(kpi, arguments, call);
    }

    private SqlNode measure(KpiUse use, SqlCall call) {
        found = true;
        sought.addAll(SoughtValue.of(use));
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
                .map(k -> MeasureArguments.use(k, call.getOperandList()));
    }

    /** A call without operands, or with an option or with what the KPI's parameters are. */
    private static boolean isMeasure(Kpi kpi, List<SqlNode> operands) {
        return kpi.takes().isEmpty()
                || operands.isEmpty()
                || MeasureArguments.isText(operands.get(0))
                || kpi.definition().over().isPresent() && operands.stream().allMatch(SqlLiteral.class::isInstance);
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
        if (arguments.stream().noneMatch(KpiCalls::looksAtRows)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + kpi.name() + "' is given no column, and would be the same for all rows.",
                    MeasureArguments.choices(kpi));
        }
        OtherScale.refuse(catalog.model().catalogue(), kpi, arguments);
        Literals literals = new Literals(catalog.model().settings(), kpi.name(), Map.of());
        for (int i = arguments.size(); i < names.size(); i++) {
            arguments.add(
                    SqlTexts.expression(literals.fill(kpi.definition().binds().get(names.get(i)))));
        }
        Formula formula = measures.aggregate(KpiUse.plain(kpi));
        return new KpiAggregate(kpi.name(), formula, measures.arguments(kpi))
                .createCall(call.getParserPosition(), arguments);
    }

    /** Whether a value may be another in another row. */
    private static boolean looksAtRows(SqlNode argument) {
        try {
            argument.accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlIdentifier id) {
                    throw Util.FoundOne.NULL;
                }
            });
            return false;
        } catch (Util.FoundOne found) {
            return true;
        }
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
}
