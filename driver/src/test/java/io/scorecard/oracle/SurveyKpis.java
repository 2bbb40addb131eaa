package io.scorecard.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/** Scores of answers: {@code kpis.md} 1.1; a score outside its scale is no answer. */
final class SurveyKpis {
    private static final String SUM_OF_VOTES = "SUM(CASE WHEN score > 8 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END)";

    /** Adjusted Wald ({@code statistics.md} 0.4): three quarters of an answer more in each tail, three more in all. */
    private static final String PROMOTERS = "((SUM(CASE WHEN score > 8 THEN 1 ELSE 0 END) + 0.75) / (COUNT(*) + 3.0))";

    private static final String DETRACTORS =
            "((SUM(CASE WHEN score <= 6 THEN 1 ELSE 0 END) + 0.75) / (COUNT(*) + 3.0))";
    private static final String DIFFERENCE =
            "(CAST(%s AS DOUBLE PRECISION) - CAST(%s AS DOUBLE PRECISION))".formatted(PROMOTERS, DETRACTORS);
    private static final String HALF_WIDTH =
            "1.959963984540054 * SQRT((CAST(%s AS DOUBLE PRECISION) + CAST(%s AS DOUBLE PRECISION) - %s * %s)"
                            .formatted(PROMOTERS, DETRACTORS, DIFFERENCE, DIFFERENCE)
                    + " / (COUNT(*) + 3.0))";

    private SurveyKpis() {}

    static Map<String, Formula> all() {
        Map<String, Formula> all = new LinkedHashMap<>();
        Fact nps = answers("nps", 0, 10);
        all.put("nps()", Formula.score(with(nps, "100.0 * " + SUM_OF_VOTES + " / COUNT(*)")));
        all.put(
                "nps('latest_per_respondent')",
                Formula.score(with(
                        nps.and(noOther("nps", 0, 10, "respondent_id", ">")
                                .replace("WHERE", "WHERE r.responded_at >= :s AND r.responded_at < :e AND")),
                        "100.0 * " + SUM_OF_VOTES + " / COUNT(*)")));
        all.put("nps_n()", Formula.sum(nps));
        all.put("promoter_share()", Formula.ratio(nps.and("f.score > 8"), nps));
        all.put("passive_share()", Formula.ratio(nps.and("f.score > 6 AND f.score <= 8"), nps));
        all.put("detractor_share()", Formula.ratio(nps.and("f.score <= 6"), nps));
        all.put(
                "nps_lower()",
                Formula.score(with(nps, "GREATEST(-100.0, 100.0 * (" + DIFFERENCE + " - " + HALF_WIDTH + "))")));
        all.put(
                "nps_upper()",
                Formula.score(with(nps, "LEAST(100.0, 100.0 * (" + DIFFERENCE + " + " + HALF_WIDTH + "))")));
        Fact latest = answers("csat", 1, 5).and(noOther("csat", 1, 5, "ticket_id", ">"));
        Fact first = answers("csat", 1, 5).and(noOther("csat", 1, 5, "ticket_id", "<"));
        all.put("csat()", Formula.ratio(latest.and("f.score >= 4"), latest));
        all.put("csat('first_rating')", Formula.ratio(first.and("f.score >= 4"), first));
        all.put("csat('mean')", Formula.ratio(with(latest, "SUM(score)"), latest));
        Fact ces = answers("ces", 1, 7);
        all.put("ces()", Formula.ratio(with(ces, "SUM(score)"), ces));
        all.put("low_effort_share()", Formula.ratio(ces.and("f.score >= 5"), ces));
        all.put("effort_index()", Formula.ratio(with(ces, "SUM(100.0 * (7 - score) / 6)"), ces));
        return all;
    }

    private static Fact answers(String type, int low, int high) {
        return Fact.count(
                "surveys",
                "responded_at",
                "f.survey_type = '%s' AND f.score >= %d AND f.score <= %d".formatted(type, low, high));
    }

    private static Fact with(Fact rows, String aggregate) {
        return Fact.number(rows.relation(), rows.instant(), rows.condition(), aggregate);
    }

    /** No valid answer of the same ticket or respondent after (or before) this one; without such a key it stands alone. */
    private static String noOther(String type, int low, int high, String key, String side) {
        return """
                NOT EXISTS (SELECT 1 FROM surveys r WHERE r.survey_type = '%s' AND r.%s = f.%s
                  AND r.score >= %d AND r.score <= %d AND r.responded_at %s f.responded_at)""".formatted(type, key, key, low, high, side);
    }
}
