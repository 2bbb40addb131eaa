package io.scorecard.compiler;

import io.scorecard.functions.At;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Each;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import io.scorecard.functions.Range;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.StateRelation;
import io.scorecard.functions.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Compiles definitions to measures and aggregates, each once for a model. Thread-safe: two threads may
 * compile the same definition, and either result will do.
 */
final class Measures {

    /** An argument may be any text, so what is remembered has a limit. */
    private static final int MOST = 2_000;

    private final Catalog catalog;
    private final Map<KpiUse, Measure> measures = new ConcurrentHashMap<>();
    private final Map<KpiUse, Formula> aggregates = new ConcurrentHashMap<>();

    Measures(Catalog catalog) {
        this.catalog = catalog;
    }

    Measure measure(KpiUse use) {
        Measure known = measures.get(use);
        if (known == null) {
            known = compile(use);
            if (measures.size() < MOST) {
                measures.put(use, known);
            }
        }
        return known;
    }

    /** The formula over what the KPI takes, for {@code nps(score)}; inputs are the arguments in order. */
    Formula aggregate(KpiUse use) {
        Formula known = aggregates.get(use);
        if (known == null) {
            Kpi kpi = use.kpi();
            Build build = new Build(catalog.types());
            Literals literals = literals(use);
            Map<String, SqlNode> columns = new LinkedHashMap<>();
            kpi.takes().keySet().forEach(n -> columns.put(n, within(kpi, n, identifier(n), literals)));
            SqlNode formula = SqlTexts.substitute(
                    SqlTexts.expression(literals.fill(use.definition().formula())), columns);
            known = Formulas.compile(build, formula, null, arguments(kpi));
            if (aggregates.size() < MOST) {
                aggregates.put(use, known);
            }
        }
        return known;
    }

    /**
     * The types of what the aggregate takes, by name in order: those of the columns that the measure takes
     * in their place, a number where that is none.
     */
    RelDataType arguments(Kpi kpi) {
        RelDataType row = catalog.rowType(kpi.definition().over().orElseThrow());
        List<String> names = List.copyOf(kpi.takes().keySet());
        List<RelDataType> argumentTypes = new ArrayList<>();
        for (String name : names) {
            String bound = kpi.definition().binds().getOrDefault(name, name);
            RelDataTypeField column = row.getField(bound, false, false);
            argumentTypes.add(
                    column == null ? catalog.types().of(io.scorecard.functions.Type.SHARE) : column.getType());
        }
        return catalog.types().createStructType(argumentTypes, names);
    }

