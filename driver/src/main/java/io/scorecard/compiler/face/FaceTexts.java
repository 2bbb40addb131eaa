package io.scorecard.compiler.face;

import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The queries that faces are short for. */
final class FaceTexts {

    private final Catalog catalog;
    private final Measures measures;
    private final Set<String> mentioned;
    private final Predicate<Kpi> shown;

    /**
     * @param mentioned names that the question uses, in lower case; {@code *} for all columns
     * @param shown the KPIs that have values in views which list many
     */
    FaceTexts(Catalog catalog, Measures measures, Set<String> mentioned, Predicate<Kpi> shown) {
        this.catalog = catalog;
        this.measures = measures;
        this.mentioned = mentioned;
        this.shown = shown;
    }

    FaceTexts mentioning(Set<String> columns) {
        return new FaceTexts(catalog, measures, columns, shown);
    }

    /** Whether a view that lists many KPIs has values of this one. */
    boolean shows(Kpi kpi) {
        return shown.test(kpi);
    }

    boolean isWanted(String column) {
        return AskedColumns.include(mentioned, column);
    }

    /** A KPI by its default and by each of its options, side by side; only the asked ones are computed. */
    String compared(Kpi kpi, String grain) {
        StringBuilder sql = new StringBuilder("SELECT " + grain);
        if (isWanted("value")) {
            sql.append(", ").append(kpi.name()).append("() AS \"value\"");
        }
        for (String option : kpi.options().keySet()) {
            if (isWanted(option)) {
                sql.append(", ")
                        .append(call(kpi, List.of(option)))
                        .append(" AS ")
                        .append(Quoted.name(option));
            }
        }
        return sql + ", is_partial() AS is_partial FROM kpi GROUP BY " + grain;
    }

    /** The customers who add something else to a KPI by one of its methods than by another, in one period. */
    String differing(Kpi kpi, FaceArguments arguments) {
        String method = call(kpi, arguments.list("method"));
        List<String> other = arguments.list("other");
        if (other.isEmpty()) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + arguments.function() + "' wants two methods of '" + kpi.name() + "' to compare.",
                    kpi.options().isEmpty()
                            ? "It has one only."
                            : "Write other => with one of "
                                    + String.join(", ", kpi.options().keySet()) + ".");
        }
        String differing = "SELECT customer_id, " + added(method, "") + ", " + added(call(kpi, other), "other_")
                + " FROM kpi"
                + arguments
                        .period()
                        .map(p -> " WHERE " + PeriodText.condition(p))
                        .orElse("")
                + " GROUP BY customer_id";
        return "SELECT customer_id, numerator, other_numerator, denominator, other_denominator FROM (" + differing
                + ") AS each_customer WHERE COALESCE(numerator, 0) <> COALESCE(other_numerator, 0)"
                + " OR COALESCE(denominator, 0) <> COALESCE(other_denominator, 0)";
    }

    /** What one customer adds; of what is not divided, the value. */
    private static String added(String call, String prefix) {
        return "COALESCE(CAST(numerator(" + call + ") AS DOUBLE), CAST(" + call + " AS DOUBLE)) AS " + prefix
                + "numerator, CAST(denominator(" + call + ") AS DOUBLE) AS " + prefix + "denominator";
    }

    /** Every KPI that is shown. */
    List<Kpi> kpis() {
        return catalog.model().catalogue().kpis().stream()
                .filter(k -> !k.hidden())
                .toList();
    }

    /** The KPIs that a question names beside others, and that the model cannot answer: it can do without their values. */
    List<Kpi> missed() {
        if (mentioned.contains(AskedColumns.ALL)) {
            return List.of();
        }
        List<Kpi> wanted = kpis().stream().filter(k -> isWanted(k.name())).toList();
        List<Kpi> missed =
                wanted.stream().filter(k -> measures.unavailable(k).isPresent()).toList();
        return missed.size() == wanted.size() ? List.of() : missed;
    }

    Measures measures() {
        return measures;
    }

    String by(Kpi kpi, FaceArguments arguments) {
        List<KpiColumn> segments = arguments.segments(catalog.kpi());
        List<String> keys = new ArrayList<>(
                segments.stream().map(s -> Quoted.name(s.name())).toList());
        List<String> shown = new ArrayList<>(keys);
        arguments.grain().ifPresent(g -> {
            keys.add(g);
            shown.add(g + " AS period");
        });
        String call = call(kpi, arguments.options());
        StringBuilder sql = new StringBuilder("SELECT ");
        shown.forEach(s -> sql.append(s).append(", "));
        sql.append(call).append(" AS \"value\"");
        for (String part : List.of("numerator", "denominator")) {
            if (isWanted(part)) {
                sql.append(", CAST(")
                        .append(part)
                        .append('(')
                        .append(call)
                        .append(") AS DOUBLE) AS ")
                        .append(part);
            }
        }
        if (isWanted("n")) {
            sql.append(", CAST(sample_size(").append(call).append(") AS BIGINT) AS n");
        }
        sql.append(", is_partial() AS is_partial FROM kpi");
        arguments.period().ifPresent(p -> sql.append(" WHERE ").append(PeriodText.condition(p)));
        if (!keys.isEmpty()) {
            sql.append(" GROUP BY ").append(String.join(", ", keys));
        }
        return sql.toString();
    }

    static String call(Kpi kpi, List<String> options) {
        List<String> literals = new ArrayList<>();
        for (String option : options) {
            boolean known = kpi.options().containsKey(option) || kpi.refused().containsKey(option);
            boolean number = option.matches("-?\\d+(\\.\\d+)?");
            if (!known && kpi.parameters().isEmpty()) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + kpi.name() + "' has no such option.",
                        kpi.options().isEmpty()
                                ? "It has none."
                                : "It takes " + String.join(", ", kpi.options().keySet()) + ".");
            }
            literals.add(number ? option : Quoted.text(option));
        }
        return kpi.name() + "(" + String.join(", ", literals) + ")";
    }
}
