package io.scorecard.compiler.state;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Availability;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Exchange;
import io.scorecard.compiler.tree.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Paid versions of subscriptions, and what happens at their bounds: one version more, or one less, and its money. */
final class PaidEvents {

    /** The rate of a version's currency before its period began. */
    static final String RATE_BEFORE = "rate_before";

    /** The rate of a version's currency on the last day of its period. */
    static final String RATE = "rate";

    private static final String CURRENCY = "currency";
    private static final String DEPARTURES = "customer_departures";

    private final StateQuestion asked;
    private final Build build;
    private final Periods periods;
    private final StateNeeds needs;
    private final RelDataType count;
    private final RelDataType money;
    private final Catalog catalog;
    private final Attributes attributes;
    private final Exchange exchange;
    private final boolean exchanged;

    /** @param withMoney whether anybody looks at their money */
    PaidEvents(StateQuestion asked, boolean withMoney) {
        this.asked = asked;
        this.build = asked.build();
        this.periods = asked.periods();
        this.needs = asked.needs();
        this.count = asked.count();
        this.money = asked.money();
        this.catalog = asked.catalog();
        this.attributes = asked.attributes();
        Optional<String> reported = Exchange.currency(catalog.model(), catalog.sources());
        this.exchange = new Exchange(build, reported.orElse(""));
        this.exchanged = withMoney && reported.isPresent();
        attributes.ownOf(withSubscriptionSegments(catalog.fact(Availability.VERSIONS)), "subscriptions");
    }

    /** Whether money is brought to the model's currency: then {@link Moves#FX} is among the columns. */
    boolean areExchanged() {
        return exchanged;
    }

    /** Versions with the money that they are at a rate; in the model's currency where no rates are used. */
    RexNode money(Rows versions, String rate) {
        return exchanged
                ? exchange.at(versions.col("mrr"), versions.col(CURRENCY), versions.col(rate))
                : versions.col("mrr");
    }

    /** With the rates of two days, where rates are used. */
    Rows rated(Rows versions, Function<Rows, RexNode> before, Function<Rows, RexNode> last) {
        if (!exchanged) {
            return versions;
        }
        Rows opening = exchange.rated(versions, versions.col(CURRENCY), before.apply(versions), RATE_BEFORE);
        return exchange.rated(opening, opening.col(CURRENCY), last.apply(opening), RATE);
    }

    /** All paid versions. */
    Rows versions() {
        Fact fact = withSubscriptionSegments(catalog.fact(Availability.VERSIONS));
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(KpiColumn.CUSTOMER, KpiColumn.CUSTOMER);
        wanted.putAll(attributes.ownOf(fact, "subscriptions"));
        wanted.putAll(fact.keysToReach(attributes.own()));
        List.of("valid_from", "valid_to", "mrr").forEach(c -> wanted.put(c, c));
        if (exchanged) {
            wanted.put(CURRENCY, CURRENCY);
        }
        Rows read = fact.rows(build, new LinkedHashSet<>(wanted.values()));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        wanted.forEach((as, c) -> columns.put(as, read.col(c)));
        Rows reached = fact.reached(build, read.select(columns), attributes.own(), "valid_from");
        return attributes.named(reached, attributes.own(), "");
    }

    /** Segments of subscriptions are columns of the versions, whatever the relation calls them. */
    private Fact withSubscriptionSegments(Fact versions) {
        Map<String, String> segments = new LinkedHashMap<>(versions.segments());
        catalog.fact("subscriptions").segments().forEach((segment, column) -> {
            if (versions.has(column)) {
                segments.putIfAbsent(segment, column);
            }
        });
        return versions.withSegments(segments);
    }

    /** Starts count one version more and its money, ends one less: entity, t, d, m, s, and what rates changed. */
    Rows events() {
        Rows versions = versions();
        List<Rows> parts = new ArrayList<>();
        parts.add(events(versions, "valid_from", 1));
        parts.add(events(versions, "valid_to", -1));
        if (exchanged) {
            parts.add(revaluations(versions));
        }
        if (periods.areNumbered()) {
            for (String table : changing()) {
                parts.add(attributeChanges(versions, table, "valid_from"));
                parts.add(attributeChanges(versions, table, "valid_to"));
            }
        }
        if (needs.departed()) {
            parts.add(departed());
        }
        return Rows.union(parts);
    }

