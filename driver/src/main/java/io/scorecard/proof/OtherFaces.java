package io.scorecard.proof;

import io.scorecard.functions.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The views and the rows behind a number say what the measure says. */
final class OtherFaces {

    private static final int AT_ONCE = 40;
    private static final double ROUNDED = 0.001;
    private static final String OURS = "Two faces of one KPI differ; please report it with the question.";

    private final Data data;

    OtherFaces(Data data) {
        this.data = data;
    }

    List<Proof> proofs() {
        List<Proof> proofs = new ArrayList<>();
        proofs.add(new Proof(Proof.Group.DATA, "kpi_monthly has what kpi has", this::monthly));
        proofs.add(new Proof(Proof.Group.DATA, "kpi_values has what kpi has", this::values));
        proofs.add(new Proof(Proof.Group.DATA, "mrr_movements close, month by month", this::movements));
        for (String segment : data.segments()) {
            proofs.add(
                    new Proof(Proof.Group.DATA, "a filter by " + segment + " is its group", () -> filtered(segment)));
        }
        for (Measure measure : data.measures()) {
            if (measure.isDefault() && measure.kpi().parameters().isEmpty()) {
                proofs.add(new Proof(
                        Proof.Group.DATA,
                        "kpi_rows('" + measure.kpi().name() + "') give the number back",
                        () -> rows(measure.kpi().name())));
            }
        }
        return proofs;
    }

    private List<String> names() {
        return data.measures().stream()
                .filter(Measure::isDefault)
                .map(m -> m.kpi().name())
                .toList();
    }

    private String monthIs() {
        return "month = DATE '" + data.month() + "'";
    }

    private Verdict monthly() throws SQLException {
        return likeKpi((names, numbers) -> {
            Numbers view = data.ask("SELECT " + String.join(", ", names) + " FROM kpi_monthly WHERE " + monthIs(), 0);
            if (view.rows().isEmpty()) {
                return view;
            }
            for (int i = 0; i < names.size(); i++) {
                numbers.put(names.get(i), view.only().get(i));
            }
            return view;
        });
    }

    private Verdict values() throws SQLException {
        return likeKpi((names, numbers) -> {
            Numbers view = data.ask(
                    "SELECT kpi, \"value\" FROM kpi_values WHERE kpi IN ('" + String.join("', '", names)
                            + "') AND segment_name IS NULL AND " + monthIs(),
                    1);
            view.rows().forEach((kpi, row) -> numbers.put(String.valueOf(kpi.get(0)), row.get(0)));
            return view;
        });
    }

    /** What a view says of KPIs in the month. */
    private interface View {
        /** @return the view's answer, whose numbers it has put under their KPIs */
        Numbers ask(List<String> names, Map<String, @Nullable Double> numbers) throws SQLException;
    }

