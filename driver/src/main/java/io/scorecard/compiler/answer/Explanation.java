package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.print.Detail;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.time.Period;
import io.scorecard.compiler.time.Periods;
import io.scorecard.functions.At;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes down what a question became on its way to a statement: its periods and branches. Not thread-safe. */
public final class Explanation {

    private final Catalog catalog;
    private final List<Detail> stages = new ArrayList<>();

    public Explanation(Catalog catalog) {
        this.catalog = catalog;
    }

    public List<Detail> stages() {
        return stages;
    }

    private void add(String stage, String text) {
        Detail detail = new Detail(stage, text);
        if (!stages.contains(detail)) {
            stages.add(detail);
        }
    }

    /** When a measure is NULL, which is no mistake but has a reason. */
    void nullable(MeasureOperator measure) {
        if (!measure.nullWhere().isEmpty()) {
            add("null", measure.getName() + " is NULL where " + measure.nullWhere());
        }
    }

    /** One grouping set over time and attributes. */
    void block(Periods periods, int groups, List<Atom> atoms) {
        add(
                "periods",
                periods(periods) + (groups == 0 ? "" : ", by " + groups + (groups == 1 ? " segment" : " segments")));
        atoms.forEach(this::atom);
    }

    private static String periods(Periods periods) {
        List<Period> all = periods.periods();
        if (all.isEmpty()) {
            return "none";
        }
        LocalDate last = all.get(all.size() - 1).end().minusNanos(1).toLocalDate();
        long partial = all.stream().filter(Period::partial).count();
        return all.size() + " from " + all.get(0).start().toLocalDate() + " to " + last
                + (partial == 0 ? "" : ", " + partial + " of them partial")
                + (periods.gaps() ? ", with gaps" : "");
    }

    private void atom(Atom atom) {
        if (atom instanceof Atom.Bucketed bucketed) {
            bucketed.measure().atoms().forEach(this::atom);
        } else if (atom instanceof Atom.OfCustomers customers) {
            customers.rows().atoms().forEach(this::atom);
            add("branch", "for each customer first" + lens(customers.lens()));
        } else if (atom instanceof Atom.Total total) {
            add("branch", branch(total.branch()) + lens(total.lens()));
        }
    }

    private String branch(Branch branch) {
        if (branch instanceof Branch.Flow flow) {
            String date = flow.date() == null ? catalog.fact(flow.fact()).date().orElse("") : flow.date();
            return "flow: " + flow.fact() + (date.isEmpty() ? "" : " by " + date);
        }
        if (branch instanceof Branch.Balance balance) {
            return "balance: " + (balance.money() ? "recurring revenue" : "customers") + " at the "
                    + bound(balance.at());
        }
        if (branch instanceof Branch.Snapshot snapshot) {
            return "at a bound: " + snapshot.relation() + " at the " + bound(snapshot.at());
        }
        return "transition: customers who moved between opening and closing";
    }

    private static String bound(At at) {
        return at == At.OPENING ? "opening" : "closing";
    }

    private static String lens(Lens lens) {
        String shifted = lens.shifts().stream()
                .map(s -> ", of " + s.kind().meaning)
                .collect(java.util.stream.Collectors.joining());
        String during = lens.during()
                .map(i -> ", "
                        + switch (i.position()) {
                            case LAST -> "over the last ";
                            case BEFORE -> "over the time before, ";
                            case AFTER -> "over the time after, ";
                            case EARLIER -> "moved back by ";
                            case ON -> "on ";
                        }
                        + i.day().orElse(i.length() + " " + i.grain().name().toLowerCase(Locale.ROOT) + "s"))
                .orElse("");
        String each = lens.each()
                .map(g -> ", each " + g.name().toLowerCase(Locale.ROOT))
                .orElse("");
        return shifted + during + each + (lens.filter().isPresent() ? ", in the time of its FILTER" : "");
    }
}
