package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * How each customer stood at a period's opening and closing and what movement that is: {@code events →
 * customer and period → opening and closing → movement}.
 *
 * <p>Numbered periods: events carry the number of the period they fall in, a window over them tells
 * what was before, and only customers whose state changed have a row. One period, or overlapping
 * ones: every customer has a row, no window. Where a segment of subscriptions is asked, the entity is
 * customer and segment, but the movement is classified at the customer first.
 */
final class Moves {

    static final String DEPARTED = "departed";
    private static final String DEPARTURES = "departures";

    private final Build build;
    private final Catalog catalog;
    private final Attributes attributes;
    private final Periods periods;
    private final PeriodNumber number;
    private final List<KpiColumn> own;
    private final boolean history;
    private final StateNeeds needs;
    private final boolean withMoney;
    private final RelDataType count;
    private final RelDataType money;
    private @Nullable Rows grouped;

    /** @param withMoney whether {@link #changes} are read for their money, too */
    Moves(Build build, Catalog catalog, Attributes attributes, Periods periods, StateNeeds asked, boolean withMoney) {
        this.build = build;
        this.catalog = catalog;
        this.attributes = attributes;
        this.periods = periods;
        this.number = new PeriodNumber(build, periods);
        this.own = attributes.own();
        this.history = !attributes.changing().isEmpty();
        this.needs = history ? asked.withEverything() : asked;
        this.withMoney = withMoney;
        this.count = build.types.nullable(SqlTypeName.BIGINT);
        this.money = build.types.money();
        Fact versions = catalog.fact(Availability.VERSIONS);
        attributes.ownOf(withSubscriptionSegments(versions), "subscriptions");
    }

    boolean areNumbered() {
        return periods.areNumbered();
    }

    private boolean isByEntity() {
        return !own.isEmpty();
    }

    /** Columns that identify an entity: the customer and the subscriptions' segments that are asked. */
    private List<String> entity() {
        List<String> entity = new ArrayList<>(List.of(KpiColumn.CUSTOMER));
        own.forEach(c -> entity.add(Attributes.column(c)));
        return entity;
    }

    /** Rows with the columns of {@code customer_transitions}, balances, attributes, and {@code p}. */
    Rows rows() {
        Rows attributed = areNumbered() ? build.shared.step("states", numbered()) : direct();
        if (!attributes.fixed().isEmpty()) {
            attributed = attributes.joinFixed(attributed);
        }
        Movement movement = movement();
        return build.shared.step(
                "moves",
                history
                        ? new Legs(build, attributes, periods, number, movement).rows(attributed)
                        : movement.rows(attributed, needs));
    }

    Movement movement() {
        return new Movement(build, isByEntity(), areNumbered());
    }

    /** Whether attributes may differ between a movement's origin and its closing. */
    boolean hasLegs() {
        return history;
    }

    /** Paid versions that started before the last bound. */
    private Rows versions() {
        Fact fact = withSubscriptionSegments(catalog.fact(Availability.VERSIONS));
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(KpiColumn.CUSTOMER, KpiColumn.CUSTOMER);
        own.forEach(c -> wanted.put(Attributes.column(c), fact.segments().get(c.name())));
        List.of("valid_from", "valid_to", "mrr").forEach(c -> wanted.put(c, c));
        Rows read = fact.rows(build, new java.util.LinkedHashSet<>(wanted.values()));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        wanted.forEach((as, c) -> columns.put(as, read.col(c)));
        return attributes.named(read.select(columns), own, "");
    }

    /** Segments of subscriptions are columns of the versions, whatever the relation calls them. */
    private Fact withSubscriptionSegments(Fact versions) {
        Map<String, String> segments = new LinkedHashMap<>(versions.segments());
        catalog.fact("subscriptions").segments().forEach((segment, column) -> {
            if (versions.has(column)) {
                segments.putIfAbsent(segment, column);
            }
        });
        return new Fact(
                versions.name(),
                versions.rowType(),
                versions.date(),
                versions.until(),
                versions.customer(),
                versions.key(),
                segments,
                versions.missing(),
                versions.reader());
    }

    /** Starts count one version more and its money, ends one less: entity, t, d, m, s. */
    Rows events() {
        Rows versions = versions();
        List<Rows> parts = new ArrayList<>();
        parts.add(events(versions, "valid_from", 1));
        parts.add(events(versions, "valid_to", -1));
        if (history && areNumbered()) {
            parts.add(attributeChanges(versions, "valid_from"));
            parts.add(attributeChanges(versions, "valid_to"));
        }
        if (needs.departed()) {
            parts.add(departed());
        }
        return Rows.union(parts);
    }

