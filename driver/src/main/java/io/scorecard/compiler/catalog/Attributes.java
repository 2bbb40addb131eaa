package io.scorecard.compiler.catalog;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.CanonicalRows;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * The attributes of {@code kpi} that a question uses, and how rows of a branch get them. Rows without
 * customer, or whose customer is unknown, have NULL attributes and stay.
 */
public final class Attributes {

    /** The key of a joined customer. */
    static final String CUSTOMER = "c_id";

    private final Build build;
    private final Catalog catalog;
    private final List<KpiColumn> columns;
    private final Set<Integer> used = new TreeSet<>();

    public Attributes(Build build, Catalog catalog, Collection<RexNode> expressions) {
        this.build = build;
        this.catalog = catalog;
        this.columns = catalog.kpi().columns();
        expressions.forEach(e -> RelOptUtil.InputFinder.bits(e).forEach(used::add));
    }

    private static String name(KpiColumn column) {
        return "s_" + column.name();
    }

    private List<KpiColumn> used() {
        return used.stream().map(columns::get).toList();
    }

    /** Attributes of customers that never change, computed ones too, without the key itself. */
    public List<KpiColumn> fixed() {
        return used().stream()
                .filter(c -> c.isOfCustomers() && !c.isCustomer() && !c.historical() && !c.isMany())
                .toList();
    }

    /**
     * The columns of customers that hold all attributes asked, by the names of these; empty where a customer's key or
     * another row tells one.
     */
    public Optional<Map<String, String>> columnsOfCustomers() {
        boolean others = askKey() || areOfTheMoment() || fixed().stream().anyMatch(KpiColumn::isComputed);
        Map<String, String> found = new LinkedHashMap<>();
        fixed().forEach(c -> found.put(name(c), c.column()));
        return others ? Optional.empty() : Optional.of(found);
    }

    public List<KpiColumn> changing() {
        return used().stream().filter(KpiColumn::historical).toList();
    }

    /** Attributes that a customer may have several of. */
    public List<KpiColumn> many() {
        return used().stream().filter(KpiColumn::isMany).toList();
    }

    /** Whether attributes at one moment may be others than at another. */
    public boolean areOfTheMoment() {
        return !changing().isEmpty() || !many().isEmpty();
    }

    public boolean askCustomer() {
        return used().stream().anyMatch(KpiColumn::isOfCustomers);
    }

    /** Whether the customer's key itself is asked. */
    public boolean askKey() {
        return used().stream().anyMatch(KpiColumn::isCustomer);
    }

    /** Attributes that are no customer's: a fact's own. */
    public List<KpiColumn> own() {
        return used().stream().filter(c -> !c.isOfCustomers()).toList();
    }

    /** Whether one of the expressions is a fact's own segment, as it is. */
    public boolean isAmong(Collection<RexNode> expressions, String segment) {
        return expressions.stream()
                .anyMatch(e -> e instanceof RexInputRef ref
                        && columns.get(ref.getIndex()).name().equals(segment));
    }

    public boolean areAllFixed() {
        return !areOfTheMoment() && own().isEmpty() && fixed().stream().noneMatch(KpiColumn::isComputed);
    }

    /** The fact's own segments that are asked, as columns of the fact; an error where it neither has nor reaches one. */
    public Map<String, String> ownOf(Fact fact, String component) {
        Map<String, String> found = new LinkedHashMap<>();
        for (KpiColumn column : own()) {
            String own = fact.segments().get(column.name());
            if (own != null) {
                found.put(name(column), own);
            } else if (!fact.reach().segments().containsKey(column.name())) {
                throw lacking(column, component, fact.known());
            }
        }
        return found;
    }

    /** A row of a fact in words: a relation of the catalogue has a name that nobody who asks has heard of. */
    public String row(Fact fact) {
        return catalog.model()
                .catalogue()
                .relation(fact.name())
                .map(Relation::grain)
                .orElse("a row of '" + fact.name() + "'");
    }

    private RuntimeException lacking(KpiColumn column, String component, Collection<String> there) {
        Set<String> askable = new LinkedHashSet<>();
        columns.stream().map(KpiColumn::name).filter(there::contains).forEach(askable::add);
        columns.stream().filter(c -> c.isOfCustomers() && !c.isCustomer()).forEach(c -> askable.add(c.name()));
        return ErrorCode.UNKNOWN_SEGMENT.with(
                column.name(), component, "It can be asked by " + String.join(", ", askable) + ".");
    }

    /**
     * Gives rows the attributes that are asked.
     *
     * @param rows has {@code customer_id} where a customer's attribute is asked, own segments under their
     *     names here, and {@code at} where changing attributes are
     */
    public Rows join(Rows rows) {
        Rows joined = rows;
        if (!fixed().isEmpty()) {
            joined = joinFixed(joined);
        }
        if (!changing().isEmpty()) {
            joined = joinHistory(
                    joined,
                    "",
                    changing(),
                    (r, h) -> build.and(
                            build.atMost(r.col("h_from"), r.col("at")),
                            build.or(build.isNull(r.col("h_until")), build.less(r.col("at"), r.col("h_until")))));
        }
        if (!many().isEmpty()) {
            joined = joined.join(
                    JoinRelType.LEFT,
                    memberships(),
                    (r, m) -> build.and(
                            build.equal(r.col(KpiColumn.CUSTOMER), r.col("m_id")),
                            build.or(build.isNull(r.col("m_from")), build.atMost(r.col("m_from"), r.col("at"))),
                            build.or(build.isNull(r.col("m_until")), build.less(r.col("at"), r.col("m_until")))));
        }
        return joined;
    }

