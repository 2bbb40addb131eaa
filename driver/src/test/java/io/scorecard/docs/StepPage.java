package io.scorecard.docs;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Relation;

/** The page of what KPIs stand on and nobody asks alone: steps and named relations. */
final class StepPage {

    private final Catalogue catalogue;
    private final Markdown page = new Markdown();

    StepPage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String text() {
        page.heading(1, "What KPIs stand on");
        page.paragraph("[All KPIs](../kpis.md). For who wants to know how a number comes about, down to the tables.");
        steps();
        relations();
        return page.toString();
    }

    private void steps() {
        page.heading(2, "Steps");
        page.paragraph("Formulas of KPIs also name these. They are steps on the way, and no list of KPIs shows them.");
        for (Kpi kpi : catalogue.kpis().stream().filter(Kpi::hidden).toList()) {
            page.heading(3, kpi.name());
            page.paragraph("**" + kpi.title() + ".** " + Markdown.capital(kpi.summary()));
            page.block("", new EquivalentSql(catalogue, kpi, kpi.definition()).block());
        }
    }

    private void relations() {
        page.heading(2, "Relations");
        page.paragraph("What stands behind FROM: a [canonical table](../tables.md), or one of these. "
                + "`customer_balance` has a row for each customer at the opening or the closing, "
                + "`customer_transitions` one for each customer whose state differs between the two; "
                + "both follow from `paid_versions`. The others are SQL over canonical tables:");
        for (Relation relation : catalogue.relations()) {
            page.heading(3, relation.name());
            page.paragraph(Markdown.capital(relation.grain()) + ".");
            page.block("", relation.sql());
        }
    }
}
