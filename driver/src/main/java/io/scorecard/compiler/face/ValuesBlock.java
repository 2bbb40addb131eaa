package io.scorecard.compiler.face;

import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The values of a few KPIs, as rows of month, KPI and segment: {@code kpi} asked with a column for each of them, turned
 * by a join with their names. A few at a time, because the plans of engines grow faster than their columns.
 */
final class ValuesBlock {

    /** No rows, of the same columns. */
    static final String EMPTY = "SELECT month, CAST(NULL AS VARCHAR) AS kpi, CAST(NULL AS VARCHAR) AS"
            + " segment_name, CAST(NULL AS VARCHAR) AS segment_value, CAST(NULL AS DOUBLE) AS \"value\", CAST(NULL AS"
            + " DOUBLE) AS numerator, CAST(NULL AS DOUBLE) AS denominator, CAST(NULL AS BIGINT) AS n, CAST(NULL AS"
            + " VARCHAR) AS unit, CAST(NULL AS VARCHAR) AS better, FALSE AS is_partial FROM kpi WHERE FALSE";

    private final FaceTexts texts;
    private final String months;

    /** @param months a condition on months, or empty */
    ValuesBlock(FaceTexts texts, String months) {
        this.texts = texts;
        this.months = months;
    }

    /** By each of these segments, one at a time; without any, the total. */
    String text(List<Kpi> kpis, List<KpiColumn> segments) {
        StringBuilder columns = new StringBuilder();
        StringBuilder names = new StringBuilder();
        Cases value = new Cases("DOUBLE");
        Cases numerator = new Cases("DOUBLE");
        Cases denominator = new Cases("DOUBLE");
        Cases n = new Cases("BIGINT");
        for (int i = 0; i < kpis.size(); i++) {
            Kpi kpi = kpis.get(i);
            boolean answered = texts.shows(kpi);
            String call = kpi.name() + "()";
            columns.append(value.of(i, "v", answered ? call : "NULL"));
            if (answered && texts.isWanted("numerator")) {
                columns.append(numerator.of(i, "a", "numerator(" + call + ")"));
            }
            if (answered && texts.isWanted("denominator")) {
                columns.append(denominator.of(i, "b", "denominator(" + call + ")"));
            }
            if (answered && texts.isWanted("n")) {
                columns.append(n.of(i, "c", "sample_size(" + call + ")"));
            }
            names.append(i == 0 ? "" : ", ").append(row(i, kpi));
        }
        String keys = keys(segments);
        return "SELECT m.month, d.kpi, "
                + (segments.isEmpty()
                        ? "CAST(NULL AS VARCHAR) AS segment_name, CAST(NULL AS VARCHAR)"
                        : name(segments) + " AS segment_name, CAST(m.segment_value AS VARCHAR)")
                + " AS segment_value, " + value.text() + " AS \"value\", " + numerator.text() + " AS numerator, "
                + denominator.text() + " AS denominator, " + n.text() + " AS n, d.unit, d.better, m.is_partial FROM ("
                + "SELECT month, is_partial() AS is_partial" + shown(segments) + columns + " FROM kpi" + months
                + " GROUP BY month" + keys + ") AS m CROSS JOIN (VALUES " + names + ") AS d(i, kpi, unit, better)";
    }

    private static String row(int i, Kpi kpi) {
        return "(" + i + ", " + Quoted.text(kpi.name()) + ", "
                + Quoted.text(KpiFacts.word(kpi.unit())) + ", "
                + Quoted.text(kpi.better().name().toLowerCase(Locale.ROOT)) + ")";
    }

    private static String name(List<KpiColumn> segments) {
        return segments.size() == 1 ? Quoted.text(segments.get(0).name()) : "m.segment_name";
    }

    private static String keys(List<KpiColumn> segments) {
        return segments.isEmpty() ? "" : ", " + String.join(", ", expressions(segments));
    }

    private static String shown(List<KpiColumn> segments) {
        if (segments.isEmpty()) {
            return "";
        }
        List<String> expressions = expressions(segments);
        return expressions.size() == 1
                ? ", " + expressions.get(0) + " AS segment_value"
                : ", " + expressions.get(0) + " AS segment_name, " + expressions.get(1) + " AS segment_value";
    }

    private static List<String> expressions(List<KpiColumn> segments) {
        if (segments.size() == 1) {
            return List.of(Quoted.name(segments.get(0).name()));
        }
        String each = segments.stream()
                .map(s -> Quoted.text(s.name()) + ", " + Quoted.name(s.name()))
                .collect(Collectors.joining(", ", "(", ")"));
        return List.of("each_segment_name" + each, "each_segment_value" + each);
    }

    /** One column of the answer: which column of the inner query it is for which KPI. */
    private static final class Cases {

        private final String type;
        private final StringBuilder cases = new StringBuilder();

        Cases(String type) {
            this.type = type;
        }

        /** The inner column. */
        String of(int i, String letter, String expression) {
            cases.append(" WHEN ").append(i).append(" THEN ").append(letter).append(i);
            return ", CAST(" + expression + " AS " + type + ") AS " + letter + i;
        }

        String text() {
            return cases.isEmpty() ? "CAST(NULL AS " + type + ")" : "CASE d.i" + cases + " END";
        }
    }
}
