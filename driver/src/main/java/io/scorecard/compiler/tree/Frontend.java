package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.ColumnsFirst;
import io.scorecard.compiler.sql.Complaints;
import io.scorecard.compiler.sql.DayCoercion;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.sql.TypedParameters;
import io.scorecard.compiler.text.InnerQueries;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Validates SQL against a schema and converts it to relational algebra; one for each statement. */
public final class Frontend {

    private static final SqlToRelConverter.Config CONVERSION = SqlToRelConverter.config()
            .withExpand(false)
            .withHintStrategyTable(Views.HINTS)
            .withTrimUnusedFields(true)
            .withRemoveSortInSubQuery(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withRelBuilderConfigTransform(c -> c.withBloat(-1)
                    .withSimplify(false)
                    .withPruneInputOfAggregate(false)
                    .withPushJoinCondition(false)
                    .withSimplifyValues(false));

    /**
     * Projects stay apart. Where a subquery in one looks at the rows around it Calcite puts merged expressions back over
     * what they were merged with, and they read other columns than were meant.
     */
    private static final SqlToRelConverter.Config UNMERGED =
            CONVERSION.addRelBuilderConfigTransform(c -> c.withBloat(-1));

    private static final SqlTypeCoercionRule CASTS = DayCoercion.casts();

    private static final CalciteConnectionConfigImpl SETTINGS;

    static {
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        SETTINGS = new CalciteConnectionConfigImpl(properties);
    }

    private final Build build;
    private final TypedParameters validator;
    private final CalciteCatalogReader reader;
    private final RelOptTable.ViewExpander views;

    public Frontend(Build build, CalciteSchema schema) {
        this(build, schema, Map.of());
    }

    /** @param given the types of what is given for parameters, by their places */
    public Frontend(Build build, CalciteSchema schema, Map<Integer, RelDataType> given) {
        this.build = build;
        this.reader = new CalciteCatalogReader(schema, List.of(), build.types, SETTINGS);
        this.validator = new ColumnsFirst(
                Operators.table(),
                reader,
                build.types,
                SqlValidator.Config.DEFAULT
                        .withConformance(SqlTexts.CONFORMANCE)
                        .withCallRewrite(false)
                        .withDefaultNullCollation(NullCollation.LAST)
                        .withIdentifierExpansion(true)
                        .withTypeCoercionEnabled(true)
                        .withTypeCoercionFactory(DayCoercion::new)
                        .withTypeCoercionRules(CASTS),
                given);
        this.views = (rowType, sql, schemaPath, viewPath) -> {
            throw new IllegalStateException("views are expanded by their tables");
        };
    }

    public TypedParameters validator() {
        return validator;
    }

    public SqlNode validate(SqlNode query) {
        return validator.validate(query);
    }

    public RelRoot convert(SqlNode validated) {
        try {
            return converter(InnerQueries.shownIn(validated) ? UNMERGED : CONVERSION)
                    .convertQuery(validated, false, true);
        } catch (CalciteContextException e) {
            throw ErrorCode.UNANSWERABLE
                    .with("The question has a form that is not understood.", "Write casts where types differ.")
                    .because(e);
        } catch (AssertionError e) {
            // What the converter has no words for: a subquery that looks at a grouped expression around it.
            throw ErrorCode.UNANSWERABLE
                    .with(
                            "The question has a form that is not understood.",
                            "Where a subquery looks at a grouped expression around it,"
                                    + " group in a subquery first and look at its columns.")
                    .because(e);
        }
    }

    public RelRoot relation(SqlNode query) {
        return convert(validate(query));
    }

    /** A query as a tree in which nothing is computed or read that is not used. */
    public RelNode trimmed(SqlNode query) {
        RelRoot root = relation(query);
        RelNode trimmed =
                converter(CONVERSION).trimUnusedFields(true, root.project().accept(new UnmappedColumns(build)));
        // A projection that only renames is taken for none at all.
        List<String> names = root.validatedRowType.getFieldNames();
        return trimmed.getRowType().getFieldNames().equals(names) ? trimmed : renamed(trimmed, names);
    }

    private RelNode renamed(RelNode rel, List<String> names) {
        return LogicalProject.create(rel, List.of(), build.rex.identityProjects(rel.getRowType()), names, Set.of());
    }

    private SqlToRelConverter converter(SqlToRelConverter.Config config) {
        return new SqlToRelConverter(views, validator, reader, build.cluster, StandardConvertletTable.INSTANCE, config);
    }

    /**
     * A scalar expression over named values.
     *
     * @param fields by lower-case name
     */
    public RexNode expression(SqlNode expression, Map<String, RexNode> fields) {
        if (!SqlTexts.tables(expression).isEmpty()) {
            throw ErrorCode.UNANSWERABLE.with(
                    "a query cannot stand within an expression.",
                    "Write 'source' and a 'query' over all tables that it reads in the place of 'from' and 'where'.");
        }
        for (String name : SqlTexts.columns(expression)) {
            if (!fields.containsKey(name)) {
                throw ErrorCode.UNKNOWN_COLUMN.with(
                        name,
                        "what can be used here",
                        io.scorecard.functions.Nearest.advice(name, fields.keySet(), "There are:"));
            }
        }
        Map<String, RelDataType> fieldTypes = fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getType()));
        SqlNode lower = SqlTexts.lowerCaseColumns(expression);
        try {
            SqlNode validated = validator.validateParameterizedExpression(lower, fieldTypes);
            return converter(CONVERSION).convertExpression(validated, fields);
        } catch (CalciteContextException e) {
            throw Complaints.of(e);
        }
    }
}
