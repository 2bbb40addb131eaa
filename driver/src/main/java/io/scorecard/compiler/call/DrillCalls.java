package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.SoughtValue;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** {@code FROM kpi_rows('churn_rate', 'event')} becomes a table of its own, which {@link Drill} is. */
public final class DrillCalls extends SqlShuttle {

    static final String NAME = "kpi_rows";

    private final Catalog catalog;
    private final Measures measures;
    private final Map<String, Drill> found = new LinkedHashMap<>();
    private final Set<SoughtValue> sought = new LinkedHashSet<>();

    public DrillCalls(Catalog catalog, Measures measures) {
        this.catalog = catalog;
        this.measures = measures;
    }

    /** The tables that the question reads now, by name. */
    public Map<String, Drill> found() {
        return found;
    }

    /** What rows must have for those to mean anything. */
    public Set<SoughtValue> sought() {
        return sought;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        boolean table = call.getKind() == SqlKind.COLLECTION_TABLE || call.getKind() == SqlKind.LATERAL;
        if (table
                && call.operand(0) instanceof SqlBasicCall function
                && function.getOperator() instanceof SqlUnresolvedFunction
                && function.getOperator().getName().equalsIgnoreCase(NAME)) {
            String name = NAME + (found.isEmpty() ? "" : "_" + (found.size() + 1));
            KpiUse use = use(function);
            found.put(name, new Drill(catalog, new DrillParts(catalog, measures, use)));
            sought.addAll(SoughtValue.of(use));
            return new SqlIdentifier(name, call.getParserPosition());
        }
        return super.visit(call);
    }

    private KpiUse use(SqlBasicCall function) {
        List<SqlNode> operands = function.getOperandList();
        String name = !operands.isEmpty() && operands.get(0) instanceof SqlLiteral literal
                ? literal.getValueAs(String.class).toLowerCase(Locale.ROOT)
                : !operands.isEmpty() && operands.get(0) instanceof SqlIdentifier id && id.isSimple()
                        ? id.getSimple().toLowerCase(Locale.ROOT)
                        : "";
        Kpi kpi = catalog.model()
                .catalogue()
                .kpi(name)
                .filter(k -> !k.hidden())
                .orElseThrow(() -> ErrorCode.UNKNOWN_KPI.with(
                        name, catalog.model().catalogue().kpiNames().advice(name, "KPIs:")));
        return MeasureArguments.use(
                kpi,
                operands.subList(1, operands.size()).stream()
                        .map(DrillCalls::option)
                        .toList());
    }

    /** {@code options => 'event'}, as the other functions in FROM take it. */
    private static SqlNode option(SqlNode operand) {
        if (operand.getKind() != SqlKind.ARGUMENT_ASSIGNMENT) {
            return operand;
        }
        SqlCall assignment = (SqlCall) operand;
        String name = ((SqlIdentifier) assignment.operand(1)).getSimple();
        if (!name.equalsIgnoreCase("options")) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + NAME + "' has no argument '" + name.toLowerCase(Locale.ROOT) + "'.",
                    "It takes a KPI and its options: " + NAME + "('churn_rate', options => 'event').");
        }
        return assignment.operand(0);
    }
}
