package io.scorecard.compiler.face;

import io.scorecard.compiler.answer.KnownSegments;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.ModelFinding;
import io.scorecard.compiler.catalog.Schemas;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.functions.Kpi;
import io.scorecard.model.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code kpi_values}: one row for each month, KPI and segment value, one segment at a time, and the
 * total. Conditions on {@code kpi}, {@code segment_name} and {@code month} decide what is computed at all; columns that
 * are not named are not. Without a condition on {@code kpi} or {@code segment_name} there are only totals: every KPI in
 * every segment at once is a statement that engines plan for a minute. Segments of facts are there where they or KPIs
 * are named; each KPI has those that everything behind it knows.
 *
 * <p>KPIs are asked family by family: all of them in one aggregate would be as wide as a table of hundreds of columns,
 * which engines plan for minutes. Segments that never change are asked together, those that do, and those of one fact;
 * a segment of subscriptions alone, because by two of them a customer would be cut into pairs.
 */
final class ValuesText {

    /** Thirteen months and what they change from, and some more where the data end earlier than now. */
    private static final int RECENT = 20;

    private final Catalog catalog;
    private final FaceTexts texts;
    private final Set<String> mentioned;
    private final List<Kpi> kpis;
    private final List<KpiColumn> segments;
    private final List<KpiColumn> ofFacts;
    private final boolean withTotal;
    private final String months;

    /** @param months a condition on months, or empty */
    private ValuesText(
            Catalog catalog,
            FaceTexts texts,
            Set<String> mentioned,
            List<Kpi> kpis,
            List<KpiColumn> segments,
            List<KpiColumn> ofFacts,
            boolean withTotal,
            String months) {
        this.catalog = catalog;
        this.texts = texts.mentioning(mentioned);
        this.mentioned = mentioned;
        this.kpis = kpis;
        this.segments = segments;
        this.ofFacts = ofFacts;
        this.withTotal = withTotal;
        this.months = months;
    }

    /** As a condition on it leaves them. */
    static ValuesText where(Catalog catalog, FaceTexts texts, Set<String> mentioned, Pruning pruning) {
        Set<String> words =
                pruning.values("kpi", texts.kpis().stream().map(Kpi::name).toList());
        Set<String> names = new HashSet<>();
        if (words != null) {
            words.forEach(w -> catalog.model().catalogue().kpi(w).ifPresent(k -> names.add(k.name())));
        }
        List<Kpi> kpis = texts.kpis().stream()
                .filter(k -> words == null || names.contains(k.name()))
                .filter(texts::shows)
                .toList();
        Set<String> asked = pruning.values(
                "segment_name",
                catalog.kpi().columns().stream().map(KpiColumn::name).toList());
        boolean everything = words == null && asked == null && !pruning.isNotNull("segment_name");
        boolean named = words != null || asked != null;
        return new ValuesText(
                catalog,
                texts,
                mentioned,
                kpis,
                everything || pruning.isNull("segment_name") ? List.of() : segments(catalog, asked),
                named && !pruning.isNull("segment_name") ? ofFacts(catalog, asked) : List.of(),
                asked == null && !pruning.isNotNull("segment_name"),
                pruning.months().where(monthsBefore(mentioned)));
    }

    /**
     * The totals of certain KPIs; those that the model cannot answer have no values.
     *
     * @param months a condition on months, or empty
     */
    static ValuesText totals(Catalog catalog, FaceTexts texts, Set<String> mentioned, List<Kpi> kpis, String months) {
        return new ValuesText(catalog, texts, mentioned, kpis, List.of(), List.of(), true, months);
    }

    /** In total and by each segment, of so many months that the last complete one has twelve changes before it. */
    static ValuesText recent(Catalog catalog, FaceTexts texts, Set<String> mentioned, List<Kpi> kpis, Pruning pruning) {
        Set<String> asked = pruning.values(
                "segment_name",
                catalog.kpi().columns().stream().map(KpiColumn::name).toList());
        return new ValuesText(
                catalog,
                texts,
                mentioned,
                kpis,
                pruning.isNull("segment_name") ? List.of() : segments(catalog, asked),
                List.of(),
                asked == null && !pruning.isNotNull("segment_name"),
                " WHERE within_data(month) AND month >= CAST(date_trunc('month', CURRENT_DATE) - INTERVAL '" + RECENT
                        + "' MONTH AS DATE)");
    }

