package io.scorecard.random;

import static io.scorecard.random.Piece.items;
import static io.scorecard.random.Piece.maybe;

import io.scorecard.oracle.Dice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Random SELECTs over the canonical tables: joins, grouping of every sort, windows, subqueries, set operations.
 *
 * @param kpis how many of a hundred aggregates are KPIs
 */
record RandomQuery(Dice dice, int kpis) {
    /** A query and the kinds of its columns, which are called {@code c1}, {@code c2} and so on. */
    private record Select(Piece piece, List<Kind> kinds) {}

    private record From(Piece piece, List<Column> scope) {}

    static Piece of(long seed, int kpis) {
        return new RandomQuery(Dice.of(seed), kpis).whole();
    }

    private Piece whole() {
        Select select = dice.chance(15) ? withNamed() : kpis == 0 && dice.chance(18) ? combined() : select(2, null);
        if (!dice.chance(45)) {
            return select.piece();
        }
        List<Piece> order = new ArrayList<>();
        for (int i = 1; i <= select.kinds().size(); i++) {
            order.add(Piece.of(Integer.toString(i), direction(dice)));
        }
        Piece limit = dice.chance(60)
                ? maybe(" LIMIT " + dice.between(0, 20), dice.chance(40) ? maybe(" OFFSET " + dice.between(0, 5)) : "")
                : Piece.NOTHING;
        return Piece.of(select.piece(), items(" ORDER BY ", ", ", order, 0), limit);
    }

    /** NULLs come last to us unless said otherwise. */
    static Piece direction(Dice dice) {
        return switch (dice.between(1, 6)) {
            case 1 -> Piece.words(" DESC", " DESC NULLS LAST", " DESC NULLS LAST");
            case 2 -> Piece.text(" NULLS FIRST");
            case 3 -> Piece.text(" DESC NULLS FIRST");
            case 4 -> Piece.text(" DESC NULLS LAST");
            default -> Piece.NOTHING;
        };
    }

    private Select withNamed() {
        Select named = select(1, null);
        List<Column> first = columns("w", named.kinds());
        From from = new From(Piece.text("w"), first);
        if (dice.chance(30)) {
            List<Column> scope = new ArrayList<>(first);
            scope.addAll(columns("w2", named.kinds()));
            from = new From(
                    Piece.of(
                            "w " + dice.pick("LEFT ", "") + "JOIN w AS w2 ON w2.c1 = w.c1 AND ",
                            new Predicates(new Expressions(dice, scope)).of(0)),
                    scope);
        }
        Select outer = from(from, 1, null);
        return new Select(Piece.of("WITH w AS (", named.piece(), ") ", outer.piece()), outer.kinds());
    }

    private Select combined() {
        Select first = select(1, null);
        List<Piece> parts = new ArrayList<>(List.of(first.piece()));
        String operator =
                dice.pick(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " INTERSECT ALL ", " EXCEPT ALL ");
        for (int i = dice.between(1, 2); i > 0; i--) {
            parts.add(select(1, first.kinds()).piece());
        }
        return new Select(items("", operator, parts, 1), first.kinds());
    }

    private Select select(int depth, @Nullable List<Kind> wanted) {
        return from(from(depth), depth, wanted);
    }