    private Rows events(Rows versions, String at, int sign) {
        Rows before = versions.where(build.less(versions.col(at), build.instant(periods.lastUtc())));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        entity().forEach(e -> columns.put(e, before.col(e)));
        columns.put("t", before.col(at));
        columns.put("d", build.typed(sign, count));
        columns.put("m", sign > 0 ? before.col("mrr") : build.negative(before.col("mrr")));
        columns.put("s", build.typed(sign > 0 ? 1 : 0, count));
        return before.select(counted(columns, 0));
    }

    private Map<String, RexNode> counted(Map<String, RexNode> event, int departed) {
        if (needs.departed()) {
            event.put(DEPARTED, build.typed(departed, count));
        }
        return event;
    }

    /** An event that only counts, where a customer's last paid version ends. */
    private Rows departed() {
        Fact fact = catalog.fact(DEPARTURES);
        attributes.ownOf(fact, "'" + DEPARTURES + "'");
        Rows read = fact.rows(build, List.of(KpiColumn.CUSTOMER, fact.date().orElseThrow()));
        RexNode at = read.col(fact.date().orElseThrow());
        Map<String, RexNode> columns = new LinkedHashMap<>();
        columns.put(KpiColumn.CUSTOMER, read.col(KpiColumn.CUSTOMER));
        columns.put("t", at);
        columns.put("d", build.typed(0, count));
        columns.put("m", build.typed(0, money));
        columns.put("s", build.typed(0, count));
        return read.where(build.less(at, build.instant(periods.lastUtc()))).select(counted(columns, 1));
    }

    /** An event of nothing where an attribute changes, so that the entity has a row in that period. */
    private Rows attributeChanges(Rows versions, String at) {
        Rows entities = versions.select(entity()).distinct();
        Rows changes = catalog.canonical(Catalog.HISTORY).rows(build, List.of(KpiColumn.CUSTOMER, at));
        Map<String, RexNode> named = new LinkedHashMap<>();
        named.put("h_customer", changes.col(KpiColumn.CUSTOMER));
        named.put("t", changes.col(at));
        Rows moments = changes.select(named);
        Rows relevant = moments.where(build.less(moments.col("t"), build.instant(periods.lastUtc())));
        Rows joined = entities.join(
                JoinRelType.INNER, relevant, (r, h) -> build.equal(r.col(KpiColumn.CUSTOMER), r.col("h_customer")));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        entity().forEach(e -> columns.put(e, joined.col(e)));
        columns.put("t", joined.col("t"));
        columns.put("d", build.typed(0, count));
        columns.put("m", build.typed(0, money));
        columns.put("s", build.typed(0, count));
        return joined.select(counted(columns, 0));
    }

    /** Opening and closing by a window over the entity's periods. */
    private Rows numbered() {
        Rows telling = telling(changes());
        return numberedStates(windows(withMoney ? telling : build.shared.step("changes", telling)));
    }

    /** What changed of each entity in each numbered period: entity, p, d, m, s; only what is needed of them. */
    Rows changes() {
        if (grouped != null) {
            return grouped;
        }
        Rows events = events();
        Map<String, RexNode> columns = new LinkedHashMap<>();
        entity().forEach(e -> columns.put(e, events.col(e)));
        columns.put("p", number.number(events.col("t")));
        int keys = columns.size();
        columns.put("d", events.col("d"));
        if (needs.money() || withMoney) {
            columns.put("m", events.col("m"));
        }
        if (countsStarts()) {
            columns.put("s", events.col("s"));
        }
        if (needs.departed()) {
            columns.put(DEPARTED, events.col(DEPARTED));
        }
        if (history) {
            columns.put("start", build.when(build.more(events.col("s"), build.whole(0)), events.col("t")));
        }
        Rows keyed = build.shared.step("events", events.select(columns));
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        columns.keySet().stream()
                .skip(keys)
                .forEach(c -> totals.put(
                        c,
                        Rows.Total.of(
                                c.equals("start") ? SqlStdOperatorTable.MIN : SqlStdOperatorTable.SUM,
                                c,
                                keyed.col(c).getType())));
        Rows changes = keyed.group(keys, totals);
        grouped = withMoney ? build.shared.step("changes", changes) : changes;
        return grouped;
    }

    private boolean countsStarts() {
        return needs.started() || needs.entered();
    }

