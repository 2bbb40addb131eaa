package io.scorecard.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A KPI over rows: to us its name, to the engines what {@code kpis.md} says it is, written out by hand.
 *
 * @param suffix FILTER or OVER, which the written-out aggregates bear one by one
 */
record KpiCall(String name, List<Piece> arguments, Piece suffix) implements Piece {
    private static final Map<String, BiFunction<List<String>, String, String>> BY_HAND = Map.ofEntries(
            Map.entry("nps", (a, s) -> percent(votes(a.get(0), s), answers(a.get(0), 0, 10, s))),
            Map.entry(
                    "promoter_share",
                    (a, s) ->
                            ratio(count(a.get(0) + " > 8 AND " + a.get(0) + " <= 10", s), answers(a.get(0), 0, 10, s))),
            Map.entry(
                    "passive_share",
                    (a, s) ->
                            ratio(count(a.get(0) + " > 6 AND " + a.get(0) + " <= 8", s), answers(a.get(0), 0, 10, s))),
            Map.entry(
                    "detractor_share",
                    (a, s) ->
                            ratio(count(a.get(0) + " >= 0 AND " + a.get(0) + " <= 6", s), answers(a.get(0), 0, 10, s))),
            Map.entry("nps_n", (a, s) -> answers(a.get(0), 0, 10, s)),
            Map.entry("nps_lower", (a, s) -> bound(a.get(0), s, "-", "CASE WHEN %1$s < -100 THEN -100 ELSE %1$s END")),
            Map.entry("nps_upper", (a, s) -> bound(a.get(0), s, "+", "CASE WHEN %1$s > 100 THEN 100 ELSE %1$s END")),
            Map.entry(
                    "csat",
                    (a, s) -> ratio(
                            count(
                                    a.get(0) + " >= " + (a.size() > 1 ? a.get(1) : "4") + " AND " + a.get(0)
                                            + " BETWEEN 1 AND 5",
                                    s),
                            answers(a.get(0), 1, 5, s))),
            Map.entry("csat_n", (a, s) -> answers(a.get(0), 1, 5, s)),
            Map.entry("csat_lower", (a, s) -> wilson(a, s, "-")),
            Map.entry("csat_upper", (a, s) -> wilson(a, s, "+")),
            Map.entry("ces_n", (a, s) -> answers(a.get(0), 1, 7, s)),
            Map.entry(
                    "ces",
                    (a, s) -> "AVG(CASE WHEN " + a.get(0) + " BETWEEN 1 AND 7 THEN CAST(" + a.get(0)
                            + " AS DOUBLE PRECISION) END)" + s),
            Map.entry(
                    "low_effort_share",
                    (a, s) ->
                            ratio(count(a.get(0) + " >= 5 AND " + a.get(0) + " <= 7", s), answers(a.get(0), 1, 7, s))),
            Map.entry(
                    "effort_index",
                    (a, s) -> "AVG(CASE WHEN " + a.get(0) + " BETWEEN 1 AND 7 THEN 100 * (7 - CAST(" + a.get(0)
                            + " AS DOUBLE PRECISION)) / 6 END)" + s),
            Map.entry("first_response_time", (a, s) -> minutesThatPassed(a.get(0), a.get(1), s)),
            Map.entry("average_resolution_time", (a, s) -> minutesThatPassed(a.get(0), a.get(1), s)));

    /** Of what ended before it began nothing is told. */
    private static String minutesThatPassed(String from, String to, String s) {
        return "AVG(CASE WHEN " + to + " >= " + from + " THEN CAST(EXTRACT(EPOCH FROM (" + to + " - " + from
                + ")) AS DOUBLE PRECISION) / 60 END)" + s;
    }

    /** Those of one score. */
    static final List<String> OF_A_SCORE = List.of(
            "nps",
            "promoter_share",
            "passive_share",
            "detractor_share",
            "nps_n",
            "nps_lower",
            "nps_upper",
            "csat",
            "csat_n",
            "csat_lower",
            "csat_upper",
            "ces",
            "ces_n",
            "low_effort_share",
            "effort_index");

    /** Those of two instants. */
    static final List<String> OF_INSTANTS = List.of("first_response_time", "average_resolution_time");

