package io.scorecard.proof;

import io.scorecard.functions.Forms;
import io.scorecard.functions.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two expressions over measures of which one is the other, or never more than it, for all data there can be.
 *
 * @param meaning what it means where they are not
 */
record Identity(String name, String left, Relation relation, String right, String meaning) {

    enum Relation {
        SAME("="),
        AT_MOST("<=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    private static final Pattern MEASURE = Pattern.compile("\\b([a-z][a-z0-9_]*)\\(");
    private static final Pattern IF_THERE = Pattern.compile("\\[([^\\]]*)]");
    /** Amounts are rounded to four places once for each customer. */
    private static final double ROUNDED = 0.005;

    private static final String HISTORY =
            "A movement is missing or counted twice: versions of a subscription overlap, or a customer stands twice."
                    + " scorecard check finds such rows.";
    private static final String KINDS =
            "The kinds do not make the whole: one of these KPIs is defined otherwise than" + " the others.";

    /** Terms in brackets are left out where the model has no such KPI. */
    private static final List<Identity> KNOWN = List.of(
            new Identity(
                    "the bridge of customers closes",
                    "opening_customers() + new_customers() + reactivated_customers() - churned_customers()"
                            + "[ + transferred_customers()]",
                    Relation.SAME,
                    "closing_customers()",
                    HISTORY),
            new Identity(
                    "the bridge of MRR closes",
                    "opening_mrr() + new_mrr() + reactivation_mrr() + expansion_mrr() + contraction_mrr()"
                            + " + churned_mrr()[ + transfer_mrr()][ + fx_mrr()]",
                    Relation.SAME,
                    "closing_mrr()",
                    HISTORY),
            new Identity(
                    "customers at the opening are those at the close before",
                    "opening_customers()",
                    Relation.SAME,
                    "previous(closing_customers())",
                    HISTORY),
            new Identity(
                    "gross revenue retention is at most 1",
                    "gross_revenue_retention()",
                    Relation.AT_MOST,
                    "1",
                    "Customers kept more than they had: a customer stands twice, or the definition was changed."),
            new Identity(
                    "gross revenue retention is at most the net one",
                    "gross_revenue_retention()",
                    Relation.AT_MOST,
                    "net_revenue_retention()",
                    "Expansion lowers what is kept: one of the two definitions was changed without the other."),
            new Identity("ARR is twelve times MRR", "arr()", Relation.SAME, "12 * mrr()", KINDS),
            new Identity("ARPA of all customers is MRR", "arpa() * closing_customers()", Relation.SAME, "mrr()", KINDS),
            new Identity("leavers are not more than there were", "churn_rate()", Relation.AT_MOST, "1", HISTORY),
            new Identity(
                    "promoters, passives and detractors are all who answered",
                    "promoter_share() + passive_share() + detractor_share()",
                    Relation.SAME,
                    "1",
                    KINDS),
            new Identity(
                    "NPS is promoters less detractors",
                    "nps()",
                    Relation.SAME,
                    "100 * (promoter_share() - detractor_share())",
                    KINDS),
            new Identity("NPS is at most 100", "nps()", Relation.AT_MOST, "100", KINDS),
            new Identity("NPS is at least -100", "-100", Relation.AT_MOST, "nps()", KINDS),
            new Identity("NPS has an interval", "nps_lower()", Relation.AT_MOST, "nps_upper()", KINDS),
            new Identity(
                    "not more tickets are resolved than were created",
                    "resolution_rate()",
                    Relation.AT_MOST,
                    "1",
                    "A ticket stands twice, or the definition was changed."));

    /** Those that the model can answer: the known ones, and one for each KPI that is 1 less another. */
    static List<Proof> proofs(Data data) {
        List<Identity> all = new ArrayList<>();
        KNOWN.forEach(i -> all.add(i.fitting(data)));
        for (Measure measure : data.measures()) {
            Forms.oneLess(measure.definition())
                    .ifPresent(other -> all.add(new Identity(
                            measure.call() + " + " + other + " = 1",
                            measure.call() + " + " + other,
                            Relation.SAME,
                            "1",
                            "What goes and what stays is not the whole: one of them is defined otherwise.")));
        }
        return all.stream()
                .map(i -> new Proof(Proof.Group.DATA, i.name, () -> i.verdict(data)))
                .toList();
    }

    private Identity fitting(Data data) {
        String terms = IF_THERE.matcher(left)
                .replaceAll(term -> needs(term.group(1)).allMatch(data::answers) ? term.group(1) : "");
        return new Identity(name, terms, relation, right, meaning);
    }

    private static Stream<String> needs(String expression) {
        return MEASURE.matcher(expression)
                .results()
                .map((MatchResult m) -> m.group(1))
                .filter(n -> !n.equals("previous"));
    }

    private Verdict verdict(Data data) throws SQLException {
        List<String> missing = Stream.of(left, right)
                .flatMap(Identity::needs)
                .filter(n -> !data.answers(n))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            return Verdict.notApplicable("the model cannot answer " + String.join(", ", missing));
        }
        List<Finding> findings = new ArrayList<>();
        int answers =
                look(data, data.period(), List.of(), findings) + look(data, data.months(), List.of("month"), findings);
        for (String segment : data.segments()) {
            answers += look(data, data.period(), List.of(segment), findings);
        }
        return Verdict.of(
                answers + " answers: total, months, " + data.segments().size() + " segments", findings, meaning);
    }

    private int look(Data data, String where, List<String> keys, List<Finding> findings) throws SQLException {
        String shown = keys.isEmpty() ? "" : Quoted.name(keys.get(0)) + ", ";
        Numbers numbers = data.ask(
                "SELECT " + shown + left + ", " + right + " FROM kpi WHERE " + where
                        + (keys.isEmpty() ? "" : " GROUP BY " + Quoted.name(keys.get(0))),
                keys.size());
        for (Map.Entry<List<@Nullable String>, List<@Nullable Double>> row :
                numbers.rows().entrySet()) {
            Double a = row.getValue().get(0);
            Double b = row.getValue().get(1);
            if (!holds(a, b)) {
                String place = keys.isEmpty()
                        ? "in total"
                        : keys.get(0) + " " + row.getKey().get(0);
                findings.add(new Finding(
                        numbers.question(), place, relation.sign + " " + Numbers.shown(b), Numbers.shown(a)));
            }
        }
        return numbers.rows().size();
    }

    /** Where there is nothing to speak of, nothing is wrong. */
    private boolean holds(@Nullable Double a, @Nullable Double b) {
        if (a == null || b == null) {
            return true;
        }
        double rounded = right.contains("mrr") ? ROUNDED : 1e-9;
        return relation == Relation.SAME ? Numbers.same(a, b, rounded) : a <= b + rounded;
    }
}
