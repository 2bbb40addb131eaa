package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.time.Shift;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import io.scorecard.functions.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A {@code ?} where we read a literal ourselves: {@code rolling(nps(), ?)}, {@code mrr_at(?)}, {@code kpi_rows(?)},
 * {@code nps_by(industry, period => ?)}, {@code x ~ ?}. A question is compiled for what is given there; before that is known
 * something stands in for it that gives the answer the same columns. Where none does, the parameter stays, and is refused by
 * whoever reads it. Not thread-safe.
 */
public final class ArgumentParameters extends SqlShuttle {

    /** Functions in FROM that the engine computes. */
    private static final Set<String> PLAIN = Set.of("GENERATE_SERIES", "UNNEST");

    private final Catalog catalog;
    private final Measures measures;
    private final boolean areKnown;
    private final Function<SqlDynamicParam, Optional<String>> values;

    /**
     * @param areKnown whether values are given
     * @param values what is given; asked for each parameter that is looked at, known or not
     */
    public ArgumentParameters(
            Catalog catalog, Measures measures, boolean areKnown, Function<SqlDynamicParam, Optional<String>> values) {
        this.catalog = catalog;
        this.measures = measures;
        this.areKnown = areKnown;
        this.values = values;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (!(visited instanceof SqlBasicCall basic)) {
            return visited;
        }
        boolean table = basic.getKind() == SqlKind.COLLECTION_TABLE || basic.getKind() == SqlKind.LATERAL;
        if (table && basic.operand(0) instanceof SqlBasicCall function) {
            return isPlain(function) ? basic : basic.getOperator().createCall(at(basic), ofTable(function));
        }
        if (basic.getOperator() instanceof SqlPosixRegexOperator
                || basic.getOperator().getName().equalsIgnoreCase("REGEXP_REPLACE")) {
            return replaced(basic, 1, this::pattern);
        }
        if (!(basic.getOperator() instanceof SqlUnresolvedFunction)) {
            return basic;
        }
        String name = basic.getOperator().getName();
        if (name.equalsIgnoreCase(Shift.Kind.ROLLING.function()) && basic.operandCount() == 2) {
            return replaced(basic, 1, p -> number(p, "1"));
        }
        return catalog.model()
                .catalogue()
                .kpi(name)
                .filter(k -> isMeasure(k, basic.getOperandList()))
                .map(k -> (SqlNode) ofMeasure(k, basic, 0))
                .orElse(basic);
    }

    private static boolean isPlain(SqlCall function) {
        return PLAIN.contains(function.getOperator().getName().toUpperCase(Locale.ROOT));
    }

    private static SqlParserPos at(SqlNode node) {
        return node.getParserPosition();
    }

    /** Over rows of another table it may be a value of each row. */
    private static boolean isMeasure(Kpi kpi, List<SqlNode> operands) {
        return (kpi.takes().isEmpty() || kpi.definition().over().isPresent())
                && operands.stream().allMatch(o -> o instanceof SqlDynamicParam || o instanceof SqlLiteral);
    }

    private interface Replacement {
        SqlNode of(SqlDynamicParam parameter);
    }

