package io.scorecard.compiler;

import io.scorecard.compiler.call.ArgumentParameters;
import io.scorecard.compiler.call.ClosedColumns;
import io.scorecard.compiler.call.DrillCalls;
import io.scorecard.compiler.call.KpiCalls;
import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.call.KpiFields;
import io.scorecard.compiler.call.KpiFieldsTable;
import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Schemas;
import io.scorecard.compiler.face.Faces;
import io.scorecard.compiler.face.KnownValues;
import io.scorecard.compiler.face.ValuesInUse;
import io.scorecard.compiler.face.WrittenValues;
import io.scorecard.compiler.guard.FanOut;
import io.scorecard.compiler.guard.SummedCurrencies;
import io.scorecard.compiler.join.KpiJoins;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.print.Detail;
import io.scorecard.compiler.sql.ArrayParameters;
import io.scorecard.compiler.sql.CalciteSettings;
import io.scorecard.compiler.sql.Complaints;
import io.scorecard.compiler.sql.NamesInScope;
import io.scorecard.compiler.sql.Naming;
import io.scorecard.compiler.text.Bounds;
import io.scorecard.compiler.text.CalendarLiterals;
import io.scorecard.compiler.text.DistinctOn;
import io.scorecard.compiler.text.Quantiles;
import io.scorecard.compiler.text.RepeatedGroups;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.text.TruncatedColumns;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.DayArithmetic;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.compiler.tree.LivingBranches;
import io.scorecard.compiler.tree.Portable;
import io.scorecard.compiler.tree.TextGrowth;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.KpiNames;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import io.scorecard.source.Sources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Compiles questions over one model: {@code text → parse → only-a-query check → names → KPI calls →
 * validate → relational tree}. What follows depends on the run and is {@link Compiled#bind}'s.
 * Thread-safe.
 */
public final class Compiler {

    static {
        CalciteSettings.load();
    }

    private static final Set<ErrorCode> UNSHOWN = Set.of(
            ErrorCode.UNAVAILABLE_KPI,
            ErrorCode.WITHOUT_SUBSCRIPTIONS,
            ErrorCode.UNAVAILABLE_VIEW,
            ErrorCode.UNANSWERABLE,
            ErrorCode.BAD_MODEL);

    private final Catalog catalog;
    private final Measures measures;
    private final SystemTables system;
    private final Map<String, Optional<List<ResultColumn>>> views = new ConcurrentHashMap<>();
    private volatile CalciteSchema schema;

    public Compiler(Model model, Sources sources) {
        this.catalog = new Catalog(model, sources);
        this.measures = new Measures(catalog);
        this.system = new SystemTables(catalog, measures, this::viewColumns);
    }

    Catalog catalog() {
        return catalog;
    }

    Measures measures() {
        return measures;
    }

    public Compiled compile(String text) {
        return compile(text, Compiler::nobodyAsks);
    }

    /** Where columns depend on what the sources know. */
    public Compiled compile(String text, ValuesInUse inUse) {
        return compile(text, Map.of(), new KnownValues(null, inUse, Map.of()));
    }

    private static List<Optional<String>> nobodyAsks(String question, int limit) {
        throw ErrorCode.UNANSWERABLE.with("kpi_pivot cannot stand here.", "Ask it by itself.");
    }

    /**
     * For what is given for its parameters.
     *
     * @param given the types of what is given, by the places of parameters: see {@link Compiled#openness}
     * @param values null, or those that it is compiled for alone: see {@link Compiled#isSmallerFor}
     * @param failing why KPIs of {@link Compiled#listed} shall be left out, by their names
     */
    public Compiled compile(
            String text,
            Map<Integer, ParameterType> given,
            @Nullable List<@Nullable Object> values,
            ValuesInUse inUse,
            Map<String, String> failing) {
        return compile(text, given, new KnownValues(values, inUse, failing));
    }

    private Compiled compile(String text, Map<Integer, ParameterType> given, KnownValues known) {
        SqlNode written = parsed(text);
        SqlTexts.onlyQuery(written);
        ArrayParameters arrays = Placeholders.arrays(ArrayParameters.in(written), given);
        SqlNode parsed = arrays.spread(written);
        int count = arrays.first(ArrayParameters.count(written));
        Bounds.check(parsed);
        RepeatedGroups.check(parsed);
        CalendarLiterals.check(parsed);
        parsed = java.util.Objects.requireNonNull(
                parsed.accept(new ArgumentParameters(catalog, measures, known.areKnown(), known::text)));
        DrillCalls drills = new DrillCalls(catalog, measures);
        parsed = java.util.Objects.requireNonNull(parsed.accept(drills));
        SqlNode named =
                DistinctOn.of(Naming.of(Faces.expand(catalog, measures, parsed, known)), t -> columnsOf(t, text));
        SqlNode standard = java.util.Objects.requireNonNull(
                PostgresCalls.of(catalog.model().name(), named).accept(new Quantiles()));
        KpiCalls calls = new KpiCalls(catalog, measures);
        SqlNode meant = java.util.Objects.requireNonNull(standard.accept(calls));
        Build build = new Build(catalog.types());
        Frontend frontend = new Frontend(
                build,
                drills.found().isEmpty() ? schema() : schema(drills),
                Placeholders.types(catalog.types(), arrays, given));
        SqlNode validated;
        try {
            validated = frontend.validate(meant);
        } catch (CalciteContextException e) {
            throw Complaints.of(
                    e,
                    new NamesInScope(parsed(text), t -> columnsOf(t, text)),
                    tables(),
                    catalog.model().catalogue().kpiNames(),
                    new UnknownNames(catalog, measures)::why);
        } catch (UnsupportedOperationException | IllegalArgumentException | AssertionError e) {
            // What the validator has no words for: an aggregate in FROM, an operator without its operands.
            throw ErrorCode.UNANSWERABLE
                    .with("The question has a form that is not understood.", "Write it in a plainer way.")
                    .because(e);
        }
        Bounds.checkColumns(frontend.validator().getValidatedNodeType(validated).getFieldCount());
        Placeholders parameters = new Placeholders(
                frontend.validator().parameters(validated, count),
                arrays,
                frontend.validator().openness(count));
        RelRoot root = frontend.convert(validated);
        root.rel.accept(new Portable());
        TextGrowth.check(root.rel);
        RelNode plain = root.project()
                .accept(new LivingBranches(build))
                .accept(new DayArithmetic(build))
                .accept(new KpiFields(build));
        RelNode settled = KpiFields.settled(build, plain).accept(new KpiJoins(build));
        List<String> warnings = new ArrayList<>(new FanOut(catalog.model().settings()).warnings(settled));
        ClosedColumns closed = new ClosedColumns(catalog, measures);
        warnings.addAll(new WrittenValues(closed, known).warnings(root.rel));
        warnings.addAll(known.notes());
        warnings.addAll(KpiFields.notes(plain));
        TimeSubqueries bounds = new TimeSubqueries(catalog, build, parameters);
        return new Compiled(
                catalog,
                settled.accept(bounds),
                root.validatedRowType,
                parameters,
                bounds.asked(),
                Stream.concat(drills.sought().stream(), calls.sought().stream()).toList(),
                closed.compared(),
                warnings,
                known.notesIfEmpty(),
                known.areWanted(),
                known.listed(),
                SummedCurrencies.tables(settled));
    }

    private CalciteSchema schema() {
        CalciteSchema known = schema;
        if (known == null) {
            known = everyTable();
            schema = known;
        }
        return known;
    }

    private CalciteSchema schema(DrillCalls drills) {
        CalciteSchema more = everyTable();
        drills.found().forEach(more::add);
        return more;
    }

    private CalciteSchema everyTable() {
        CalciteSchema tables = new Schemas(catalog).questions();
        system.addTo(tables);
        tables.add(KpiFieldsTable.NAME, new KpiFieldsTable(catalog.types(), catalog.kpi(), this::fields));
        return tables;
    }

    /** Every KPI that can be asked without an argument. */
    private List<KpiFieldsTable.Field> fields() {
        return catalog.model().catalogue().kpis().stream()
                .filter(k -> !k.hidden() && measures.unavailable(k).isEmpty())
                .map(k -> new KpiFieldsTable.Field(k.name(), measures.measure(KpiUse.plain(k))))
                .toList();
    }

    private Set<String> tables() {
        Set<String> names =
                new TreeSet<>(schema().tables().getNames(org.apache.calcite.schema.lookup.LikePattern.any()));
        names.removeIf(n -> n.startsWith(Schemas.IN_VIEWS));
        catalog.model().catalogue().views().forEach(v -> names.add(v.name()));
        return names;
    }

    private SqlNode parsed(String text) {
        return OwnSchema.without(
                TruncatedColumns.told(SqlTexts.question(text)), catalog.model().name());
    }

    /** Of a view whatever it shows; none where that is what is being compiled. */
    private Collection<String> columnsOf(String table, String text) {
        String all = "SELECT * FROM " + table;
        if (text.equals(all) || !tables().contains(table)) {
            return List.of();
        }
        try {
            return compile(all).columns().stream().map(ResultColumn::label).toList();
        } catch (ScorecardException e) {
            return List.of();
        }
    }

    /** What tells when the model's data begin. */
    public DatedFacts datedFacts() {
        return new DatedFacts(catalog);
    }

    /** What tools are told about the model. */
    public Metadata describe() {
        return new Description(catalog, system, this::viewColumns);
    }

    private Optional<List<ResultColumn>> viewColumns(String view) {
        Optional<List<ResultColumn>> known = views.get(view);
        if (known == null) {
            known = columnsOfView(view);
            views.put(view, known);
        }
        return known;
    }

    /** Empty where the model lacks what the view shows or rests on: a tool that lists tables must see the others. */
    private Optional<List<ResultColumn>> columnsOfView(String view) {
        try {
            return Optional.of(compile("SELECT * FROM " + view).columns());
        } catch (ScorecardException e) {
            if (UNSHOWN.contains(e.code()) || e.lasts()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What to say where a name is none of a KPI. */
    public KpiNames kpiNames() {
        return catalog.model().catalogue().kpiNames();
    }

    /** Whether a KPI, that is not hidden, has this name or alias. */
    public boolean isKpi(String name) {
        return catalog.model().catalogue().kpi(name).filter(k -> !k.hidden()).isPresent();
    }

    /** What DESCRIBE KPI tells. */
    public List<Detail> describeKpi(String name) {
        Kpi kpi = catalog.model().catalogue().kpi(name).orElseThrow();
        return KpiPage.of(kpi, new KpiFacts(catalog, measures, kpi));
    }
}
