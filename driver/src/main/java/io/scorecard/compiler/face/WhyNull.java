package io.scorecard.compiler.face;

import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.SurveyAnswers;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.Unit;

/**
 * Why there is no value, as SQL: of a KPI that is an expression over others, what is the matter with the one that has
 * none: {@code clv: average_lifetime_months() is NULL: average_monthly_churn_rate() is 0, by which nothing is divided}.
 */
final class WhyNull {

    private final Catalog catalog;

    WhyNull(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param call of the KPI, in the form that its definition has */
    String text(String call, Kpi kpi, Definition definition) {
        return "CAST(CASE WHEN " + call + " IS NOT NULL THEN NULL ELSE " + reason(call, kpi, definition, "")
                + " END AS VARCHAR)";
    }

    /** @param before what led here, in words */
    private String reason(String call, Kpi kpi, Definition definition, String before) {
        StringBuilder cases = new StringBuilder("CASE");
        for (KpiUse part : KpiFacts.madeOf(catalog, kpi, definition)) {
            String asked = part.text();
            cases.append(" WHEN ").append(asked).append(" IS NULL THEN ");
            cases.append(reason(asked, part.kpi(), part.definition(), before + asked + " is NULL: "));
        }
        when(cases, "CAST(denominator(" + call + ") AS DOUBLE) = 0", before + divided(kpi, definition));
        int atLeast = catalog.model().settings().minResponses();
        if (atLeast > 0 && SurveyAnswers.isValueOf(kpi, definition)) {
            String few = "CAST(sample_size(" + call + ") AS BIGINT) < " + atLeast;
            when(cases, few, before + SurveyAnswers.tooFew(atLeast));
        }
        return cases + " ELSE " + Quoted.text(before + "nothing in the period can be used for it") + " END";
    }

    private static void when(StringBuilder cases, String condition, String told) {
        cases.append(" WHEN ").append(condition).append(" THEN ").append(Quoted.text(told));
    }

    private String divided(Kpi kpi, Definition definition) {
        return KpiFacts.dividedBy(catalog, kpi, definition)
                .filter(by -> by.kpi().unit() != Unit.COUNT)
                .map(by -> by.text() + " is 0, by which nothing is divided")
                .orElse("there is nothing to divide by: " + kpi.base());
    }
}
