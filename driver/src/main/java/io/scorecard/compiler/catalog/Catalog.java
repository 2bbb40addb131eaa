package io.scorecard.compiler.catalog;

import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.compiler.tree.ModelRows;
import io.scorecard.compiler.tree.PlainReplace;
import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Relation;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.StateRelation;
import io.scorecard.model.Model;
import io.scorecard.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A model as the compiler sees it: canonical tables as the sources have them, facts, the columns of
 * {@code kpi}. Compiled once, lazily, and then only read. Thread-safe.
 */
public final class Catalog {

    static final CanonicalTables TABLES = CanonicalTables.builtIn();
    public static final String HISTORY = "customer_history";
    public static final String CUSTOMERS = "customers";

    private final Model model;
    private final Sources sources;
    private final Types types = new Types();
    private final Map<String, CanonicalRows> canonical = new ConcurrentHashMap<>();
    private final Map<String, ScorecardException> unreadable = new ConcurrentHashMap<>();
    private final Map<String, RelNode> relations = new ConcurrentHashMap<>();
    private final Map<String, Fact> facts = new ConcurrentHashMap<>();
    private volatile KpiTable kpi;

    public Catalog(Model model, Sources sources) {
        this.model = model;
        this.sources = sources;
    }

    public Model model() {
        return model;
    }

    public Sources sources() {
        return sources;
    }

    public Types types() {
        return types;
    }

    public CanonicalRows canonical(String table) {
        CanonicalRows found = canonical.get(table);
        if (found == null) {
            found = read(table);
            canonical.put(table, found);
        }
        return found;
    }

    /**
     * What is wrong with a table once is so always: it must not be refused for one question and read for another. A mapping
     * that does not fit what the source has is as wrong as a file that is missing: a column was renamed there.
     */
    private CanonicalRows read(String table) {
        ScorecardException reason = unreadable.get(table);
        if (reason != null) {
            throw reason;
        }
        try {
            return reader().read(TABLES.find(table).orElseThrow());
        } catch (ScorecardException e) {
            if (e.lasts() || e.code() == ErrorCode.BAD_MODEL) {
                unreadable.put(table, e.thatLasts());
            }
            throw e;
        }
    }

    private CanonicalReader reader() {
        return new CanonicalReader(types, model, sources, r -> mapped().has(r), () -> canonical(CUSTOMERS));
    }

    /** The columns that a table has whether or not its rows can be read. */
    CanonicalRows outline(String table) {
        return ifReadable(() -> canonical(table))
                .orElseGet(() -> reader().nothing(TABLES.find(table).orElseThrow()));
    }

    /** Whether a table that the model maps can be read: neither its file nor another that tells of it is broken. */
    public boolean isReadable(String table) {
        return ifReadable(() -> canonical(table)).isPresent();
    }

    /**
     * What is asked of tables; empty where one of them is mapped and cannot be read. Only what lists tables may go on
     * then: for everything else a table that falls away would change numbers.
     */
    public <T> Optional<T> ifReadable(Supplier<T> asked) {
        try {
            return Optional.of(asked.get());
        } catch (ScorecardException e) {
            if (e.lasts()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Why tables that the model maps cannot be read, by their names. */
    public Map<String, ScorecardException> unreadable() {
        mappedTables().forEach(t -> isReadable(t.name()));
        return new TreeMap<>(unreadable);
    }

    /** The relations that put what was so at as_of in the place of what is so today. */
    public static Set<String> corrections() {
        return TABLES.all().stream()
                .flatMap(t -> t.correctedBy().stream())
                .map(CanonicalTable.Correction::relation)
                .collect(Collectors.toSet());
    }

    /** Whether a table has rows: in a source, or in the model itself. */
    public boolean isMapped(String table) {
        return sources.table(table).isPresent() && !Mapped.isUnread(model.settings(), table)
                || !ModelRows.of(model, table).isEmpty();
    }

    /** The canonical columns of this name, {@code customers.owner_name}, where the model maps none of them. */
    public List<String> unmapped(String column) {
        List<CanonicalTable> having =
                TABLES.all().stream().filter(t -> t.column(column).isPresent()).toList();
        return having.stream().anyMatch(t -> outline(t.name()).has(column))
                ? List.of()
                : having.stream().map(t -> t.name() + "." + column).toList();
    }

    /** What of the definitions' needs the model maps. */
    public Mapped mapped() {
        return new Mapped(model, this::canonical);
    }

    /** The tables that the model maps, in the catalogue's order, and what may be asked while it is empty. */
    public List<CanonicalTable> mappedTables() {
        return TABLES.all().stream()
                .filter(t -> isMapped(t.name()) || t.mayBeEmpty())
                .toList();
    }

    /** A canonical table or a named relation as something to aggregate. */
    public Fact fact(String name) {
        Fact found = facts.get(name);
        if (found == null) {
            found = TABLES.find(name)
                    .map(table -> Fact.of(table, canonical(name), new Reach(this, table.segmentsOf())))
                    .orElseGet(() -> namedFact(name));
            facts.put(name, found);
        }
        return found;
    }

    /** Whether a relation asks for the bound that it is read at. */
    public boolean isAtBound(String relation) {
        return model.catalogue().relation(relation).filter(Relation::atBound).isPresent();
    }

    /** Whether no two rows of a relation have the same key. */
    public boolean hasKey(String relation) {
        return model.catalogue().relation(relation).flatMap(Relation::key).isPresent();
    }

    /** The columns that date a named relation's rows; empty of any other name. */
    public Optional<List<String>> daysOf(String name) {
        return model.catalogue()
                .relation(name)
                .map(r ->
                        Stream.of(r.date(), r.until()).flatMap(Optional::stream).toList());
    }

    /** A named relation's rows as a tree over sources and other relations; compiled once. */
    public RelNode relation(String name) {
        RelNode found = relations.get(name);
        if (found == null) {
            Relation relation = mapped().relation(name);
            Map<String, String> given = relation.atBound() ? Map.of("bound", "bound()") : Map.of();
            String sql = new Literals(model.settings(), name, given).fill(mapped().sql(relation));
            found = BadDefinition.told(relation.place(), name, () -> tree(sql));
            relations.put(name, found);
        }
        return found;
    }

    private RelNode tree(String sql) {
        Build build = new Build(types);
        SqlNode query = SqlTexts.definition(sql);
        return new Frontend(build, new Schemas(this).relations(SqlTexts.names(query)))
                .trimmed(query)
                .accept(new PlainReplace(build));
    }

    private Fact namedFact(String name) {
        Relation relation = mapped().relation(name);
        return Fact.of(
                relation,
                types.nullable(relation(name).getRowType()),
                relation.whole().map(w -> new Fact.Whole(Set.copyOf(w.without()), fact(w.relation()), w.each())),
                new Reach(this, relation.segmentsOf()),
                mapped().missing(relation.needs()));
    }

    /** The columns that formulas over a relation may name. */
    public RelDataType rowType(String relation) {
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
    public KpiTable kpi() {
        KpiTable known = kpi;
        if (known == null) {
            known = new KpiTable(types, new KpiColumns(this).all());
            kpi = known;
        }
        return known;
    }
}