    String text() {
        ValuesBlock block = new ValuesBlock(texts, months);
        KnownSegments known = new KnownSegments(catalog);
        List<String> blocks = new ArrayList<>();
        for (List<Kpi> family : families(kpis)) {
            if (withTotal) {
                blocks.add(block.text(family, List.of()));
            }
            for (List<KpiColumn> columns : together()) {
                List<Kpi> ofCustomers = family.stream()
                        .filter(k -> known.haveCustomers(atoms(k)))
                        .toList();
                if (!ofCustomers.isEmpty()) {
                    blocks.add(block.text(ofCustomers, columns));
                }
            }
            ofFacts(family, known).forEach((columns, kpis) -> blocks.add(block.text(kpis, columns)));
        }
        String values = blocks.isEmpty() ? ValuesBlock.EMPTY : String.join(" UNION ALL ", blocks);
        EventsText events = new EventsText(catalog, AskedColumns.include(mentioned, "events"));
        BenchmarksText benchmarks = new BenchmarksText(
                catalog,
                AskedColumns.include(mentioned, "benchmark") || AskedColumns.include(mentioned, "benchmark_source"));
        return new ValuesColumns(
                        mentioned,
                        targets(),
                        new Schemas(catalog).mappedTargets(),
                        events,
                        benchmarks,
                        Ripeness.unripe(kpis))
                .over(values);
    }

    /** How many months before those that are asked are looked at. */
    static int monthsBefore(Set<String> mentioned) {
        if (AskedColumns.include(mentioned, "year_ago")) {
            return 12;
        }
        return AskedColumns.include(mentioned, "previous") || AskedColumns.include(mentioned, "change") ? 1 : 0;
    }

    private static Collection<List<Kpi>> families(List<Kpi> kpis) {
        Map<String, List<Kpi>> families = new LinkedHashMap<>();
        kpis.forEach(k ->
                families.computeIfAbsent(k.family(), f -> new ArrayList<>()).add(k));
        return families.values();
    }

    /** Segments of customers that group them; names and keys tell them apart. */
    private static List<KpiColumn> segments(Catalog catalog, @Nullable Set<String> asked) {
        return catalog.kpi().columns().stream()
                .filter(c -> c.time().isEmpty() && c.isOfCustomers() && !c.isCustomer())
                .filter(c -> SqlTypeName.CHAR_TYPES.contains(c.type().getSqlTypeName()))
                .filter(c -> asked == null || asked.contains(c.name()))
                .toList();
    }

    /** A fact's own segments that group it. */
    private static List<KpiColumn> ofFacts(Catalog catalog, @Nullable Set<String> asked) {
        return catalog.kpi().columns().stream()
                .filter(c -> c.time().isEmpty() && !c.isOfCustomers())
                .filter(c -> SqlTypeName.CHAR_TYPES.contains(c.type().getSqlTypeName()))
                .filter(c -> asked == null || asked.contains(c.name()))
                .toList();
    }

    private List<Atom> atoms(Kpi kpi) {
        return texts.measures().measure(KpiUse.plain(kpi)).atoms();
    }

    /** The KPIs that know the same segments of a table, by these. */
    private Map<List<KpiColumn>, List<Kpi>> ofFacts(List<Kpi> family, KnownSegments known) {
        Map<List<KpiColumn>, List<Kpi>> groups = new LinkedHashMap<>();
        if (ofFacts.isEmpty()) {
            return groups;
        }
        for (Kpi kpi : family) {
            Set<String> own = known.own(atoms(kpi));
            Map<String, List<KpiColumn>> tables = new LinkedHashMap<>();
            ofFacts.stream()
                    .filter(c -> own.contains(c.name()))
                    .forEach(c -> tables.computeIfAbsent(
                                    c.table().equals("subscriptions") ? c.name() : c.table(), t -> new ArrayList<>())
                            .add(c));
            tables.values()
                    .forEach(columns -> groups.computeIfAbsent(columns, g -> new ArrayList<>())
                            .add(kpi));
        }
        return groups;
    }

    /** What a customer may have several of stands alone; what changes is looked up at other moments. */
    private List<List<KpiColumn>> together() {
        List<List<KpiColumn>> groups = new ArrayList<>();
        groups.add(segments.stream().filter(s -> !s.isMany() && !s.historical()).toList());
        groups.add(segments.stream().filter(KpiColumn::historical).toList());
        segments.stream().filter(KpiColumn::isMany).forEach(s -> groups.add(List.of(s)));
        groups.removeIf(List::isEmpty);
        return groups;
    }

    private List<Target> targets() {
        ModelFinding.ofTargets(catalog).stream().findFirst().ifPresent(f -> {
            throw f.refusal();
        });
        return catalog.model().targets().stream()
                .filter(t -> kpis.stream().anyMatch(k -> k.name().equals(t.kpi())))
                .toList();
    }
}
