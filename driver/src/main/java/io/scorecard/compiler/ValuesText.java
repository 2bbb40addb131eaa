package io.scorecard.compiler;

import io.scorecard.functions.Kpi;
import io.scorecard.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code kpi_values}: one row for each month, KPI and segment value, one segment at a time, and the
 * total. Conditions on {@code kpi} and {@code segment_name} decide what is computed at all; columns that
 * are not named are not. Without either condition there are only totals: every KPI in every segment at
 * once is a statement that engines plan for minutes.
 */
final class ValuesText {

    private final Catalog catalog;
    private final FaceTexts texts;
    private final Set<String> mentioned;
    private final List<Kpi> kpis;
    private final @Nullable Set<String> onlySegments;
    private final boolean onlyTotal;
    private final boolean noTotal;

    private ValuesText(
            Catalog catalog,
            Measures measures,
            Set<String> mentioned,
            List<Kpi> kpis,
            @Nullable Set<String> onlySegments,
            boolean onlyTotal,
            boolean noTotal) {
        this.catalog = catalog;
        this.texts = new FaceTexts(catalog, measures, mentioned);
        this.mentioned = mentioned;
        this.kpis = kpis;
        this.onlySegments = onlySegments;
        this.onlyTotal = onlyTotal;
        this.noTotal = noTotal;
    }

    /** As a condition on it leaves them. */
    static ValuesText where(Catalog catalog, FaceTexts texts, Set<String> mentioned, Pruning pruning) {
        Set<String> words =
                pruning.values("kpi", texts.kpis().stream().map(Kpi::name).toList());
        Set<String> names = new java.util.HashSet<>();
        if (words != null) {
            words.forEach(w -> catalog.model().catalogue().kpi(w).ifPresent(k -> names.add(k.name())));
        }
        List<Kpi> kpis = texts.kpis().stream()
                .filter(k -> words == null || names.contains(k.name()))
                .filter(k -> texts.measures().unavailable(k).isEmpty())
                .toList();
        Set<String> segments = pruning.values(
                "segment_name",
                catalog.kpi().columns().stream().map(KpiColumn::name).toList());
        boolean everything = words == null && segments == null && !pruning.isNotNull("segment_name");
        return new ValuesText(
                catalog,
                texts.measures(),
                mentioned,
                kpis,
                segments,
                everything || pruning.isNull("segment_name"),
                segments != null || pruning.isNotNull("segment_name"));
    }

    /** The totals of certain KPIs; those that the model cannot answer have no values. */
    static ValuesText totals(Catalog catalog, Measures measures, Set<String> mentioned, List<Kpi> kpis) {
        return new ValuesText(catalog, measures, mentioned, kpis, null, true, false);
    }

    String text() {
        List<String> blocks = new ArrayList<>();
        if (!noTotal) {
            block(kpis, Optional.empty()).ifPresent(blocks::add);
        }
        if (!onlyTotal) {
            for (KpiColumn segment : segments()) {
                block(kpis, Optional.of(segment)).ifPresent(blocks::add);
            }
        }
        if (blocks.isEmpty()) {
            blocks.add("SELECT month, CAST(NULL AS VARCHAR) AS kpi, CAST(NULL AS VARCHAR) AS segment_name, CAST(NULL AS"
                    + " VARCHAR) AS segment_value, CAST(NULL AS DOUBLE) AS \"value\", CAST(NULL AS DOUBLE) AS numerator,"
                    + " CAST(NULL AS DOUBLE) AS denominator, CAST(NULL AS BIGINT) AS n, CAST(NULL AS VARCHAR) AS unit,"
                    + " CAST(NULL AS VARCHAR) AS better, FALSE AS is_partial FROM kpi WHERE FALSE");
        }
        return new ValuesColumns(mentioned, targets(), catalog.mappedTargets())
                .over(String.join(" UNION ALL ", blocks));
    }

