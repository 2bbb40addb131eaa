package io.scorecard.compiler.catalog;

import io.scorecard.compiler.tree.CanonicalView;
import io.scorecard.compiler.tree.RelationView;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Relation;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What may be read by name. Questions see the tables that the model maps; relations of the catalogue and views see
 * every canonical table, and each other. Views keep names of their own in a question, which may mean another table by
 * the same one.
 */
public final class Schemas {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();

    /** Begins the names of what only views see. */
    public static final String IN_VIEWS = "in views: ";

    private final Catalog catalog;

    public Schemas(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What relations of the catalogue may read: every canonical table, and each other.
     *
     * @param named the names that stand in the relation
     */
    CalciteSchema relations(Set<String> named) {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        for (CanonicalTable table : TABLES.all()) {
            schema.add(
                    table.name(),
                    new CanonicalView(
                            catalog.types(),
                            () -> catalog.canonical(table.name()).only(named),
                            CanonicalView.Reader.RELATION));
        }
        for (Relation relation : catalog.model().catalogue().relations()) {
            schema.add(
                    relation.name(),
                    new RelationView(
                            relation.name(),
                            () -> catalog.fact(relation.name()).rowType(),
                            () -> catalog.relation(relation.name())));
        }
        return schema;
    }

    /** A table or relation as a view names it, under the name that it has for views. */
    public Optional<SqlNode> inViews(String name) {
        boolean there = TABLES.find(name).isPresent()
                || catalog.model()
                        .catalogue()
                        .relation(name)
                        .filter(r -> !r.atBound())
                        .isPresent();
        return there ? Optional.of(new SqlIdentifier(IN_VIEWS + name, SqlParserPos.ZERO)) : Optional.empty();
    }

    /** The name of the mapped targets, where the model maps them. */
    public Optional<String> mappedTargets() {
        return catalog.isMapped("kpi_targets") ? Optional.of(IN_VIEWS + "kpi_targets") : Optional.empty();
    }

    /** What views may read besides: every canonical table with all of its columns, and named relations. */
    private void addForViews(CalciteSchema schema) {
        for (CanonicalTable table : TABLES.all()) {
            schema.add(
                    IN_VIEWS + table.name(),
                    new CanonicalView(
                            catalog.types(),
                            () -> catalog.canonical(table.name()),
                            () -> catalog.outline(table.name()),
                            CanonicalView.Reader.VIEW));
        }
        for (Relation relation : catalog.model().catalogue().relations()) {
            if (!relation.atBound()) {
                schema.add(
                        IN_VIEWS + relation.name(),
                        new RelationView(
                                relation.name(),
                                () -> catalog.fact(relation.name()).rowType()));
            }
        }
    }

    /** What questions may read. */
    public CalciteSchema questions() {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        for (CanonicalTable table : catalog.mappedTables()) {
            schema.add(
                    table.name(),
                    new CanonicalView(
                            catalog.types(), () -> catalog.canonical(table.name()), CanonicalView.Reader.QUESTION));
        }
        schema.add(KpiTable.NAME, catalog.kpi());
        addForViews(schema);
        catalog.model().sources().forEach((name, source) -> {
            if (!source.expose().isEmpty()) {
                schema.add(name, new ExposedTables(catalog.types(), catalog.sources(), name));
            }
        });
        return schema;
    }
}
