package io.scorecard.compiler;

import io.scorecard.model.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns that {@code kpi_values} derives from values: before, a year ago, change, target, status,
 * and whether a segment is an outlier among its kind (robust z of 3.5 and at least eight values).
 */
final class ValuesColumns {

    private static final String SERIES = "PARTITION BY kpi, segment_name, segment_value ORDER BY month";
    private static final String PEERS = "PARTITION BY month, kpi, segment_name";

    private final Set<String> mentioned;
    private final List<Target> targets;

    ValuesColumns(Set<String> mentioned, List<Target> targets) {
        this.mentioned = mentioned;
        this.targets = targets;
    }

    private boolean isWanted(String... columns) {
        return mentioned.contains("*") || java.util.Arrays.stream(columns).anyMatch(mentioned::contains);
    }

    String over(String values) {
        String rows = withHistory(values);
        if (isWanted("is_outlier")) {
            rows = withOutliers(rows);
        } else {
            rows = "SELECT v.*, CAST(NULL AS BOOLEAN) AS is_outlier FROM (" + rows + ") AS v";
        }
        rows = withTargets(rows);
        return "SELECT month, kpi, segment_name, segment_value, \"value\", previous, year_ago, change, target, "
                + status() + " AS status, is_outlier, numerator, denominator, n, unit, is_partial FROM (" + rows
                + ") AS s";
    }

    private String withHistory(String values) {
        boolean previous = isWanted("previous", "change");
        String before = previous ? "LAG(\"value\", 1) OVER (" + SERIES + ")" : "CAST(NULL AS DOUBLE)";
        String year = isWanted("year_ago") ? "LAG(\"value\", 12) OVER (" + SERIES + ")" : "CAST(NULL AS DOUBLE)";
        return "SELECT h.*, \"value\" - previous AS change FROM (SELECT w.*, " + before + " AS previous, " + year
                + " AS year_ago FROM (" + values + ") AS w) AS h";
    }

    /** The median by counting: no engine's percentile is a window function everywhere. */
    private static String withOutliers(String rows) {
        String ranked = "SELECT r.*, ROW_NUMBER() OVER (" + PEERS
                + " ORDER BY CASE WHEN \"value\" IS NULL THEN 1 ELSE 0 END, \"value\") AS place,"
                + " COUNT(\"value\") OVER (" + PEERS + ") AS peers FROM (" + rows + ") AS r";
        String centred = "SELECT c.*, ABS(\"value\" - AVG(CASE WHEN " + middle("place") + " THEN \"value\" END) OVER ("
                + PEERS + ")) AS deviation FROM (" + ranked + ") AS c";
        String again = "SELECT e.*, ROW_NUMBER() OVER (" + PEERS
                + " ORDER BY CASE WHEN deviation IS NULL THEN 1 ELSE 0 END, deviation) AS rank_2 FROM (" + centred
                + ") AS e";
        String spread = "SELECT f.*, AVG(CASE WHEN " + middle("rank_2") + " THEN deviation END) OVER (" + PEERS
                + ") AS mad FROM (" + again + ") AS f";
        return "SELECT g.*, CASE WHEN segment_name IS NULL OR \"value\" IS NULL THEN NULL"
                + " WHEN peers >= 8 AND mad > 0 AND 0.6745 * deviation > 3.5 * mad THEN TRUE ELSE FALSE END AS is_outlier FROM ("
                + spread + ") AS g";
    }

    private static String middle(String place) {
        return "2 * " + place + " >= peers AND 2 * " + place + " <= peers + 2";
    }

    private String withTargets(String rows) {
        if (!isWanted("target", "status") || targets.isEmpty()) {
            return "SELECT t.*, CAST(NULL AS DOUBLE) AS target, CAST(NULL AS DOUBLE) AS amber FROM (" + rows + ") AS t";
        }
        StringBuilder target = new StringBuilder("CASE");
        StringBuilder amber = new StringBuilder("CASE");
        targets.stream()
                .sorted(java.util.Comparator.comparing(
                                (Target t) -> t.validFrom().orElse(java.time.LocalDate.MIN))
                        .reversed())
                .forEach(t -> {
                    String when = " WHEN " + condition(t) + " THEN ";
                    target.append(when)
                            .append("CAST(")
                            .append(t.target().toPlainString())
                            .append(" AS DOUBLE)");
                    amber.append(when)
                            .append(t.amber()
                                    .map(a -> "CAST(" + a.toPlainString() + " AS DOUBLE)")
                                    .orElse("CAST(NULL AS DOUBLE)"));
                });
        return "SELECT t.*, " + target + " END AS target, " + amber + " END AS amber FROM (" + rows + ") AS t";
    }

    private static String condition(Target target) {
        return "kpi = " + Literals.text(target.kpi())
                + same("segment_name", target.segmentName())
                + same("segment_value", target.segmentValue())
                + target.validFrom().map(d -> " AND month >= DATE '" + d + "'").orElse("");
    }

    private static String same(String column, Optional<String> value) {
        return " AND " + column + value.map(v -> " = " + Literals.text(v)).orElse(" IS NULL");
    }

    /** Green reaches the target, amber its limit; nothing is said where there is no target. */
    private static String status() {
        return "CASE WHEN target IS NULL THEN NULL WHEN \"value\" IS NULL THEN 'no data'"
                + " WHEN better = 'lower' THEN CASE WHEN \"value\" <= target THEN 'green' WHEN \"value\" <= amber THEN 'amber' ELSE 'red' END"
                + " ELSE CASE WHEN \"value\" >= target THEN 'green' WHEN \"value\" >= amber THEN 'amber' ELSE 'red' END END";
    }
}