    /** What customers have several of, and from when until when: {@code m_id, m_from, m_until, s_..}. */
    public Rows memberships() {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("m_id", KpiColumn.CUSTOMER);
        wanted.put("m_from", "valid_from");
        wanted.put("m_until", "valid_to");
        many().forEach(c -> wanted.put(name(c), c.column()));
        return named(renamed(build, catalog.canonical(KpiColumn.MEMBERSHIPS), wanted), many(), "");
    }

    public Rows joinFixed(Rows rows) {
        return joinFixed(rows, JoinRelType.LEFT);
    }

    public Rows joinFixed(Rows rows, JoinRelType type) {
        Rows joined = rows;
        List<KpiColumn> stored = fixed().stream().filter(c -> !c.isComputed()).toList();
        if (!stored.isEmpty()) {
            Map<String, String> wanted = new LinkedHashMap<>();
            wanted.put(CUSTOMER, KpiColumn.CUSTOMER);
            stored.forEach(c -> wanted.put(name(c), c.column()));
            Rows customers = named(renamed(build, catalog.canonical(Catalog.CUSTOMERS), wanted), stored, "");
            joined = joined.join(type, customers, (r, c) -> build.equal(r.col(KpiColumn.CUSTOMER), r.col(CUSTOMER)));
        }
        List<KpiColumn> computed =
                fixed().stream().filter(KpiColumn::isComputed).toList();
        if (!computed.isEmpty()) {
            Set<String> columns = new LinkedHashSet<>(List.of(KpiColumn.CUSTOMER));
            computed.forEach(c -> columns.add(c.column()));
            Rows read = catalog.fact(KpiColumn.COHORTS).rows(build, columns);
            Map<String, RexNode> out = new LinkedHashMap<>();
            out.put("n_id", read.col(KpiColumn.CUSTOMER));
            computed.forEach(c -> out.put(name(c), read.col(c.column())));
            joined = joined.join(
                    JoinRelType.LEFT,
                    read.select(out),
                    (r, c) -> build.equal(r.col(KpiColumn.CUSTOMER), r.col("n_id")));
        }
        return joined;
    }

    /** A condition on a joined history row, over rows that have both sides' columns. */
    public interface AsOf {
        RexNode of(Rows both, String prefix);
    }

    public Rows joinHistory(Rows rows, String prefix, List<KpiColumn> asked, AsOf condition) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(prefix + "h_id", KpiColumn.CUSTOMER);
        wanted.put(prefix + "h_from", "valid_from");
        wanted.put(prefix + "h_until", "valid_to");
        asked.forEach(c -> wanted.put(prefix + name(c), c.column()));
        Rows history = named(renamed(build, catalog.canonical(Catalog.HISTORY), wanted), asked, prefix);
        return rows.join(
                JoinRelType.LEFT,
                history,
                (r, h) -> build.and(
                        build.equal(r.col(KpiColumn.CUSTOMER), r.col(prefix + "h_id")), condition.of(r, prefix)));
    }

    static Rows renamed(Build build, CanonicalRows table, Map<String, String> wanted) {
        Set<String> columnsToRead = new LinkedHashSet<>(wanted.values());
        Rows read = table.rows(build, columnsToRead);
        Map<String, RexNode> out = new LinkedHashMap<>();
        wanted.forEach((as, column) -> out.put(as, read.col(column)));
        return read.select(out);
    }

    /** Rows whose columns {@code s_..} have the names of what they are keys of. */
    public Rows named(Rows rows, List<KpiColumn> segments, String prefix) {
        Map<String, KpiColumn> found = new LinkedHashMap<>();
        segments.forEach(c -> found.put(prefix + name(c), c));
        return new Names(build, catalog).over(rows, found);
    }

    /** An expression over {@code kpi} as one over joined rows. */
    public RexNode over(Rows rows, RexNode expression) {
        return over(rows, expression, "");
    }

    /** The same, changing attributes taken under a prefix. */
    public RexNode over(Rows rows, RexNode expression, String prefix) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                KpiColumn column = columns.get(ref.getIndex());
                if (column.isCustomer()) {
                    return rows.col(KpiColumn.CUSTOMER);
                }
                return rows.col((column.historical() ? prefix : "") + name(column));
            }
        });
    }

    public List<RexNode> over(Rows rows, List<RexNode> expressions) {
        List<RexNode> over = new ArrayList<>();
        expressions.forEach(e -> over.add(over(rows, e)));
        return over;
    }

    /** What a component counts: its own conditions, and those of its FILTER. */
    public List<RexNode> conditions(Rows rows, Atom.Total atom, List<RexNode> own) {
        List<RexNode> all = new ArrayList<>(own);
        if (atom.filter() != null) {
            all.add(over(rows, atom.filter()));
        }
        return all;
    }

    public static String column(KpiColumn column) {
        return name(column);
    }
}