    /** Segments of customers that group them; names and keys tell them apart. */
    private List<KpiColumn> segments() {
        return catalog.kpi().columns().stream()
                .filter(c -> c.time().isEmpty() && c.isOfCustomers() && !c.isCustomer())
                .filter(c -> SqlTypeName.CHAR_TYPES.contains(c.type().getSqlTypeName()))
                .filter(c -> onlySegments == null || onlySegments.contains(c.name()))
                .toList();
    }

    private Optional<String> block(List<Kpi> all, Optional<KpiColumn> segment) {
        List<Kpi> kpis = all.stream()
                .filter(k -> segment.isEmpty() || texts.measures().knowsCustomers(k))
                .toList();
        if (kpis.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder inner = new StringBuilder("SELECT month, is_partial() AS is_partial");
        segment.ifPresent(
                s -> inner.append(", ").append(FaceTexts.quoted(s.name())).append(" AS segment_value"));
        StringBuilder names = new StringBuilder();
        StringBuilder value = new StringBuilder();
        StringBuilder numerator = new StringBuilder();
        StringBuilder denominator = new StringBuilder();
        StringBuilder n = new StringBuilder();
        int i = 0;
        for (Kpi kpi : kpis) {
            boolean answered = texts.measures().unavailable(kpi).isEmpty();
            String call = kpi.name() + "()";
            String when = " WHEN " + i + " THEN ";
            inner.append(", CAST(")
                    .append(answered ? call : "NULL")
                    .append(" AS DOUBLE) AS v")
                    .append(i);
            value.append(when).append("v").append(i);
            if (answered && texts.isWanted("numerator")) {
                inner.append(", CAST(numerator(")
                        .append(call)
                        .append(") AS DOUBLE) AS a")
                        .append(i);
                numerator.append(when).append("a").append(i);
            }
            if (answered && texts.isWanted("denominator")) {
                inner.append(", CAST(denominator(")
                        .append(call)
                        .append(") AS DOUBLE) AS b")
                        .append(i);
                denominator.append(when).append("b").append(i);
            }
            if (answered && texts.isWanted("n")) {
                inner.append(", CAST(sample_size(")
                        .append(call)
                        .append(") AS BIGINT) AS c")
                        .append(i);
                n.append(when).append("c").append(i);
            }
            names.append(i == 0 ? "" : ", ")
                    .append("(")
                    .append(i)
                    .append(", '")
                    .append(kpi.name())
                    .append("', '")
                    .append(kpi.unit().name().toLowerCase(Locale.ROOT))
                    .append("', '")
                    .append(kpi.better().name().toLowerCase(Locale.ROOT))
                    .append("')");
            i++;
        }
        inner.append(" FROM kpi GROUP BY month");
        segment.ifPresent(s -> inner.append(", ").append(FaceTexts.quoted(s.name())));
        return Optional.of("SELECT m.month, d.kpi, "
                + segment.map(s -> Literals.text(s.name())).orElse("CAST(NULL AS VARCHAR)") + " AS segment_name, "
                + (segment.isPresent() ? "CAST(m.segment_value AS VARCHAR)" : "CAST(NULL AS VARCHAR)")
                + " AS segment_value, "
                + "CASE d.i" + value + " END AS \"value\", " + one(numerator, "DOUBLE") + " AS numerator, "
                + one(denominator, "DOUBLE") + " AS denominator, " + one(n, "BIGINT") + " AS n, d.unit, d.better,"
                + " m.is_partial FROM (" + inner + ") AS m CROSS JOIN (VALUES " + names
                + ") AS d(i, kpi, unit, better)");
    }

    private static String one(StringBuilder cases, String type) {
        return cases.isEmpty() ? "CAST(NULL AS " + type + ")" : "CASE d.i" + cases + " END";
    }

    private List<Target> targets() {
        return catalog.model().targets().stream()
                .filter(t -> kpis.stream().anyMatch(k -> k.name().equals(t.kpi())))
                .toList();
    }
}
