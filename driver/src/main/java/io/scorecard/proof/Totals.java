package io.scorecard.proof;

import io.scorecard.functions.Quoted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each measure asked three ways: alone with totals, together with others, and by segments that are added up.
 * Answers are kept, because what one proof asks the next one compares with. Not thread-safe.
 */
final class Totals {

    private static final int AT_ONCE = 40;
    /** Shares of costs are rounded to four places once. */
    private static final double ROUNDED = 0.001;

    private final Data data;
    private final List<Measure> measures;
    private final Map<Measure, Numbers> alone = new HashMap<>();
    private final Map<Measure, @Nullable Double> together = new HashMap<>();
    private final Map<String, Map<Measure, Map<List<@Nullable String>, @Nullable Double>>> parts = new HashMap<>();

    Totals(Data data) {
        this.data = data;
        this.measures = data.measures();
    }

    List<Proof> proofs() {
        List<Proof> proofs = new ArrayList<>();
        for (Measure measure : measures) {
            proofs.add(new Proof(
                    Proof.Group.DATA, measure.call() + " alone, with others, as a total", () -> asked(measure)));
        }
        measures.stream()
                .filter(m -> m.adds(data.catalogue()))
                .forEach(m -> proofs.add(
                        new Proof(Proof.Group.DATA, "parts of " + m.call() + " add to the total", () -> added(m))));
        return proofs;
    }

    private Verdict asked(Measure measure) throws SQLException {
        Numbers mine = alone(measure);
        Double total = total(mine);
        List<Finding> findings = new ArrayList<>();
        Double other = together(measure);
        if (!Numbers.same(total, other, 1e-9)) {
            findings.add(new Finding(
                    mine.question(),
                    "the total",
                    Numbers.shown(other) + " (with other measures)",
                    Numbers.shown(total)));
        }
        return Verdict.of(
                mine.rows().size() == 1 ? "1 answer" : mine.rows().size() + " answers",
                findings,
                "A number depends on what else is asked; please report it with the question.");
    }

    /** By one segment with its total where it has segments of customers. */
    private Numbers alone(Measure measure) throws SQLException {
        Numbers known = alone.get(measure);
        if (known != null) {
            return known;
        }
        Numbers asked;
        String plain = "SELECT " + measure.call() + " FROM kpi WHERE " + data.period();
        if (data.segments().isEmpty()) {
            asked = data.ask(plain, 0);
        } else {
            String segment = Quoted.name(data.segments().get(0));
            try {
                asked = data.ask(
                        "SELECT GROUPING(" + segment + ") AS is_total, " + segment + ", " + measure.call()
                                + " FROM kpi WHERE " + data.period() + " GROUP BY ROLLUP (" + segment + ")",
                        2);
            } catch (SQLException e) {
                if (!"0A000".equals(e.getSQLState())) {
                    throw e;
                }
                asked = data.ask(plain, 0);
            }
        }
        alone.put(measure, asked);
        return asked;
    }

    private static @Nullable Double total(Numbers numbers) throws SQLException {
        for (Map.Entry<List<@Nullable String>, List<@Nullable Double>> row :
                numbers.rows().entrySet()) {
            if (!row.getKey().isEmpty() && "1".equals(row.getKey().get(0))) {
                return row.getValue().get(0);
            }
        }
        return numbers.only().get(0);
    }

    private @Nullable Double together(Measure measure) throws SQLException {
        if (!together.containsKey(measure)) {
            int at = measures.indexOf(measure) / AT_ONCE * AT_ONCE;
            List<Measure> some = new ArrayList<>();
            for (Measure m : measures.subList(at, Math.min(at + AT_ONCE, measures.size()))) {
                if (isAnswered(m)) {
                    some.add(m);
                }
            }
            List<@Nullable Double> numbers = data.ask("SELECT " + calls(some) + " FROM kpi WHERE " + data.period(), 0)
                    .only();
            for (int i = 0; i < some.size(); i++) {
                together.put(some.get(i), numbers.get(i));
            }
        }
        return together.get(measure);
    }

    private boolean isAnswered(Measure measure) throws SQLException {
        try {
            alone(measure);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean hasSegments(Measure measure) throws SQLException {
        return isAnswered(measure) && alone(measure).rows().keySet().stream().noneMatch(List::isEmpty);
    }

    private static String calls(List<Measure> some) {
        return String.join(", ", some.stream().map(Measure::call).toList());
    }

    private Verdict added(Measure measure) throws SQLException {
        if (data.segments().isEmpty()) {
            return Verdict.notApplicable("the model has no segments of customers");
        }
        if (!hasSegments(measure)) {
            return Verdict.notApplicable("it has no segments of customers");
        }
        Double total = together(measure);
        List<Finding> findings = new ArrayList<>();
        int count = 0;
        for (String segment : data.segments()) {
            Map<List<@Nullable String>, @Nullable Double> values =
                    parts(segment).get(measure);
            double sum = 0;
            for (Double value : values.values()) {
                sum += value == null ? 0 : value;
            }
            count += values.size();
            if (!Numbers.same(sum, total == null ? (Double) 0.0 : total, ROUNDED)) {
                findings.add(new Finding(
                        "SELECT " + segment + ", " + measure.call() + " FROM kpi WHERE " + data.period()
                                + " GROUP BY ROLLUP (" + segment + ")",
                        "the total; found is the sum by " + segment,
                        Numbers.shown(total),
                        Numbers.shown(sum)));
            }
        }
        return Verdict.of(
                count + " parts of " + data.segments().size() + " segments",
                findings,
                "Something is counted twice or not at all: a customer stands twice in customers, or customer_history"
                        + " overlaps. scorecard check finds such rows.");
    }

    private Map<Measure, Map<List<@Nullable String>, @Nullable Double>> parts(String segment) throws SQLException {
        Map<Measure, Map<List<@Nullable String>, @Nullable Double>> known = parts.get(segment);
        if (known != null) {
            return known;
        }
        List<Measure> sums = new ArrayList<>();
        for (Measure m : measures) {
            if (m.adds(data.catalogue()) && hasSegments(m)) {
                sums.add(m);
            }
        }
        Map<Measure, Map<List<@Nullable String>, @Nullable Double>> found = new HashMap<>();
        for (int at = 0; at < sums.size(); at += AT_ONCE) {
            List<Measure> some = sums.subList(at, Math.min(at + AT_ONCE, sums.size()));
            Numbers numbers = data.ask(
                    "SELECT " + Quoted.name(segment) + ", " + calls(some) + " FROM kpi WHERE " + data.period()
                            + " GROUP BY " + Quoted.name(segment),
                    1);
            for (int i = 0; i < some.size(); i++) {
                Map<List<@Nullable String>, @Nullable Double> values = new HashMap<>();
                int column = i;
                numbers.rows().forEach((key, row) -> values.put(key, row.get(column)));
                found.put(some.get(i), values);
            }
        }
        parts.put(segment, found);
        return found;
    }
}
