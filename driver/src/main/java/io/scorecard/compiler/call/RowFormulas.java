package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Availability;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.Formula;
import io.scorecard.compiler.measure.Formulas;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.At;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Range;
import io.scorecard.functions.StateRelation;
import io.scorecard.functions.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Aggregate formulas of KPIs, in both of their places: over a relation's rows they are a measure, over arguments an
 * aggregate. What a formula takes keeps to its range in either.
 */
final class RowFormulas {

    private final Catalog catalog;

    RowFormulas(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The measure over the rows of its relation. */
    Measure measure(KpiUse use) {
        Definition definition = use.definition();
        Build build = new Build(catalog.types());
        Kpi kpi = use.kpi();
        Literals literals = Literals.of(catalog.model().settings(), use);
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
        Formula compiled = compile(build, kpi, formula, where, catalog.rowType(relation));
        List<Atom> atoms = new ArrayList<>();
        for (Component component : compiled.components()) {
            Branch branch = branch(relation, definition, compiled, component);
            atoms.add(new Atom.Total(branch, component, Lens.NONE, null));
        }
        return new Measure(compiled.value(), atoms);
    }

    /** The formula over what the KPI takes; inputs are the arguments in order. */
    Formula aggregate(KpiUse use) {
        Kpi kpi = use.kpi();
        Build build = new Build(catalog.types());
        Literals literals = Literals.of(catalog.model().settings(), use);
        literals.require(kpi);
        Map<String, SqlNode> columns = new LinkedHashMap<>();
        kpi.takes()
                .keySet()
                .forEach(n -> columns.put(
                        n, within(kpi, n, new SqlIdentifier(n.toLowerCase(Locale.ROOT), SqlParserPos.ZERO), literals)));
        SqlNode formula = SqlTexts.substitute(
                SqlTexts.expression(literals.fill(use.definition().formula())), columns);
        return Formulas.compile(build, formula, null, arguments(kpi));
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
            argumentTypes.add(column == null ? catalog.types().of(Type.SHARE) : column.getType());
        }
        return catalog.types().createStructType(argumentTypes, names);
    }

    /** A formula as it stands in a definition; what it names and the rows have not, is told with its place. */
    static Formula compile(Build build, Kpi kpi, SqlNode formula, @Nullable SqlNode where, RelDataType row) {
        try {
            return Formulas.compile(build, formula, where, row);
        } catch (CalciteContextException e) {
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
}
