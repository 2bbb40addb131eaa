package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Availability;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.CustomerRows;
import io.scorecard.compiler.measure.Formula;
import io.scorecard.compiler.measure.KpiPart;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.measure.SurveyAnswers;
import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Exchange;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Each;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.Type;
import io.scorecard.functions.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Compiles definitions to measures and aggregates, each once for a model. Thread-safe: two threads may
 * compile the same definition, and either result will do.
 */
public final class Measures {

    /** An argument may be any text, so what is remembered has a limit. */
    private static final int MOST = 2_000;

    private final Catalog catalog;
    private final RowFormulas rows;
    private final Map<KpiUse, Measure> measures = new ConcurrentHashMap<>();
    private final Map<KpiUse, Formula> aggregates = new ConcurrentHashMap<>();

    public Measures(Catalog catalog) {
        this.catalog = catalog;
        this.rows = new RowFormulas(catalog);
    }

    public Measure measure(KpiUse use) {
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
            known = rows.aggregate(use);
            if (aggregates.size() < MOST) {
                aggregates.put(use, known);
            }
        }
        return known;
    }

    /** The types of what the aggregate takes, by name in order. */
    RelDataType arguments(Kpi kpi) {
        return rows.arguments(kpi);
    }

    private Measure compile(KpiUse use) {
        try {
            Definition definition = use.definition();
            if (use.formula().isEmpty()) {
                return nothing();
            }
            Measure plain = definition.over().isPresent()
                    ? rows.measure(use)
                    : definition.per().isPresent() ? overCustomers(use, definition) : overKpis(use, definition);
            return answered(use, rounded(use, seen(definition, use, plain)));
        } catch (IllegalArgumentException e) {
            throw BadDefinition.of(use.kpi(), String.valueOf(e.getMessage()), e);
        } catch (ScorecardException e) {
            throw e.code() == ErrorCode.SYNTAX
                    ? BadDefinition.unparsed(use.kpi(), e)
                    : Availability.asked(catalog, use.kpi(), e);
        }
    }

    /** A part that a KPI does not have. */
    private Measure nothing() {
        Build build = new Build(catalog.types());
        return new Measure(build.nothing(catalog.types().of(Type.SHARE)), List.of());
    }

    /** No value of a survey that too few have answered, by the model. */
    private Measure answered(KpiUse use, Measure measure) {
        int atLeast = catalog.model().settings().minResponses();
        return atLeast > 0 && SurveyAnswers.isValueOf(use)
                ? SurveyAnswers.where(
                        new Build(catalog.types()), measure, measure(use.part(KpiPart.SAMPLE_SIZE)), atLeast)
                : measure;
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
        Literals literals = Literals.of(catalog.model().settings(), use);
        Lens lens = Lens.of(definition.during().map(literals::settled).filter(i -> i.length() > 0), definition.each());
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
        RelDataType type = mean ? catalog.types().of(Type.SHARE) : plain.type();
        Atom bucketed = new Atom.Bucketed(plain, each.get().then(), lens, type);
        return new Measure(new RexInputRef(0, type), List.of(bucketed));
    }

    /** An expression over other KPIs, or a scalar formula whose arguments are bound to such. */
    private Measure overKpis(KpiUse use, Definition definition) {
        Literals literals = Literals.of(catalog.model().settings(), use);
        Map<String, SqlNode> bound = new LinkedHashMap<>();
        definition.binds().forEach((name, sql) -> bound.put(name, SqlTexts.expression(literals.fill(sql))));
        SqlNode formula = SqlTexts.substitute(
                SqlTexts.expression(literals.fill(use.formula().orElseThrow())), bound);
        return expression(use, formula);
    }

    /** An aggregate over rows of customers, whose columns are expressions over KPIs. */
    private Measure overCustomers(KpiUse use, Definition definition) {
        Build build = new Build(catalog.types());
        Literals literals = Literals.of(catalog.model().settings(), use);
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
        Formula compiled = RowFormulas.compile(build, use.kpi(), formula, null, row);
        CustomerRows customers = new CustomerRows(columns);
        List<Atom> atoms = new ArrayList<>();
        compiled.components().forEach(c -> atoms.add(new Atom.OfCustomers(customers, c, Lens.NONE, null)));
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
        Measure all = Measure.of(value, parts);
        return Exchange.currency(catalog.model(), catalog.sources()).isPresent()
                ? all
                : UnmovedRates.without(build, all);
    }

    /** Why a KPI cannot be asked of this model without an argument, or empty. */
    public Optional<ScorecardException> unavailable(Kpi kpi) {
        return unavailable(KpiUse.plain(kpi));
    }

    public Optional<ScorecardException> unavailable(KpiUse use) {
        try {
            measure(use);
            return Optional.empty();
        } catch (ScorecardException e) {
            return Optional.of(e);
        }
    }
}
