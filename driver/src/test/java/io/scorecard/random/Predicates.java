package io.scorecard.random;

import static io.scorecard.random.Piece.expression;
import static io.scorecard.random.Piece.items;
import static io.scorecard.random.Piece.maybe;

import io.scorecard.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/** Random conditions over the columns of a scope, with all that NULL can do in them, and with subqueries. */
record Predicates(Expressions expressions) {
    private Dice dice() {
        return expressions.dice();
    }

    Piece.Expression of(int depth) {
        Dice dice = dice();
        Kind kind = dice.pick(
                Kind.TEXT, Kind.TEXT, Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE, Kind.INSTANT, Kind.DAY);
        int choice = depth <= 0 ? dice.between(1, 8) : dice.between(1, 16);
        return switch (choice) {
            case 1, 2, 3 -> comparison(kind, depth);
            case 4 -> flag(operand(kind, depth), " IS " + dice.pick("", "NOT ") + "NULL");
            case 5 -> flag(operand(kind, depth), dice.pick("", " NOT") + " IN ", list(kind));
            case 6 ->
                flag(
                        operand(Kind.TEXT, depth),
                        dice.pick("", " NOT") + " LIKE " + dice.pick("'%a%'", "'E_'", "'s%'", "'%'", "''"));
            case 7 -> flag(operand(Kind.FLAG, 0), " IS " + dice.pick("", "NOT ") + dice.pick("TRUE", "FALSE"));
            case 8 ->
                flag(operand(kind, depth), " IS " + dice.pick("", "NOT ") + "DISTINCT FROM ", operand(kind, depth - 1));
            case 9 ->
                flag(
                        operand(kind, depth),
                        dice.pick("", " NOT") + " BETWEEN ",
                        expressions.of(kind, 0),
                        " AND ",
                        expressions.of(kind, 0));
            case 10, 11 -> flag("(", of(depth - 1), dice.pick(" AND ", " OR "), of(depth - 1), ")");
            case 12 -> flag("NOT (", of(depth - 1), ")");
            default -> subquery(kind);
        };
    }

    private static Piece.Expression flag(Object... parts) {
        return expression(Kind.FLAG, parts);
    }

    private Piece operand(Kind kind, int depth) {
        return Piece.of("(", expressions.of(kind, depth), ")");
    }

    private Piece.Expression comparison(Kind kind, int depth) {
        String operator = dice().pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
        return flag(
                operand(kind, depth),
                operator,
                kind.isNumber() ? Piece.of("(", expressions.number(depth - 1), ")") : operand(kind, depth - 1));
    }

    private Piece list(Kind kind) {
        List<Piece> values = new ArrayList<>();
        for (int i = dice().between(1, 3); i > 0; i--) {
            values.add(expressions.literal(kind));
        }
        return Piece.of("(", items("", ", ", values, 1), ")");
    }

    private Piece.Expression subquery(Kind kind) {
        Dice dice = dice();
        String table = CanonicalColumns.tables()
                .get(dice.between(0, CanonicalColumns.tables().size() - 1));
        String alias = "s" + dice.between(1, 999);
        List<Column> columns = CanonicalColumns.of(table, alias);
        Expressions inner = new Expressions(dice, columns);
        List<Piece> conditions = new ArrayList<>();
        if (dice.chance(60)) {
            conditions.add(new Predicates(inner).of(0));
        }
        List<Column> texts =
                expressions.scope().stream().filter(c -> c.kind() == Kind.TEXT).toList();
        if (!texts.isEmpty() && dice.chance(60)) {
            String key = CanonicalColumns.has(table, "customer_id") ? "customer_id" : "plan_id";
            Piece outer = texts.stream()
                    .filter(c -> c.piece().in(Wording.OURS).endsWith(key))
                    .findFirst()
                    .orElse(texts.get(dice.between(0, texts.size() - 1)))
                    .piece();
            conditions.add(Piece.of(alias + "." + key + " = ", outer));
        }
        Piece rest = Piece.of(" FROM " + table + " AS " + alias, items(" WHERE ", " AND ", conditions, 0));
        Kind wanted = kind == Kind.DAY || kind == Kind.DECIMAL ? Kind.TEXT : kind;
        return switch (dice.between(1, 6)) {
            case 1, 2 -> flag(dice.pick("", "NOT ") + "EXISTS (SELECT 1", rest, ")");
            case 3 -> flag(operand(wanted, 1), dice.pick("", " NOT") + " IN (SELECT ", inner.of(wanted, 1), rest, ")");
            case 4 ->
                flag(
                        operand(wanted, 0),
                        dice.pick(" = ANY", " > ANY", " <> ALL", " <= ALL") + " (SELECT ",
                        inner.of(wanted, 0),
                        rest,
                        ")");
            case 5 -> flag("(SELECT COUNT(*)", rest, ")" + dice.pick(" > ", " <= ", " = ") + dice.between(0, 6));
            default ->
                flag(
                        operand(Kind.INTEGER, 0),
                        dice.pick(" < ", " >= ") + "(SELECT " + dice.pick("MAX(", "SUM(", "MIN(", "COUNT("),
                        inner.of(Kind.INTEGER, 1),
                        ")",
                        rest,
                        maybe(" HAVING COUNT(*) > 1"),
                        ")");
        };
    }
}