    private Select from(From from, int depth, @Nullable List<Kind> wanted) {
        Expressions rows = new Expressions(dice, from.scope());
        Aggregates aggregates = new Aggregates(rows, kpis);
        List<Piece> where = new ArrayList<>();
        for (int i = dice.pick(0, 0, 1, 1, 2); i > 0; i--) {
            where.add(new Predicates(rows).of(depth));
        }
        Piece source = Piece.of(" FROM ", from.piece(), items(" WHERE ", " AND ", where, 0));
        int form = wanted != null ? 1 : kpis > 0 ? dice.between(4, 10) : dice.between(1, 10);
        if (form <= 4 && (kpis == 0 || form == 4)) {
            List<Column> scope = new ArrayList<>(from.scope());
            int windows = wanted != null ? 0 : form == 4 ? dice.between(1, 2) : 0;
            List<Piece> selected = new ArrayList<>();
            List<Kind> kinds = wanted != null ? wanted : kinds();
            kinds.forEach(kind -> selected.add(rows.of(kind, 2)));
            List<Kind> all = new ArrayList<>(kinds);
            for (int i = 0; i < windows; i++) {
                Column window = new Aggregates(new Expressions(dice, scope), kpis).window();
                selected.add(window.piece());
                all.add(window.kind());
            }
            String distinct = windows == 0 && dice.chance(20) ? "SELECT DISTINCT " : "SELECT ";
            return new Select(Piece.of(named(distinct, selected), source), all);
        }
        List<Column> keys = new ArrayList<>();
        for (int i = form <= 5 ? 0 : dice.between(1, 2); i > 0; i--) {
            Column key = key(rows);
            if (keys.stream()
                    .noneMatch(
                            k -> k.piece().in(Wording.OURS).equals(key.piece().in(Wording.OURS)))) {
                keys.add(key);
            }
        }
        List<Column> sums = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            sums.add(aggregates.aggregate());
        }
        return grouped(source, keys, sums);
    }

    private Select grouped(Piece source, List<Column> keys, List<Column> sums) {
        List<Column> scope = new ArrayList<>(keys);
        scope.addAll(sums);
        Expressions groups = new Expressions(dice, scope);
        List<Piece> selected = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        List<Column> shown = new ArrayList<>(scope);
        boolean sets = !keys.isEmpty() && dice.chance(30);
        List<Piece> names = keys.stream().<Piece>map(Column::piece).toList();
        if (sets && dice.chance(50)) {
            keys.forEach(k ->
                    shown.add(new Column(Piece.expression(Kind.INTEGER, "GROUPING(", k.piece(), ")"), Kind.INTEGER)));
        }
        if (dice.chance(40)) {
            Kind kind = sums.get(0).kind();
            shown.add(new Column(groups.of(kind, 2), kind));
        }
        shown.forEach(c -> {
            selected.add(c.piece());
            kinds.add(c.kind());
        });
        Piece group = sets ? Piece.of(" GROUP BY ", sets(names)) : items(" GROUP BY ", ", ", names, 0);
        Piece having = dice.chance(20) ? maybe(" HAVING ", new Predicates(groups).of(1)) : Piece.NOTHING;
        return new Select(Piece.of(named("SELECT ", selected), source, group, having), kinds);
    }

    private Piece sets(List<Piece> names) {
        return switch (dice.between(1, 3)) {
            case 1 -> Piece.of("ROLLUP(", items("", ", ", names, 1), ")");
            case 2 -> Piece.of("CUBE(", items("", ", ", names, 1), ")");
            default -> Piece.of("GROUPING SETS((", items("", ", ", names, 1), "), ", names.get(0), maybe(", ()"), ")");
        };
    }

    /** A grouping key with a column in it: a bare number would be a position. */
    private Column key(Expressions rows) {
        Kind kind = dice.pick(Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.INTEGER, Kind.FLAG, Kind.DAY, Kind.INSTANT);
        List<Column> fitting =
                rows.scope().stream().filter(c -> c.kind() == kind).toList();
        if (fitting.isEmpty()) {
            return rows.scope().get(dice.between(0, rows.scope().size() - 1));
        }
        Piece column = fitting.get(dice.between(0, fitting.size() - 1)).piece();
        if (dice.chance(60)) {
            return new Column(Piece.expression(kind, column), kind);
        }
        return switch (kind) {
            case TEXT -> new Column(Piece.expression(kind, "UPPER(", column, ")"), kind);
            case INTEGER -> new Column(Piece.expression(kind, "(", column, " + 1)"), kind);
            case INSTANT ->
                new Column(Piece.expression(Kind.DAY, "CAST(date_trunc('month', ", column, ") AS DATE)"), Kind.DAY);
            default -> new Column(Piece.expression(Kind.FLAG, "(", column, " IS NULL)"), Kind.FLAG);
        };
    }

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            kinds.add(dice.pick(Kind.values()));
        }
        return kinds;
    }

    private static Piece named(String select, List<Piece> selected) {
        List<Piece> items = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            items.add(Piece.of(selected.get(i), " AS c" + (i + 1)));
        }
        return items(select, ", ", items, 1);
    }

    private static List<Column> columns(String alias, List<Kind> kinds) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            columns.add(Column.of(alias + ".c" + (i + 1), kinds.get(i)));
        }
        return columns;
    }

    private From from(int depth) {
        if (depth > 0 && dice.chance(15)) {
            Select inner = select(depth - 1, null);
            return new From(Piece.of("(", inner.piece(), ") AS d"), columns("d", inner.kinds()));
        }
        if (dice.chance(3)) {
            return new From(
                    Piece.text("(VALUES (1, 'a'), (2, NULL), (NULL, 'EU'), (7, 'bcd')) AS v(n, t)"),
                    List.of(Column.of("v.n", Kind.INTEGER), Column.of("v.t", Kind.TEXT)));
        }
        String table = kpis > 0 && dice.chance(60)
                ? "surveys"
                : CanonicalColumns.tables()
                        .get(dice.between(0, CanonicalColumns.tables().size() - 1));
        List<Column> scope = new ArrayList<>(CanonicalColumns.of(table, "a"));
        Piece piece = Piece.text(table + " AS a");
        String first = table;
        for (int i = dice.pick(0, 0, 1, 1, 2); i > 0; i--) {
            String alias = i == 1 ? "b" : "c";
            String other = i == 1
                    ? CanonicalColumns.tables()
                            .get(dice.between(0, CanonicalColumns.tables().size() - 1))
                    : dice.pick("customers", "plans");
            scope.addAll(CanonicalColumns.of(other, alias));
            piece = Piece.of(piece, join(first, other, alias, scope));
        }
        return new From(piece, scope);
    }

    private Piece join(String first, String other, String alias, List<Column> scope) {
        String key = List.of("customer_id", "ticket_id", "plan_id").stream()
                .filter(k -> CanonicalColumns.has(first, k) && CanonicalColumns.has(other, k))
                .findFirst()
                .orElse("");
        if (key.isEmpty()) {
            return Piece.maybe(" CROSS JOIN (SELECT * FROM " + other + " ORDER BY 1 LIMIT 5) AS " + alias);
        }
        String sort = dice.pick(" JOIN ", " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ");
        String on = other + " AS " + alias + " ON " + alias + "." + key + " = a." + key;
        return sort.contains("FULL") || dice.chance(60)
                ? maybe(sort + on)
                : maybe(sort + on, maybe(" AND ", comparison(scope)));
    }

    /** A condition without a subquery, which not every engine takes in ON. */
    private Piece comparison(List<Column> scope) {
        return new Predicates(new Expressions(dice, scope)).of(0);
    }
}
