package io.scorecard.compiler.face;

import io.scorecard.functions.Quoted;
import io.scorecard.model.Target;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns that {@code kpi_values} derives from values: before, a year ago, change, target, status,
 * and whether a segment is an outlier among its kind (robust z of 3.5 and at least eight values).
 */
final class ValuesColumns {

    private static final String SERIES = "PARTITION BY kpi, segment_name, segment_value ORDER BY month";
    private static final String PEERS = "PARTITION BY month, kpi, segment_name";

    private final Set<String> mentioned;
    private final List<Target> targets;
    private final Optional<String> table;
    private final EventsText events;
    private final BenchmarksText benchmarks;
    private final String unripe;

    /**
     * @param targets those of the model
     * @param unripe a condition: what changes of itself and is no change, green or red yet
     * @param table the name of the mapped targets, where the model maps them: they win
     */
    ValuesColumns(
            Set<String> mentioned,
            List<Target> targets,
            Optional<String> table,
            EventsText events,
            BenchmarksText benchmarks,
            String unripe) {
        this.mentioned = mentioned;
        this.targets = targets;
        this.table = table;
        this.events = events;
        this.benchmarks = benchmarks;
        this.unripe = unripe;
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
                + status() + " AS status, is_outlier, numerator, denominator, n, unit, is_partial, " + events.column()
                + " AS events, " + benchmarks.columns() + " FROM (" + rows + ") AS s" + events.join("s")
                + benchmarks.join("s");
    }

    private String withHistory(String values) {
        boolean previous = isWanted("previous", "change");
        String before = previous ? "LAG(\"value\", 1) OVER (" + SERIES + ")" : "CAST(NULL AS DOUBLE)";
        String year = isWanted("year_ago") ? "LAG(\"value\", 12) OVER (" + SERIES + ")" : "CAST(NULL AS DOUBLE)";
        String change = unripe.equals("FALSE")
                ? "\"value\" - previous"
                : "CASE WHEN " + unripe + " THEN NULL ELSE \"value\" - previous END";
        return "SELECT h.*, " + change + " AS change FROM (SELECT w.*, " + before + " AS previous, " + year
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
        String ofModel = "SELECT t.*, " + ofModel(Target::target, "target") + ", "
                + ofModel(t -> t.amber().orElse(null), "amber") + " FROM (" + rows + ") AS t";
        return table.isPresent() && isWanted("target", "status") ? ofTable(ofModel, table.get()) : ofModel;
    }

    private String ofModel(Function<Target, @Nullable BigDecimal> value, String name) {
        if (!isWanted("target", "status") || targets.isEmpty()) {
            return "CAST(NULL AS DOUBLE) AS " + name;
        }
        return targets.stream()
                .sorted(Comparator.comparing((Target t) -> t.validFrom().orElse(LocalDate.MIN))
                        .reversed())
                .map(t -> {
                    BigDecimal number = value.apply(t);
                    return " WHEN " + condition(t) + " THEN CAST(" + (number == null ? "NULL" : number.toPlainString())
                            + " AS DOUBLE)";
                })
                .collect(Collectors.joining("", "CASE", " END AS " + name));
    }

    /** The latest target of the same KPI and segment that begins no later than the month. */
    private static String ofTable(String rows, String table) {
        String once =
                "SELECT kpi, NULLIF(segment_name, '') AS segment_name, NULLIF(segment_value, '') AS segment_value,"
                        + " COALESCE(valid_from, DATE '0001-01-01') AS valid_from, MAX(target) AS target, MAX(amber) AS amber"
                        + " FROM " + Quoted.name(table) + " GROUP BY kpi, NULLIF(segment_name, ''),"
                        + " NULLIF(segment_value, ''), COALESCE(valid_from, DATE '0001-01-01')";
        String held = "SELECT o.*, LEAD(valid_from) OVER (PARTITION BY kpi, segment_name, segment_value"
                + " ORDER BY valid_from) AS valid_until FROM (" + once + ") AS o";
        return "SELECT m.month, m.kpi, m.segment_name, m.segment_value, m.\"value\", m.numerator, m.denominator, m.n, m.unit,"
                + " m.better, m.is_partial, m.previous, m.year_ago, m.change, m.is_outlier,"
                + " CASE WHEN g.kpi IS NULL THEN m.target ELSE g.target END AS target,"
                + " CASE WHEN g.kpi IS NULL THEN m.amber ELSE g.amber END AS amber FROM (" + rows
                + ") AS m LEFT JOIN (" + held + ") AS g ON g.kpi = m.kpi"
                + " AND g.segment_name IS NOT DISTINCT FROM m.segment_name"
                + " AND g.segment_value IS NOT DISTINCT FROM m.segment_value"
                + " AND g.valid_from <= m.month AND (g.valid_until IS NULL OR g.valid_until > m.month)";
    }

    private static String condition(Target target) {
        return "kpi = " + Quoted.text(target.kpi())
                + same("segment_name", target.segmentName())
                + same("segment_value", target.segmentValue())
                + target.validFrom().map(d -> " AND month >= DATE '" + d + "'").orElse("");
    }

    private static String same(String column, Optional<String> value) {
        return " AND " + column + value.map(v -> " = " + Quoted.text(v)).orElse(" IS NULL");
    }

    /** Green reaches the target, amber its limit; nothing is said where there is no target. */
    private String status() {
        return "CASE WHEN target IS NULL THEN NULL WHEN \"value\" IS NULL"
                + (unripe.equals("FALSE") ? "" : " OR " + unripe) + " THEN 'no data'"
                + " WHEN better = 'lower' THEN CASE WHEN \"value\" <= target THEN 'green' WHEN \"value\" <= amber THEN 'amber' ELSE 'red' END"
                + " ELSE CASE WHEN \"value\" >= target THEN 'green' WHEN \"value\" >= amber THEN 'amber' ELSE 'red' END END";
    }
}