    /** Only periods in which something of interest happened; an attribute's change is one. */
    private Rows telling(Rows grouped) {
        if (history) {
            return grouped;
        }
        List<RexNode> happened = new ArrayList<>(List.of(differs(grouped, "d")));
        if (needs.money()) {
            happened.add(differs(grouped, "m"));
        }
        if (countsStarts()) {
            happened.add(differs(grouped, "s"));
        }
        if (needs.departed()) {
            happened.add(differs(grouped, DEPARTED));
        }
        return grouped.where(happened.size() == 1 ? happened.get(0) : build.or(happened.toArray(RexNode[]::new)));
    }

    private RexNode differs(Rows rows, String column) {
        return build.call(SqlStdOperatorTable.NOT_EQUALS, rows.col(column), build.whole(0));
    }

    private Rows windows(Rows grouped) {
        List<RexNode> partition = new ArrayList<>();
        entity().forEach(e -> partition.add(grouped.col(e)));
        List<RexNode> order = List.of(grouped.col("p"));
        Map<String, RexNode> states = grouped.all();
        if (!needs.money()) {
            states.remove("m");
        }
        states.put("open", before(grouped, "d", partition, order));
        if (needs.money()) {
            states.put("open_m", before(grouped, "m", partition, order));
        }
        if (!isByEntity()) {
            if (needs.started()) {
                states.put("c_started", before(grouped, "s", partition, order));
            }
            return build.shared.step("windows", grouped.select(states));
        }
        List<RexNode> customer = List.of(grouped.col(KpiColumn.CUSTOMER));
        List<RexNode> inPeriod = List.of(grouped.col(KpiColumn.CUSTOMER), grouped.col("p"));
        for (String c : countsStarts() ? List.of("d", "s") : List.of("d")) {
            RexNode until =
                    build.over(SqlStdOperatorTable.SUM, grouped.col(c), customer, order, Build.Frame.UNTIL_WITH_PEERS);
            states.put("c_" + c + "_until", until);
            states.put(
                    "c_" + c,
                    build.over(SqlStdOperatorTable.SUM, grouped.col(c), inPeriod, List.of(), Build.Frame.ALL));
        }
        return build.shared.step("windows", grouped.select(states));
    }

    private RexNode before(Rows rows, String column, List<RexNode> partition, List<RexNode> order) {
        RexNode sum = build.over(SqlStdOperatorTable.SUM, rows.col(column), partition, order, Build.Frame.BEFORE);
        return build.coalesce(sum, build.typed(0, sum.getType()));
    }

    /** The same columns that {@link #direct} gives. */
    private Rows numberedStates(Rows rows) {
        Map<String, RexNode> columns = new LinkedHashMap<>();
        entity().forEach(e -> columns.put(e, rows.col(e)));
        columns.put("p", rows.col("p"));
        columns.put("open", rows.col("open"));
        columns.put("close", build.plus(rows.col("open"), rows.col("d")));
        if (needs.money()) {
            columns.put("m", rows.col("m"));
            columns.put("open_m", rows.col("open_m"));
            columns.put("close_m", build.plus(rows.col("open_m"), rows.col("m")));
        }
        if (countsStarts()) {
            columns.put("starts", rows.col("s"));
        }
        if (needs.departed()) {
            columns.put(DEPARTED, rows.col(DEPARTED));
        }
        if (history) {
            columns.put("start", rows.col("start"));
        }
        if (isByEntity()) {
            columns.put("c_open", build.minus(rows.col("c_d_until"), rows.col("c_d")));
            columns.put("c_close", rows.col("c_d_until"));
            if (countsStarts()) {
                columns.put("c_started", build.minus(rows.col("c_s_until"), rows.col("c_s")));
            }
        } else {
            columns.put("c_open", rows.col("open"));
            columns.put("c_close", columns.get("close"));
            if (needs.started()) {
                columns.put("c_started", rows.col("c_started"));
            }
        }
        return rows.select(columns);
    }