    private Literals literals(KpiUse use) {
        Map<String, String> arguments = new LinkedHashMap<>(use.arguments());
        for (Parameter parameter : use.kpi().parameters()) {
            parameter.defaultValue().ifPresent(d -> arguments.putIfAbsent(parameter.name(), d));
            if (!arguments.containsKey(parameter.name())) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + use.kpi().name() + "' needs its " + parameter.name() + ".",
                        "Give the " + parameter.meaning().replaceFirst("^the ", "") + ".");
            }
        }
        return new Literals(catalog.model().settings(), use.kpi().name(), arguments);
    }

    private Measure compile(KpiUse use) {
        try {
            Definition definition = use.definition();
            if (use.formula().isEmpty()) {
                return nothing();
            }
            Measure plain = definition.over().isPresent()
                    ? overRows(use, definition)
                    : definition.per().isPresent() ? overCustomers(use, definition) : overKpis(use, definition);
            return rounded(use, seen(definition, use, plain));
        } catch (IllegalArgumentException e) {
            throw BadDefinition.of(use.kpi(), String.valueOf(e.getMessage()), e);
        } catch (ScorecardException e) {
            throw e.code() == ErrorCode.SYNTAX ? BadDefinition.unparsed(use.kpi(), e) : e;
        }
    }

    /** A part that a KPI does not have. */
    private Measure nothing() {
        Build build = new Build(catalog.types());
        return new Measure(build.nothing(catalog.types().of(io.scorecard.functions.Type.SHARE)), List.of());
    }

    /** Money has four places, whatever was added up for it. */
    private Measure rounded(KpiUse use, Measure measure) {
        Unit unit = use.definition().unit().orElse(use.kpi().unit());
        RelDataType money = catalog.types().money();
        boolean wide = measure.type().getSqlTypeName() == SqlTypeName.DECIMAL
                && measure.type().getScale() != money.getScale();
        return unit == Unit.MONEY && wide
                ? new Measure(new Build(catalog.types()).cast(measure.value(), money), measure.atoms())
                : measure;
    }

    /** Through an interval of its own and at a finer grain, where the definition says so. */
    private Measure seen(Definition definition, KpiUse use, Measure plain) {
        Lens lens =
                Lens.of(definition.during().map(literals(use)::settled).filter(i -> i.length() > 0), definition.each());
        if (lens.isNone()) {
            return plain;
        }
        if (plain.atoms().stream().anyMatch(a -> !a.lens().isNone())) {
            throw new IllegalArgumentException("an interval inside an interval");
        }
        Optional<Each> each = definition.each();
        if (each.isEmpty() || each.get().then() == Each.Then.POOL) {
            return plain.through(lens);
        }
        boolean mean = each.get().then() == Each.Then.AVERAGE;
        RelDataType type = mean ? catalog.types().of(io.scorecard.functions.Type.SHARE) : plain.type();
        Atom bucketed = new Atom.Bucketed(plain, each.get().then(), lens, type);
        return new Measure(new RexInputRef(0, type), List.of(bucketed));
    }

    private Measure overRows(KpiUse use, Definition definition) {
        Build build = new Build(catalog.types());
        Kpi kpi = use.kpi();
        Literals literals = literals(use);
        String relation = definition.over().orElseThrow();
        Map<String, SqlNode> columns = new LinkedHashMap<>();
        for (String taken : kpi.takes().keySet()) {
            String bound = definition.binds().getOrDefault(taken, taken);
            SqlNode value = SqlTexts.expression(literals.fill(bound));
            columns.put(taken, isWithin(relation, bound) ? value : within(kpi, taken, value, literals));
        }
        SqlNode formula = SqlTexts.substitute(
                SqlTexts.expression(literals.fill(use.formula().orElseThrow())), columns);
        SqlNode where = definition
                .where()
                .map(w -> SqlTexts.expression(literals.fill(w)))
                .orElse(null);
        Availability.require(catalog, kpi, relation, formula, where, definition);
        Formula compiled = formula(build, kpi, formula, where, catalog.rowType(relation));
        List<Atom> atoms = new ArrayList<>();
        for (Component component : compiled.components()) {
            Branch branch = branch(relation, definition, compiled, component);
            atoms.add(new Atom.Total(branch, component, Lens.NONE, null));
        }
        return new Measure(compiled.value(), atoms);
    }

    private static Formula formula(Build build, Kpi kpi, SqlNode formula, @Nullable SqlNode where, RelDataType row) {
        try {
            return Formulas.compile(build, formula, where, row);
        } catch (org.apache.calcite.runtime.CalciteContextException e) {
            throw BadDefinition.invalid(kpi, e, row.getFieldNames());
        }
    }

    private Branch branch(String relation, Definition definition, Formula formula, Component component) {
        Optional<StateRelation> state = StateRelation.find(relation);
        if (state.isEmpty() && definition.at().isPresent()) {
            return new Branch.Snapshot(
                    relation, formula.where(), definition.at().get());
        }
        if (state.isEmpty()) {
            return new Branch.Flow(
                    relation,
                    formula.where(),
                    definition.date().orElse(null),
                    definition.latest().orElse(null));
        }
        if (state.get() == StateRelation.CUSTOMER_TRANSITIONS) {
            return new Branch.Transition(formula.where());
        }
        boolean sum =
                component.argument() instanceof RexInputRef && component.filter() == null && formula.where() == null;
        if (!sum || !component.isAdditive()) {
            throw new IllegalArgumentException("a balance is SUM(active) or SUM(mrr)");
        }
        int column = ((RexInputRef) component.argument()).getIndex();
        At at = definition
                .at()
                .orElseThrow(() -> new IllegalArgumentException("a balance needs at: opening or closing"));
        return new Branch.Balance(at, state.get().columns().get(column).equals("mrr"));
    }

    /** An expression over other KPIs, or a scalar formula whose arguments are bound to such. */
    private Measure overKpis(KpiUse use, Definition definition) {
        Literals literals = literals(use);
        Map<String, SqlNode> bound = new LinkedHashMap<>();
        definition.binds().forEach((name, sql) -> bound.put(name, SqlTexts.expression(literals.fill(sql))));
        SqlNode formula = SqlTexts.substitute(
                SqlTexts.expression(literals.fill(use.formula().orElseThrow())), bound);
        return expression(use, formula);
    }

    /** An aggregate over rows of customers, whose columns are expressions over KPIs. */
    private Measure overCustomers(KpiUse use, Definition definition) {
        Build build = new Build(catalog.types());
        Literals literals = literals(use);
        List<Measure> columns = new ArrayList<>();
        definition
                .rows()
                .values()
                .forEach(sql -> columns.add(expression(use, SqlTexts.expression(literals.fill(sql)))));
        RelDataType row = catalog.types()
                .createStructType(
                        columns.stream()
                                .map(m -> catalog.types().createTypeWithNullability(m.type(), true))
                                .toList(),
                        List.copyOf(definition.rows().keySet()));
        SqlNode formula = SqlTexts.expression(literals.fill(use.formula().orElseThrow()));
        Formula compiled = formula(build, use.kpi(), formula, null, row);
        CustomerRows rows = new CustomerRows(columns);
        List<Atom> atoms = new ArrayList<>();
        compiled.components().forEach(c -> atoms.add(new Atom.OfCustomers(rows, c, Lens.NONE, null)));
        return new Measure(compiled.value(), atoms);
    }

    private Measure expression(KpiUse use, SqlNode formula) {
        Build build = new Build(catalog.types());
        KpiReferences references = new KpiReferences(catalog.model().catalogue(), use);
        SqlNode named = references.name(SqlTexts.settled(formula));
        Map<String, RexNode> fields = new LinkedHashMap<>();
        List<Measure> parts = new ArrayList<>();
        references.found().forEach((name, part) -> {
            Measure measure = measure(part);
            fields.put(name, build.rex.makeInputRef(measure.type(), parts.size()));
            parts.add(measure);
        });
        references.shifted().forEach((name, shifted) -> {
            Measure measure = expression(use, shifted.expression()).shifted(shifted.shift());
            fields.put(name, build.rex.makeInputRef(measure.type(), parts.size()));
            parts.add(measure);
        });
        RexNode value = new Frontend(build, CalciteSchema.createRootSchema(false, false)).expression(named, fields);
        return combine(value, parts);
    }

    /** Puts the parts' values into an expression over them, and their atoms into one list. */
    static Measure combine(RexNode value, List<Measure> parts) {
        List<Atom> atoms = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        for (Measure part : parts) {
            values.add(part.value().accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    Atom atom = part.atoms().get(ref.getIndex());
                    int i = atoms.indexOf(atom);
                    if (i < 0) {
                        i = atoms.size();
                        atoms.add(atom);
                    }
                    return new RexInputRef(i, ref.getType());
                }
            }));
        }
        RexNode combined = value.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
        return new Measure(combined, atoms);
    }

    /** Whether a column keeps to its scale already, because the canonical table derives it so. */
    private static boolean isWithin(String relation, String column) {
        return CanonicalTables.builtIn()
                .find(relation)
                .flatMap(t -> t.column(column))
                .flatMap(Column::derived)
                .isPresent();
    }

    /** {@code CASE WHEN x >= lowest AND x <= highest THEN x END} */
    private static SqlNode within(Kpi kpi, String argument, SqlNode value, Literals literals) {
        Range range = kpi.within().get(argument);
        if (range == null) {
            return value;
        }
        SqlNode pattern = SqlTexts.expression(
                literals.fill("CASE WHEN v >= " + range.lowest() + " AND v <= " + range.highest() + " THEN v END"));
        return SqlTexts.substitute(pattern, Map.of("v", value));
    }

    private static SqlIdentifier identifier(String name) {
        return new SqlIdentifier(name.toLowerCase(Locale.ROOT), SqlParserPos.ZERO);
    }

    /** Why a KPI cannot be asked of this model without an argument, or empty. */
    Optional<ScorecardException> unavailable(Kpi kpi) {
        return unavailable(KpiUse.plain(kpi));
    }

    Optional<ScorecardException> unavailable(KpiUse use) {
        try {
            measure(use);
            return Optional.empty();
        } catch (ScorecardException e) {
            return Optional.of(e);
        }
    }
}
