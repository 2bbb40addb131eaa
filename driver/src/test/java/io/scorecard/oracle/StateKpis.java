package io.scorecard.oracle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Churn, retention, recurring revenue and value: {@code kpis.md} 1.2 to 1.4, by the grid's columns. */
final class StateKpis {
    private StateKpis() {}

    static Map<String, Formula> all() {
        Map<String, Formula> all = new LinkedHashMap<>();
        for (String column : GridSql.MEASURES) {
            if (!List.of("retained_customers", "kept_mrr", "retained_mrr").contains(column)) {
                all.put(column + "()", Formula.sum(State.of(column)));
            }
        }
        all.put("mrr()", Formula.sum(State.of("closing_mrr")));
        all.put(
                "net_new_mrr()",
                Formula.sum(
                        State.of("new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr")));
        all.put("arr()", Formula.sum(new Scaled(State.of("closing_mrr"), "12")));
        Formula arpa = Formula.ratio(State.of("closing_mrr"), State.of("closing_customers"));
        all.put("arpa()", arpa);
        all.put(
                "quick_ratio()",
                Formula.ratio(
                        State.of("new_mrr", "expansion_mrr", "reactivation_mrr"),
                        new Scaled(State.of("contraction_mrr", "churned_mrr"), "-1")));
        churn(all);
        revenue(all);
        Formula monthly = Formula.ratio(
                State.over(StateKpis::twelveMonths, "churned_customers"),
                State.over(StateKpis::twelveMonths, "opening_customers"));
        all.put("average_monthly_churn_rate()", monthly);
        all.put("annualised_churn_rate()", monthly.then(c -> 1 - Math.pow(1 - c, 12)));
        all.put("average_lifetime_months()", monthly.then(c -> 1 / c));
        all.put("clv()", arpa.times(monthly.then(c -> 1 / c)));
        return all;
    }

    private static void churn(Map<String, Formula> all) {
        Map<String, Formula> churn = new LinkedHashMap<>();
        churn.put("", Formula.ratio(State.of("churned_customers"), State.of("opening_customers")));
        churn.put("'snapshot'", churn.get(""));
        churn.put("'event'", Formula.ratio(new ChurnEvents(), State.of("opening_customers")));
        churn.put(
                "'stripe'",
                Formula.ratio(
                        State.over(StateKpis::thirtyDays, "churned_customers"),
                        State.over(StateKpis::thirtyDays, "opening_customers", "new_customers")));
        churn.put(
                "'midpoint'",
                Formula.ratio(
                        State.of("churned_customers"),
                        new Scaled(State.of("opening_customers", "closing_customers"), "0.5")));
        churn.put("'daily'", StateKpis::daily);
        churn.forEach((option, formula) -> {
            all.put("churn_rate(" + option + ")", formula);
            all.put("retention_rate(" + option + ")", formula.then(rate -> 1 - rate));
        });
    }

    private static void revenue(Map<String, Formula> all) {
        Formula gross = Formula.ratio(State.of("kept_mrr"), State.of("opening_mrr"));
        Formula net = Formula.ratio(State.of("retained_mrr"), State.of("opening_mrr"));
        all.put("gross_revenue_retention()", gross);
        all.put("net_revenue_retention()", net);
        all.put("gross_revenue_churn_rate()", gross.then(rate -> 1 - rate));
        all.put("net_revenue_churn_rate()", net.then(rate -> 1 - rate));
        all.put(
                "net_revenue_retention('with_reactivation')",
                Formula.ratio(
                        State.of("opening_mrr", "expansion_mrr", "reactivation_mrr", "contraction_mrr", "churned_mrr"),
                        State.of("opening_mrr")));
    }

    private static List<Period> twelveMonths(Period period) {
        return IntStream.iterate(12, back -> back > 0, back -> back - 1)
                .mapToObj(back ->
                        new Period(period.end().minusMonths(back), period.end().minusMonths(back - 1)))
                .toList();
    }

    private static List<Period> thirtyDays(Period period) {
        return List.of(new Period(period.end().minusDays(30), period.end()));
    }

    /** The sum of each day's churned by opening; a day that nobody opened adds nothing, no such day at all is NULL. */
    private static List<Row> daily(NaiveKpis asked, Period period) throws SQLException {
        Map<String, @Nullable Double> sums = new LinkedHashMap<>();
        if (asked.segment() == null) {
            sums.put(Row.ALL, null);
        }
        List<Period> days =
                Period.days(period.start().toLocalDate(), period.end().toLocalDate());
        for (Row row : asked.grid().rows(days)) {
            Long opening = (Long) row.value("opening_customers");
            Long churned = (Long) row.value("churned_customers");
            if (opening != null && churned != null && opening > 0) {
                Double before = sums.get(row.key().segment());
                sums.put(row.key().segment(), (before == null ? 0.0 : before) + 1.0 * churned / opening);
            }
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach((segment, sum) -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("value", sum);
            rows.add(new Row(new Row.Key(period, segment), values));
        });
        return rows;
    }
}