    @Override
    public void write(Wording wording, StringBuilder text) {
        if (wording == Wording.OURS) {
            text.append(name).append('(');
            for (int i = 0; i < arguments.size(); i++) {
                text.append(i == 0 ? "" : ", ");
                arguments.get(i).write(wording, text);
            }
            text.append(')');
            suffix.write(wording, text);
            return;
        }
        List<String> written =
                arguments.stream().map(a -> "(" + a.in(wording) + ")").toList();
        BiFunction<List<String>, String, String> byHand = BY_HAND.get(name);
        if (byHand == null) {
            throw new IllegalArgumentException(name);
        }
        text.append('(').append(byHand.apply(written, suffix.in(wording))).append(')');
    }

    @Override
    public List<Piece> smaller() {
        List<Piece> found = new ArrayList<>();
        suffix.smaller().forEach(less -> found.add(new KpiCall(name, arguments, less)));
        for (int i = 0; i < arguments.size(); i++) {
            for (Piece less : arguments.get(i).smaller()) {
                List<Piece> changed = new ArrayList<>(arguments);
                changed.set(i, less);
                found.add(new KpiCall(name, changed, suffix));
            }
        }
        return found;
    }

    private static String count(String condition, String suffix) {
        return "COUNT(CASE WHEN " + condition + " THEN 1 END)" + suffix;
    }

    private static String answers(String score, int low, int high, String suffix) {
        return count(score + " BETWEEN " + low + " AND " + high, suffix);
    }

    private static String votes(String score, String suffix) {
        return "(" + count(score + " > 8 AND " + score + " <= 10", suffix) + " - "
                + count(score + " >= 0 AND " + score + " <= 6", suffix) + ")";
    }

    private static String ratio(String above, String below) {
        return "CAST(" + above + " AS DOUBLE PRECISION) / NULLIF(" + below + ", 0)";
    }

    private static String percent(String above, String below) {
        return "100 * " + ratio(above, below);
    }

    /** The centre and half the width of Wilson's interval ({@code statistics.md} 0). */
    private static String wilson(List<String> a, String suffix, String sign) {
        String n = "CAST(NULLIF(" + answers(a.get(0), 1, 5, suffix) + ", 0) AS DOUBLE PRECISION)";
        String satisfied =
                a.get(0) + " >= " + (a.size() > 1 ? a.get(1) : "4") + " AND " + a.get(0) + " BETWEEN 1 AND 5";
        String p = "(" + count(satisfied, suffix) + " / " + n + ")";
        String z2 = "(1.959963984540054 * 1.959963984540054)";
        String end = "(" + p + " + " + z2 + " / (2 * " + n + ") " + sign + " 1.959963984540054 * SQRT(" + p + " * (1 - "
                + p + ") / " + n + " + " + z2 + " / (4 * " + n + " * " + n + "))) / (1 + " + z2 + " / " + n + ")";
        // The ends of none and of all, which a computation would miss by its last digit, so that FLOOR made -1 of 0.
        String exact = sign.equals("-") ? "WHEN " + p + " = 0 THEN 0.0" : "WHEN " + p + " = 1 THEN 1.0";
        return "CASE " + exact + " ELSE " + end + " END";
    }

    /** Adjusted Wald ({@code statistics.md} 3): three quarters of an answer more in each tail, three more in all. */
    private static String bound(String score, String suffix, String sign, String cut) {
        String n = "(" + answers(score, 0, 10, suffix) + " + 3.0)";
        String promoters = "(CAST(" + count(score + " > 8 AND " + score + " <= 10", suffix)
                + " + 0.75 AS DOUBLE PRECISION) / " + n + ")";
        String detractors = "(CAST(" + count(score + " >= 0 AND " + score + " <= 6", suffix)
                + " + 0.75 AS DOUBLE PRECISION) / " + n + ")";
        String difference = "(" + promoters + " - " + detractors + ")";
        String end = "(100 * (" + difference + " " + sign + " 1.959963984540054 * SQRT((" + promoters + " + "
                + detractors + " - " + difference + " * " + difference + ") / " + n + ")))";
        return "CASE WHEN " + answers(score, 0, 10, suffix) + " > 0 THEN " + cut.formatted(end) + " END";
    }
}
