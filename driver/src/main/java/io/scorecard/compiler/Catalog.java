package io.scorecard.compiler;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Relation;
import io.scorecard.functions.StateRelation;
import io.scorecard.model.Model;
import io.scorecard.source.Sources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A model as the compiler sees it: canonical tables as the sources have them, facts, the columns of
 * {@code kpi}. Compiled once, lazily, and then only read. Thread-safe.
 */
final class Catalog {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();
    static final String HISTORY = "customer_history";
    static final String CUSTOMERS = "customers";

    /** Begins the names of what only views see. */
    static final String IN_VIEWS = "in views: ";

    private final Model model;
    private final Sources sources;
    private final Types types = new Types();
    private final Map<String, CanonicalRows> canonical = new ConcurrentHashMap<>();
    private final Map<String, RelNode> relations = new ConcurrentHashMap<>();
    private final Map<String, Fact> facts = new ConcurrentHashMap<>();
    private volatile KpiTable kpi;

    Catalog(Model model, Sources sources) {
        this.model = model;
        this.sources = sources;
    }

    Model model() {
        return model;
    }

    Sources sources() {
        return sources;
    }

    Types types() {
        return types;
    }

    CanonicalRows canonical(String table) {
        CanonicalRows found = canonical.get(table);
        if (found == null) {
            found = new CanonicalReader(types, model, sources, r -> mapped().has(r))
                    .read(TABLES.find(table).orElseThrow());
            canonical.put(table, found);
        }
        return found;
    }

    /** Whether a table has rows: in a source, or in the model itself. */
    boolean isMapped(String table) {
        return sources.table(table).isPresent() && !Mapped.isUnread(model.settings(), table)
                || !ModelRows.of(model, table).isEmpty();
    }

    /** What of the definitions' needs the model maps. */
    Mapped mapped() {
        return new Mapped(model, this::canonical);
    }

    /** The tables that the model maps, in the catalogue's order, and what may be asked while it is empty. */
    List<CanonicalTable> mappedTables() {
        return TABLES.all().stream()
                .filter(t -> isMapped(t.name()) || t.mayBeEmpty())
                .toList();
    }

    /** A canonical table or a named relation as something to aggregate. */
    Fact fact(String name) {
        Fact found = facts.get(name);
        if (found == null) {
            found = TABLES.find(name).map(this::canonicalFact).orElseGet(() -> namedFact(name));
            facts.put(name, found);
        }
        return found;
    }