    private static SqlBasicCall replaced(SqlBasicCall call, int place, Replacement by) {
        if (call.operandCount() <= place || !(call.operand(place) instanceof SqlDynamicParam parameter)) {
            return call;
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(place, by.of(parameter));
        return (SqlBasicCall) call.getOperator().createCall(call.getFunctionQuantifier(), at(call), operands);
    }

    private static SqlNode text(String text, SqlNode at) {
        return SqlLiteral.createCharString(text, at(at));
    }

    private SqlNode pattern(SqlDynamicParam parameter) {
        Optional<String> value = values.apply(parameter);
        return areKnown && value.isEmpty() ? SqlLiteral.createNull(at(parameter)) : text(value.orElse(""), parameter);
    }

    private String value(SqlDynamicParam parameter, String standIn) {
        Optional<String> value = values.apply(parameter);
        if (areKnown && value.isEmpty()) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "An argument of a function is a parameter without a value.", "Give it one that is not NULL.");
        }
        return value.orElse(standIn);
    }

    private SqlNode number(SqlDynamicParam parameter, String standIn) {
        return number(value(parameter, standIn), parameter);
    }

    private static SqlNode number(String value, SqlNode at) {
        return value.matches("\\d+(\\.\\d+)?") ? SqlLiteral.createExactNumeric(value, at(at)) : text(value, at);
    }

    /** @param first the first operand that is the KPI's */
    private SqlBasicCall ofMeasure(Kpi kpi, SqlBasicCall call, int first) {
        SqlBasicCall result = call;
        for (int i = first; i < call.operandCount(); i++) {
            int place = i - first;
            result = replaced(result, i, p -> argument(kpi, place, p));
        }
        return result;
    }

    private SqlNode argument(Kpi kpi, int place, SqlDynamicParam parameter) {
        List<Parameter> parameters = kpi.parameters();
        if (parameters.isEmpty()) {
            // An option, or the confidence that stands for one.
            return number(parameter, kpi.options().keySet().stream().findFirst().orElse(""));
        }
        Parameter declared = parameters.get(Math.min(place, parameters.size() - 1));
        if (declared.type() == Type.DAY) {
            return text(value(parameter, "2000-01-01"), parameter);
        }
        return declared.type() == Type.TEXT
                ? text(value(parameter, ""), parameter)
                : number(parameter, declared.lowest().map(Object::toString).orElse("1"));
    }

    private SqlNode ofTable(SqlBasicCall function) {
        String table = function.getOperator().getName();
        boolean rows = table.equalsIgnoreCase(DrillCalls.NAME);
        if (!rows) {
            SqlBasicCall explained = table.equalsIgnoreCase("explain_kpi")
                    ? replaced(function, 0, p -> text(value(p, anyKpi()), p))
                    : function;
            return areKnown ? written(explained) : wanted(explained);
        }
        SqlBasicCall named = replaced(function, 0, p -> text(value(p, anyKpi()), p));
        SqlNode name = named.operandCount() == 0 ? named : named.operand(0);
        Optional<Kpi> kpi = name instanceof SqlLiteral literal && MeasureArguments.isText(literal)
                ? catalog.model().catalogue().kpi(Objects.requireNonNull(literal.getValueAs(String.class)))
                : Optional.empty();
        return kpi.map(k -> ofMeasure(k, named, 1)).orElse(named);
    }

    private SqlBasicCall written(SqlBasicCall function) {
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : function.getOperandList()) {
            boolean assigned = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            operands.add(
                    assigned
                            ? replaced((SqlBasicCall) operand, 0, p -> text(value(p, ""), p))
                            : operand instanceof SqlDynamicParam p ? text(value(p, ""), p) : operand);
        }
        return (SqlBasicCall) function.getOperator().createCall(at(function), operands);
    }

    private SqlBasicCall wanted(SqlBasicCall function) {
        for (SqlNode operand : function.getOperandList()) {
            SqlNode of = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT ? ((SqlCall) operand).operand(0) : operand;
            if (of instanceof SqlDynamicParam parameter) {
                values.apply(parameter);
            }
        }
        return function;
    }

    /** One whose rows have the columns that those of most have. */
    private String anyKpi() {
        return catalog.model().catalogue().kpis().stream()
                .filter(k -> !k.hidden() && measures.unavailable(k).isEmpty())
                .filter(this::hasRows)
                .map(Kpi::name)
                .findFirst()
                .orElse("");
    }

    private boolean hasRows(Kpi kpi) {
        try {
            return !new Drill(
                            catalog, new DrillParts(catalog, measures, io.scorecard.compiler.measure.KpiUse.plain(kpi)))
                    .hasAmount();
        } catch (io.scorecard.functions.ScorecardException e) {
            return false;
        }
    }
}