    private Rows events(Rows versions, String at, int sign) {
        Rows before = versions.where(build.less(versions.col(at), build.instant(periods.lastUtc())));
        if (exchanged) {
            RexNode day = new PeriodNumber(build, periods).lastDay(before.col(at));
            before = exchange.rated(before, before.col(CURRENCY), day, RATE);
        }
        Rows rows = before;
        RexNode value = money(rows, RATE);
        Map<String, RexNode> columns = new LinkedHashMap<>();
        asked.entity().forEach(e -> columns.put(e, rows.col(e)));
        columns.put("t", rows.col(at));
        columns.put("d", build.typed(sign, count));
        columns.put("m", sign > 0 ? value : build.negative(value));
        columns.put("s", build.typed(sign > 0 ? 1 : 0, count));
        return rows.select(counted(columns, 0));
    }

    /** Where a version is paid for when a period begins, what its money changes by until the rate of its end. */
    private Rows revaluations(Rows versions) {
        Rows bounds = new PeriodNumber(build, periods).days("b_p", "b_from", "b_before", "b_last");
        Rows open = versions.join(
                JoinRelType.INNER,
                bounds,
                (v, b) -> build.and(
                        build.less(v.col("valid_from"), b.col("b_from")),
                        build.or(build.isNull(v.col("valid_to")), build.atLeast(v.col("valid_to"), b.col("b_from")))));
        Rows rated = rated(open, r -> r.col("b_before"), r -> r.col("b_last"));
        Rows changed = rated.where(build.call(SqlStdOperatorTable.NOT_EQUALS, rated.col(RATE_BEFORE), rated.col(RATE)));
        RexNode change = build.minus(money(changed, RATE), money(changed, RATE_BEFORE));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        asked.entity().forEach(e -> columns.put(e, changed.col(e)));
        columns.put("t", changed.col("b_from"));
        columns.put("d", build.typed(0, count));
        columns.put("m", change);
        columns.put("s", build.typed(0, count));
        counted(columns, 0).put(Moves.FX, change);
        return changed.select(columns);
    }

    private Map<String, RexNode> counted(Map<String, RexNode> event, int departed) {
        if (needs.departed()) {
            event.put(Moves.DEPARTED, build.typed(departed, count));
        }
        if (exchanged) {
            event.put(Moves.FX, build.typed(0, money));
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

    /** The tables that tell how attributes of customers change. */
    private List<String> changing() {
        List<String> tables = new ArrayList<>();
        if (!attributes.changing().isEmpty()) {
            tables.add(Catalog.HISTORY);
        }
        if (!attributes.many().isEmpty()) {
            tables.add(KpiColumn.MEMBERSHIPS);
        }
        return tables;
    }

    /** An event of nothing where an attribute changes, so that the entity has a row in that period. */
    private Rows attributeChanges(Rows versions, String table, String at) {
        Rows entities = versions.select(asked.entity()).distinct();
        Rows changes = catalog.canonical(table).rows(build, List.of(KpiColumn.CUSTOMER, at));
        Map<String, RexNode> named = new LinkedHashMap<>();
        named.put("h_customer", changes.col(KpiColumn.CUSTOMER));
        named.put("t", changes.col(at));
        Rows moments = changes.select(named);
        Rows relevant = moments.where(build.less(moments.col("t"), build.instant(periods.lastUtc())));
        Rows joined = entities.join(
                JoinRelType.INNER, relevant, (r, h) -> build.equal(r.col(KpiColumn.CUSTOMER), r.col("h_customer")));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        asked.entity().forEach(e -> columns.put(e, joined.col(e)));
        columns.put("t", joined.col("t"));
        columns.put("d", build.typed(0, count));
        columns.put("m", build.typed(0, money));
        columns.put("s", build.typed(0, count));
        return joined.select(counted(columns, 0));
    }

    /** Departures in the shape of versions: they hold at no moment and are only counted. */
    Rows departures(List<String> shape) {
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
                        case CURRENCY -> build.nothing(build.types.createSqlType(SqlTypeName.VARCHAR));
                        default -> read.col(date);
                    });
        }
        columns.put(Moves.DEPARTED, build.typed(1, count));
        return read.select(columns);
    }
}