    private Fact canonicalFact(CanonicalTable table) {
        CanonicalRows rows = canonical(table.name());
        Map<String, String> segments = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            column.segment()
                    .filter(s -> !table.name().equals(CUSTOMERS) && rows.has(column.name()))
                    .ifPresent(s -> segments.put(s, column.name()));
        }
        Set<String> missing = new LinkedHashSet<>();
        rows.columns().keySet().stream()
                .filter(c ->
                        !rows.has(c) && table.column(c).filter(Column::refines).isEmpty())
                .forEach(missing::add);
        Optional<String> customer = table.column(KpiColumn.CUSTOMER).map(Column::name);
        return new Fact(
                table.name(),
                rows.rowType(),
                table.date(),
                Optional.empty(),
                customer,
                table.key(),
                Optional.empty(),
                segments,
                missing,
                rows::rows);
    }

    /** Whether a relation asks for the bound that it is read at. */
    boolean isAtBound(String relation) {
        return model.catalogue().relation(relation).filter(Relation::atBound).isPresent();
    }

    /** Whether no two rows of a relation have the same key. */
    boolean hasKey(String relation) {
        return model.catalogue().relation(relation).flatMap(Relation::key).isPresent();
    }

    /** A named relation's rows as a tree over sources and other relations; compiled once. */
    RelNode relation(String name) {
        RelNode found = relations.get(name);
        if (found == null) {
            Relation relation = mapped().relation(name);
            Map<String, String> given = relation.atBound() ? Map.of("bound", "bound()") : Map.of();
            String sql = new Literals(model.settings(), name, given).fill(mapped().sql(relation));
            Build build = new Build(types);
            SqlNode definition = SqlTexts.definition(sql);
            found = new Frontend(build, relations(SqlTexts.names(definition)))
                    .trimmed(definition)
                    .accept(new PlainReplace(build));
            relations.put(name, found);
        }
        return found;
    }

    private Fact namedFact(String name) {
        Relation relation = mapped().relation(name);
        RelDataType row = nullable(relation(name).getRowType());
        RelationView view = new RelationView(name, () -> row);
        Set<String> missing = new LinkedHashSet<>(mapped().missing(relation.needs()));
        Map<String, String> segments = new LinkedHashMap<>();
        for (String column : row.getFieldNames()) {
            if (isFactSegment(column)) {
                segments.put(column, column);
            }
        }
        return new Fact(
                name,
                row,
                relation.date(),
                relation.until(),
                relation.customer(),
                relation.key().map(List::of).orElse(List.of()),
                relation.whole().map(w -> new Fact.Whole(Set.copyOf(w.without()), fact(w.relation()))),
                segments,
                missing,
                (b, columns) -> Rows.of(b, view.scan(b.cluster)).select(new ArrayList<>(columns)));
    }

    private RelDataType nullable(RelDataType row) {
        return types.createStructType(
                row.getFieldList().stream()
                        .map(f -> types.createTypeWithNullability(f.getType(), true))
                        .toList(),
                row.getFieldNames());
    }

    private static boolean isFactSegment(String name) {
        return TABLES.all().stream()
                .filter(t -> !t.name().equals(CUSTOMERS) && !t.name().equals(HISTORY))
                .flatMap(t -> t.columns().stream())
                .anyMatch(c -> c.segment().filter(name::equals).isPresent());
    }

    /** The columns that formulas over a relation may name. */
    RelDataType rowType(String relation) {
        return StateRelation.find(relation)
                .map(this::stateRow)
                .orElseGet(() -> fact(relation).rowType());
    }

    private RelDataType stateRow(StateRelation relation) {
        List<RelDataType> columnTypes = relation.columns().stream()
                .map(c -> switch (c) {
                    case "customer_id", "movement" -> types.nullable(SqlTypeName.VARCHAR);
                    case "active", "customers", "entered", "departed" -> types.nullable(SqlTypeName.BIGINT);
                    default -> types.money();
                })
                .toList();
        return types.createStructType(columnTypes, relation.columns());
    }

    /** The columns of {@code kpi}: times, the customer, segments of customers, segments of mapped facts. */
    KpiTable kpi() {
        KpiTable known = kpi;
        if (known == null) {
            known = new KpiTable(types, kpiColumns());
            kpi = known;
        }
        return known;
    }

    private List<KpiColumn> kpiColumns() {
        List<KpiColumn> columns = new ArrayList<>();
        for (TimeColumn time : TimeColumn.values()) {
            columns.add(new KpiColumn(
                    time.columnName(),
                    types.nullable(time.type()),
                    Optional.of(time),
                    "",
                    "",
                    false,
                    time == TimeColumn.TS
                            ? "The moment."
                            : "The first day of the " + time.columnName().replace('_', ' ') + "."));
        }
        columns.add(segment(
                KpiColumn.CUSTOMER,
                CUSTOMERS,
                KpiColumn.CUSTOMER,
                types.nullable(SqlTypeName.VARCHAR),
                false,
                "The customer's key."));
        boolean history = isMapped(HISTORY);
        Set<String> changing = history ? canonical(HISTORY).mapped() : Set.of();
        if (isMapped(CUSTOMERS)) {
            CanonicalRows customers = canonical(CUSTOMERS);
            for (String column : customers.visible()) {
                Optional<Column> known = customers.table().column(column);
                if (known.isEmpty()
                        ? !isReserved(column)
                        : known.get().segment().isPresent()) {
                    columns.add(segment(
                            known.flatMap(Column::segment).orElse(column),
                            CUSTOMERS,
                            column,
                            customers.type(column),
                            changing.contains(column),
                            known.map(Column::meaning).orElse("A segment of the model's own.")));
                }
            }
        }
        if (model.catalogue().relation(KpiColumn.COHORTS).filter(mapped()::has).isPresent()) {
            columns.add(segment(
                    "cohort_month",
                    KpiColumn.COHORTS,
                    "cohort_month",
                    types.nullable(SqlTypeName.DATE),
                    false,
                    "The first day of the month in which the customer first paid."));
        }
        for (CanonicalTable table : mappedTables()) {
            if (!table.name().equals(CUSTOMERS) && !table.name().equals(HISTORY)) {
                table.columns().stream()
                        .filter(c -> c.segment().isPresent()
                                && canonical(table.name()).has(c.name()))
                        .forEach(c -> columns.add(segment(
                                c.segment().get(), table.name(), c.name(), types.of(c.type()), false, c.meaning())));
            }
        }
        return columns;
    }

    /** A time column of kpi, or a fact's own segment: two columns of one name could not be asked. */
    static boolean isReserved(String name) {
        return name.equals("cohort_month")
                || Arrays.stream(TimeColumn.values())
                        .anyMatch(t -> t.columnName().equals(name))
                || TABLES.all().stream()
                        .filter(t -> !t.name().equals(CUSTOMERS))
                        .flatMap(t -> t.columns().stream())
                        .anyMatch(c -> c.segment().filter(name::equals).isPresent());
    }

    private static KpiColumn segment(
            String name, String table, String column, RelDataType type, boolean historical, String meaning) {
        return new KpiColumn(name, type, Optional.empty(), table, column, historical, meaning);
    }

    /**
     * What relations of the catalogue may read: every canonical table, and each other.
     *
     * @param named the names that stand in the relation
     */
    private CalciteSchema relations(Set<String> named) {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        for (CanonicalTable table : TABLES.all()) {
            schema.add(
                    table.name(),
                    new CanonicalView(types, () -> canonical(table.name()).only(named), CanonicalView.Reader.RELATION));
        }
        for (Relation relation : model.catalogue().relations()) {
            schema.add(
                    relation.name(),
                    new RelationView(
                            relation.name(),
                            () -> fact(relation.name()).rowType(),
                            () -> Pruned.isEmpty(relation(relation.name()))));
        }
        return schema;
    }

    /** A table or relation as a view names it, under the name that it has for views. */
    Optional<SqlNode> inViews(String name) {
        boolean there = TABLES.find(name).isPresent()
                || model.catalogue().relation(name).filter(r -> !r.atBound()).isPresent();
        return there ? Optional.of(new SqlIdentifier(IN_VIEWS + name, SqlParserPos.ZERO)) : Optional.empty();
    }

    /** The name of the mapped targets, where the model maps them. */
    Optional<String> mappedTargets() {
        return isMapped("kpi_targets") ? Optional.of(IN_VIEWS + "kpi_targets") : Optional.empty();
    }

    /** What views may read besides: every canonical table with all of its columns, and named relations. */
    private void addForViews(CalciteSchema schema) {
        for (CanonicalTable table : TABLES.all()) {
            schema.add(
                    IN_VIEWS + table.name(),
                    new CanonicalView(types, () -> canonical(table.name()), CanonicalView.Reader.VIEW));
        }
        for (Relation relation : model.catalogue().relations()) {
            if (!relation.atBound()) {
                schema.add(
                        IN_VIEWS + relation.name(),
                        new RelationView(
                                relation.name(), () -> fact(relation.name()).rowType()));
            }
        }
    }

    /** What questions may read. */
    CalciteSchema questions() {
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        for (CanonicalTable table : mappedTables()) {
            schema.add(
                    table.name(),
                    new CanonicalView(types, () -> canonical(table.name()), CanonicalView.Reader.QUESTION));
        }
        schema.add(KpiTable.NAME, kpi());
        addForViews(schema);
        model.sources().forEach((name, source) -> {
            if (!source.expose().isEmpty()) {
                schema.add(name, new ExposedTables(types, sources, name));
            }
        });
        return schema;
    }
}