    /** Opening and closing by conditions on the versions themselves; a row for every entity, no events. */
    private Rows direct() {
        Rows versions = versions();
        if (needs.departed()) {
            versions = Rows.union(
                    List.of(versions.with(Map.of(DEPARTED, build.typed(0, count))), departures(versions.names())));
        }
        Rows v;
        RexNode opening;
        RexNode closing;
        if (periods.one()) {
            opening = build.instant(periods.firstUtc());
            closing = build.instant(periods.lastUtc());
            List<RexNode> seen = new ArrayList<>(List.of(build.less(versions.col("valid_from"), closing)));
            if (!needs.started() && !needs.departed()) {
                seen.add(lasts(versions, opening));
            }
            v = versions.where(seen);
        } else {
            v = versions.join(
                    JoinRelType.INNER,
                    number.bounds("p", "p_from", "p_until", false),
                    (r, b) -> build.less(r.col("valid_from"), r.col("p_until")));
            opening = v.col("p_from");
            closing = v.col("p_until");
        }
        RexNode before = build.less(v.col("valid_from"), opening);
        RexNode open = build.and(before, lasts(v, opening));
        RexNode close = lasts(v, closing);
        RexNode version =
                needs.departed() ? build.minus(build.typed(1, count), v.col(DEPARTED)) : build.typed(1, count);
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (String e : entity()) {
            columns.put(e, v.col(e));
        }
        if (!periods.one()) {
            columns.put("p", v.col("p"));
        }
        int keys = columns.size();
        columns.put("open", build.when(open, version, build.typed(0, count)));
        columns.put("close", build.when(close, version, build.typed(0, count)));
        if (needs.money()) {
            columns.put("open_m", build.when(open, v.col("mrr"), build.typed(0, money)));
            columns.put("close_m", build.when(close, v.col("mrr"), build.typed(0, money)));
        }
        if (countsStarts()) {
            columns.put("starts", build.when(before, build.typed(0, count), version));
            columns.put("c_started", build.when(before, version, build.typed(0, count)));
        }
        if (needs.departed()) {
            columns.put(DEPARTED, build.when(before, build.typed(0, count), v.col(DEPARTED)));
        }
        if (history) {
            columns.put(
                    "start",
                    build.when(
                            build.and(build.atLeast(v.col("valid_from"), opening), build.more(version, build.whole(0))),
                            v.col("valid_from")));
        }
        Rows split = v.select(columns);
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        columns.keySet().stream()
                .skip(keys)
                .forEach(c -> totals.put(
                        c,
                        Rows.Total.of(
                                c.equals("start") ? SqlStdOperatorTable.MIN : SqlStdOperatorTable.SUM,
                                c,
                                split.col(c).getType())));
        return withCustomers(build.shared.step("states", split.group(keys, totals)));
    }

    /** Whether a version still holds an instant before a moment. */
    private RexNode lasts(Rows versions, RexNode moment) {
        return build.or(build.isNull(versions.col("valid_to")), build.atLeast(versions.col("valid_to"), moment));
    }

    /** Departures in the shape of versions: they hold at no moment and are only counted. */
    private Rows departures(List<String> shape) {
        Fact fact = catalog.fact(DEPARTURES);
        attributes.ownOf(fact, "'" + DEPARTURES + "'");
        String date = fact.date().orElseThrow();
        Rows read = fact.rows(build, List.of(KpiColumn.CUSTOMER, date));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (String name : shape) {
            columns.put(
                    name,
                    switch (name) {
                        case KpiColumn.CUSTOMER -> read.col(KpiColumn.CUSTOMER);
                        case "mrr" -> build.typed(0, money);
                        default -> read.col(date);
                    });
        }
        columns.put(DEPARTED, build.typed(1, count));
        return read.select(columns);
    }

    /** Balances of money in one period, straight from the versions. */
    Rows money() {
        Rows versions = versions();
        Rows v = versions.where(build.less(versions.col("valid_from"), build.instant(periods.lastUtc())));
        RexNode opening = build.instant(periods.firstUtc());
        Map<String, RexNode> columns = new LinkedHashMap<>();
        entity().forEach(e -> columns.put(e, v.col(e)));
        columns.put(
                "opening",
                build.when(build.and(build.less(v.col("valid_from"), opening), lasts(v, opening)), v.col("mrr")));
        columns.put("closing", build.when(lasts(v, build.instant(periods.lastUtc())), v.col("mrr")));
        return v.select(columns);
    }

    /** What the customer of an entity does as a whole. */
    private Rows withCustomers(Rows rows) {
        Map<String, RexNode> more = new LinkedHashMap<>();
        if (!isByEntity()) {
            more.put("c_open", rows.col("open"));
            more.put("c_close", rows.col("close"));
            return rows.with(more);
        }
        List<RexNode> customer = new ArrayList<>(List.of(rows.col(KpiColumn.CUSTOMER)));
        if (rows.has("p")) {
            customer.add(rows.col("p"));
        }
        more.put("c_open", build.over(SqlStdOperatorTable.SUM, rows.col("open"), customer, List.of(), Build.Frame.ALL));
        more.put(
                "c_close",
                build.over(SqlStdOperatorTable.SUM, rows.col("close"), customer, List.of(), Build.Frame.ALL));
        if (countsStarts()) {
            more.put(
                    "c_started",
                    build.over(SqlStdOperatorTable.SUM, rows.col("c_started"), customer, List.of(), Build.Frame.ALL));
        }
        return rows.with(more);
    }
}
