package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.KpiNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** The faces that are called with a KPI: {@code churn_rate_by(industry)}, {@code explain_kpi('nps')} and their like. */
record CalledFaces(Catalog catalog, FaceTexts texts, KnownValues known) {

    /** {@code compare_definitions('churn_rate')} */
    private static final String COMPARED = "compare_definitions";

    /** {@code compare_customers('churn_rate', 'snapshot', 'event')} */
    private static final String DIFFERING = "compare_customers";

    private static final String BY = "_by";

    /** The question that a call in FROM is short for; empty where it calls something else. */
    Optional<String> text(SqlBasicCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (name.equals(ExplainText.NAME)) {
            FaceArguments arguments = FaceArguments.of(call, ExplainText.ARGUMENTS);
            return Optional.of(new ExplainText(catalog, texts).text(explained(arguments), arguments));
        }
        if (name.equals(COMPARED)) {
            FaceArguments arguments = FaceArguments.of(call, List.of("kpi", "grain"));
            return Optional.of(texts.compared(explained(arguments), arguments.grain("month")));
        }
        if (name.equals(PivotText.NAME)) {
            FaceArguments arguments = FaceArguments.of(call, PivotText.ARGUMENTS);
            return Optional.of(
                    new PivotText(catalog.kpi(), texts, known.inUse()).text(explained(arguments), arguments));
        }
        if (name.equals(DIFFERING)) {
            FaceArguments arguments = FaceArguments.of(call, List.of("kpi", "method", "other", "period"));
            return Optional.of(texts.differing(explained(arguments), arguments));
        }
        return name.endsWith(BY) ? Optional.of(by(call, name)) : Optional.empty();
    }

    private String by(SqlBasicCall call, String name) {
        String plain = name.substring(0, name.length() - BY.length());
        Optional<Kpi> kpi = catalog.model().catalogue().kpi(plain);
        if (kpi.isEmpty()) {
            throw ErrorCode.UNKNOWN_FUNCTION.with(name, adviceInsteadOf(name, plain, call));
        }
        return texts.by(kpi.get(), FaceArguments.of(call, List.of("segment", "grain", "period", "options")));
    }

    private String adviceInsteadOf(String name, String plain, SqlBasicCall call) {
        KpiNames names = catalog.model().catalogue().kpiNames();
        if (!plain.equals(KpiTable.NAME)) {
            return names.with(BY).advice(name, "There are:");
        }
        List<String> called = names.saidOf(first(call));
        String own = called.isEmpty() ? "as nps_by" : String.join(BY + ", ", called) + BY;
        return "Each KPI has one of its own: " + own + "(segment).";
    }

    /** What a call is given first, where that is a text or a name. */
    private static String first(SqlBasicCall call) {
        SqlNode given = call.operandCount() == 0 ? null : call.operand(0);
        if (given instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            return literal.getValueAs(String.class);
        }
        return given instanceof SqlIdentifier id && id.isSimple() ? id.getSimple() : "";
    }

    private Kpi explained(FaceArguments arguments) {
        String name = arguments.values().getOrDefault("kpi", "");
        return catalog.model()
                .catalogue()
                .kpi(name)
                .filter(k -> !k.hidden())
                .orElseThrow(() -> ErrorCode.UNKNOWN_KPI.with(
                        name, catalog.model().catalogue().kpiNames().advice(name, "KPIs:")));
    }
}
