package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Availability;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.DateRole;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.compiler.measure.KpiPart;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Definition;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.StateRelation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be told of one KPI in one model. Its availability is found by compiling it. */
public final class KpiFacts {

    private static final Catalogue BUILT_IN = CatalogueReader.builtIn();

    /** Failures that say nothing of the KPI, only of the moment; told as such, they would stay in caches. */
    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.SOURCE_DOWN, ErrorCode.SOURCE_LOGIN, ErrorCode.SOURCE_LOST, ErrorCode.POOL_FULL);

    private final Catalog catalog;
    private final Kpi kpi;
    private final Optional<ScorecardException> unavailable;

    public KpiFacts(Catalog catalog, Measures measures, Kpi kpi) {
        this.catalog = catalog;
        this.kpi = kpi;
        this.unavailable = measures.unavailable(KpiUse.sample(kpi));
        unavailable.filter(e -> PASSING.contains(e.code())).ifPresent(e -> {
            throw e;
        });
    }

    /**
     * The KPIs that the value of an expression over them is made of, in the same period; none where the expression says
     * what holds without one.
     */
    public static List<KpiUse> madeOf(Catalog catalog, Kpi kpi, Definition definition) {
        boolean expression = definition.over().isEmpty()
                && definition.per().isEmpty()
                && definition.during().isEmpty()
                && definition.each().isEmpty()
                && kpi.takes().isEmpty()
                && kpi.parameters().isEmpty()
                && !definition.formula().toUpperCase(Locale.ROOT).contains("COALESCE");
        return expression ? named(catalog, kpi, definition, definition.formula()) : List.of();
    }

    /** The one KPI that an expression over KPIs is divided by. */
    public static Optional<KpiUse> dividedBy(Catalog catalog, Kpi kpi, Definition definition) {
        return madeOf(catalog, kpi, definition).isEmpty()
                ? Optional.empty()
                : KpiPart.DENOMINATOR
                        .formula(kpi, definition)
                        .map(divisor -> named(catalog, kpi, definition, divisor))
                        .filter(uses -> uses.size() == 1)
                        .map(uses -> uses.get(0));
    }

    private static List<KpiUse> named(Catalog catalog, Kpi kpi, Definition definition, String formula) {
        String option = kpi.options().entrySet().stream()
                .filter(o -> o.getValue().equals(definition))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        KpiUse asker = new KpiUse(kpi, option, Map.of(), KpiPart.VALUE);
        String filled = Literals.of(catalog.model().settings(), asker).fill(formula);
        KpiReferences references = new KpiReferences(catalog.model().catalogue(), asker);
        references.name(SqlTexts.settled(SqlTexts.expression(filled)));
        return List.copyOf(references.found().values());
    }

    public List<@Nullable Object> row() {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(kpi.name());
        row.add(orNull(String.join(", ", kpi.aliases())));
        row.add(kpi.title());
        row.add(kpi.family());
        row.add(kpi.summary());
        row.add(formula());
        row.add(word(kpi.unit()));
        row.add(kpi.reads().orElse(null));
        row.add(word(kpi.better()));
        row.add(orNull(kpi.base()));
        row.add(orNull(dateRole()));
        row.add(orNull(String.join(", ", kpi.options().keySet())));
        row.add(orNull(kpi.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "))));
        row.add(orNull(kpi.source()));
        row.add(kpi.version());
        row.add(unavailable.isEmpty());
        row.add(whyNot());
        row.add(overridden());
        row.add(definedIn());
        return row;
    }

    /** With the rows that it is computed over, without which {@code SUM(amount)} says little. */
    public String formula() {
        return formula(kpi.definition());
    }

    public String formula(Definition definition) {
        return definition.formula()
                + definition.over().map(o -> " over " + o).orElse("")
                + definition.where().map(w -> " where " + w).orElse("");
    }

    public boolean available() {
        return unavailable.isEmpty();
    }

    @Nullable
    public String whyNot() {
        return unavailable.map(Throwable::getMessage).orElse(null);
    }

    public String dateRole() {
        return DateRole.of(catalog.model().catalogue(), Leaves.of(catalog, kpi));
    }

    /** The model's sources that it reads. */
    public String sources() {
        Catalogue catalogue = catalog.model().catalogue();
        Set<String> tables = new LinkedHashSet<>();
        for (Definition leaf : Leaves.of(catalog, kpi)) {
            String over = leaf.over().orElseThrow();
            String relation = StateRelation.find(over).isPresent() ? Availability.VERSIONS : over;
            catalogue
                    .relation(relation)
                    .map(r -> catalog.mapped().relation(r.name()))
                    .ifPresentOrElse(
                            r -> r.neededColumns().forEach(need -> tables.add(need.substring(0, need.indexOf('.')))),
                            () -> tables.add(relation));
        }
        Set<String> sources = new LinkedHashSet<>();
        tables.forEach(t -> catalog.sources().table(t).ifPresent(m -> sources.add(m.source())));
        return String.join(", ", sources);
    }

    /** Whether the model defines a KPI that the built-in catalogue defines, too. */
    public boolean overridden() {
        return BUILT_IN.kpi(kpi.name())
                .filter(k -> !k.place().equals(kpi.place()))
                .isPresent();
    }

    public String definedIn() {
        boolean builtIn = BUILT_IN.kpi(kpi.name())
                .filter(k -> k.place().equals(kpi.place()))
                .isPresent();
        return builtIn ? "built in" : kpi.place().toString();
    }

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