    /** Asks for so many KPIs at once that one statement is not too large. */
    private Verdict likeKpi(View view) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        List<String> names = names();
        int compared = 0;
        for (int at = 0; at < names.size(); at += AT_ONCE) {
            List<String> some = names.subList(at, Math.min(at + AT_ONCE, names.size()));
            Map<String, @Nullable Double> numbers = new LinkedHashMap<>();
            Numbers asked = view.ask(some, numbers);
            if (numbers.isEmpty()) {
                continue;
            }
            Numbers kpi = data.ask("SELECT " + String.join("(), ", some) + "() FROM kpi WHERE " + monthIs(), 0);
            for (Map.Entry<String, @Nullable Double> number : numbers.entrySet()) {
                Double expected = kpi.only().get(some.indexOf(number.getKey()));
                compare(asked, number.getKey(), expected, number.getValue(), findings);
            }
            compared += numbers.size();
        }
        return compared == 0
                ? Verdict.notApplicable("the period ends within a month")
                : Verdict.of(compared + " KPIs", findings, OURS);
    }

    private static void compare(
            Numbers asked, String where, @Nullable Double expected, @Nullable Double found, List<Finding> findings) {
        if (!Numbers.same(expected, found, 1e-9)) {
            findings.add(new Finding(asked.question(), where, Numbers.shown(expected), Numbers.shown(found)));
        }
    }

    private Verdict movements() throws SQLException {
        Numbers bridge = data.ask(
                "SELECT month, opening_mrr + new_mrr + reactivation_mrr + expansion_mrr + contraction_mrr + churned_mrr"
                        + " + transfer_mrr + fx_mrr, closing_mrr FROM mrr_movements WHERE " + data.months(),
                1);
        List<Finding> findings = new ArrayList<>();
        bridge.rows().forEach((month, row) -> {
            if (!Numbers.same(row.get(1), row.get(0), ROUNDED)) {
                findings.add(new Finding(
                        bridge.question(),
                        "month " + month.get(0),
                        Numbers.shown(row.get(1)),
                        Numbers.shown(row.get(0))));
            }
        });
        return Verdict.of(
                bridge.rows().size() + " months",
                findings,
                "A movement is missing or counted twice: versions of a subscription overlap, or a customer stands twice.");
    }

    private Verdict filtered(String segment) throws SQLException {
        List<String> sums = data.measures().stream()
                .filter(m -> m.isDefault() && m.adds(data.catalogue()))
                .filter(m -> m.definition()
                                .over()
                                .filter(o -> o.startsWith("customer_"))
                                .isPresent()
                        || m.definition().over().isEmpty())
                .map(Measure::call)
                .toList();
        if (sums.isEmpty()) {
            return Verdict.notApplicable("the model counts no customers");
        }
        String asked = String.join(", ", sums);
        Numbers groups = data.ask(
                "SELECT " + Quoted.name(segment) + ", " + asked + " FROM kpi WHERE " + data.period() + " GROUP BY "
                        + Quoted.name(segment),
                1);
        Optional<String> value = groups.rows().keySet().stream()
                .map(k -> k.get(0))
                .filter(java.util.Objects::nonNull)
                .findFirst();
        if (value.isEmpty()) {
            return Verdict.notApplicable("it has no values");
        }
        Numbers one = data.ask(
                "SELECT " + asked + " FROM kpi WHERE " + data.period() + " AND " + Quoted.name(segment) + " = "
                        + Quoted.text(value.get()),
                0);
        List<@Nullable Double> group = groups.rows().get(java.util.Arrays.asList(value.get()));
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            compare(one, sums.get(i), group.get(i), one.only().get(i), findings);
        }
        return Verdict.of(sums.size() + " measures of " + value.get(), findings, OURS);
    }

    private Verdict rows(String kpi) throws SQLException {
        Numbers rows = data.ask(
                "SELECT SUM(in_numerator), SUM(in_denominator) FROM kpi_rows('" + kpi + "') AS r WHERE " + monthIs(),
                0);
        Numbers measure = data.ask(
                "SELECT numerator(" + kpi + "()), denominator(" + kpi + "()), " + kpi + "() FROM kpi WHERE "
                        + monthIs(),
                0);
        List<Finding> findings = new ArrayList<>();
        Double numerator = measure.only().get(1) == null && measure.only().get(0) == null
                ? measure.only().get(2)
                : measure.only().get(0);
        part(rows, "in_numerator", numerator, rows.only().get(0), findings);
        part(rows, "in_denominator", measure.only().get(1), rows.only().get(1), findings);
        return Verdict.of(
                Numbers.shown(numerator) + " over "
                        + Numbers.shown(measure.only().get(1)),
                findings,
                OURS);
    }

    /** No row adds nothing. */
    private static void part(
            Numbers rows, String part, @Nullable Double expected, @Nullable Double sum, List<Finding> findings) {
        double a = expected == null ? 0 : expected;
        double b = sum == null ? 0 : sum;
        if (!Numbers.same(a, b, ROUNDED)) {
            findings.add(new Finding(rows.question(), part, Numbers.shown(a), Numbers.shown(b)));
        }
    }
}
