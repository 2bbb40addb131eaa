package io.scorecard.random;

import static io.scorecard.random.Piece.expression;
import static io.scorecard.random.Piece.words;

import io.scorecard.oracle.Dice;
import java.util.List;

/**
 * Random scalar expressions over the columns of a scope, in SQL that means one thing on every engine.
 *
 * <p>Left out is what engines round or order differently by their own right: doubles cast to whole numbers, casts of
 * fractions to text.
 */
record Expressions(Dice dice, List<Column> scope) {
    private static final String[] TEXTS = {
        "'EU'", "'US'", "'smb'", "'ent'", "'retail'", "'bank'", "'email'", "'solved'", "'nps'", "''", "'Zoë'", "'a '"
    };
    private static final String[] DAYS = {"DATE '2025-02-28'", "DATE '2025-06-01'", "DATE '2025-12-31'"};
    private static final String[] INSTANTS = {
        "TIMESTAMP '2025-03-01 00:00:00'", "TIMESTAMP '2025-10-26 02:30:00'", "TIMESTAMP '2026-01-01 12:00:01'"
    };

    Piece.Expression of(Kind kind, int depth) {
        List<Column> fitting = scope.stream().filter(c -> c.kind() == kind).toList();
        if (!fitting.isEmpty() && (depth <= 0 || dice.chance(45))) {
            return fitting.get(dice.between(0, fitting.size() - 1)).piece();
        }
        if (depth <= 0 || dice.chance(15)) {
            return literal(kind);
        }
        if (dice.chance(25)) {
            return general(kind, depth - 1);
        }
        return switch (kind) {
            case INTEGER -> integer(depth - 1);
            case DECIMAL -> decimal(depth - 1);
            case DOUBLE -> inexact(depth - 1);
            case TEXT -> text(depth - 1);
            case INSTANT -> instant(depth - 1);
            case DAY -> day(depth - 1);
            case FLAG -> new Predicates(this).of(depth - 1);
        };
    }

    /** A number of any kind. */
    Piece.Expression number(int depth) {
        return of(dice.pick(Kind.INTEGER, Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE), depth);
    }

    Piece.Expression literal(Kind kind) {
        return switch (kind) {
            case INTEGER -> expression(kind, dice.pick("0", "1", "2", "3", "7", "(-1)", "10"));
            case DECIMAL -> expression(kind, dice.pick("0.5", "1.25", "100.0001", "(-3.1)", "0.0"));
            case DOUBLE -> {
                String number = dice.pick("2.5", "0.1", "9", "(-4.75)");
                yield expression(kind, "CAST(" + number + " AS DOUBLE PRECISION)");
            }
            case TEXT -> expression(kind, dice.pick(TEXTS));
            case INSTANT -> expression(kind, dice.pick(INSTANTS));
            case DAY -> expression(kind, dice.pick(DAYS));
            case FLAG -> expression(kind, dice.pick("TRUE", "FALSE"));
        };
    }

    private Piece.Expression general(Kind kind, int depth) {
        Predicates predicates = new Predicates(this);
        return switch (dice.between(1, 6)) {
            case 1 ->
                expression(
                        kind,
                        "CASE WHEN ",
                        predicates.of(depth),
                        " THEN ",
                        of(kind, depth),
                        " ELSE ",
                        of(kind, depth),
                        " END");
            case 2 -> expression(kind, "CASE WHEN ", predicates.of(depth), " THEN ", of(kind, depth), " END");
            case 3 -> expression(kind, "COALESCE(", of(kind, depth), ", ", of(kind, depth), ")");
            case 4 -> expression(kind, "NULLIF(", of(kind, depth), ", ", literal(kind), ")");
            case 5 ->
                expression(
                        kind,
                        "CASE ",
                        of(Kind.TEXT, 0),
                        " WHEN 'EU' THEN ",
                        of(kind, depth),
                        " WHEN 'smb' THEN ",
                        of(kind, 0),
                        " ELSE ",
                        of(kind, depth),
                        " END");
            default -> expression(kind, "(", of(kind, depth), ")");
        };
    }

    private Piece.Expression integer(int depth) {
        Kind kind = Kind.INTEGER;
        return switch (dice.between(1, 10)) {
            case 1, 2 -> expression(kind, "(", of(kind, depth), dice.pick(" + ", " - "), of(kind, depth), ")");
            case 3 -> expression(kind, "(", of(kind, depth), " * ", of(kind, 0), ")");
            case 4, 5 -> quotient(of(kind, depth), of(kind, depth));
            case 6 -> expression(kind, "MOD(", of(kind, depth), ", NULLIF(", of(kind, 0), ", 0))");
            case 7 -> expression(kind, dice.pick("ABS(", "- (", "+ ("), of(kind, depth), ")");
            case 8 -> expression(kind, "CHAR_LENGTH(", of(Kind.TEXT, depth), ")");
            case 9 ->
                expression(
                        kind,
                        "CAST(EXTRACT(" + dice.pick("YEAR", "MONTH", "DAY", "QUARTER") + " FROM ",
                        of(dice.pick(Kind.INSTANT, Kind.DAY), depth),
                        ") AS BIGINT)");
            default ->
                expression(kind, "POSITION(" + dice.pick("'a'", "'s'", "'EU'") + " IN ", of(Kind.TEXT, depth), ")");
        };
    }

    /** Whole numbers that a KPI counts are divided with a fraction; any others as PostgreSQL does. */
    private static Piece.Expression quotient(Piece above, Piece below) {
        String text = above.in(Wording.OURS) + below.in(Wording.OURS);
        if (!text.contains("nps_n(")) {
            return expression(Kind.INTEGER, "(", above, words(" / ", " / ", " // "), "NULLIF(", below, ", 0))");
        }
        String inexact = " AS DOUBLE PRECISION) / ";
        return expression(
                Kind.INTEGER,
                words("CAST(FLOOR(", "CAST(FLOOR(CAST(", "CAST(FLOOR(CAST("),
                above,
                words(" / ", inexact, inexact),
                "NULLIF(",
                below,
                ", 0)) AS BIGINT)");
    }

    private Piece.Expression decimal(int depth) {
        Kind kind = Kind.DECIMAL;
        return switch (dice.between(1, 6)) {
            case 1, 2 -> expression(kind, "(", of(kind, depth), dice.pick(" + ", " - "), of(kind, depth), ")");
            case 3 -> expression(kind, "(", of(kind, 0), " * ", of(dice.pick(Kind.INTEGER, Kind.DECIMAL), 0), ")");
            case 4 -> expression(kind, "CAST(", of(Kind.INTEGER, depth), " AS DECIMAL(12, 2))");
            case 5 -> expression(kind, "ABS(", of(kind, depth), ")");
            default -> expression(kind, "ROUND(", of(kind, depth), ", 1)");
        };
    }

    private Piece.Expression inexact(int depth) {
        Kind kind = Kind.DOUBLE;
        return switch (dice.between(1, 6)) {
            case 1, 2 -> expression(kind, "(", of(kind, depth), dice.pick(" + ", " - ", " * "), number(depth), ")");
            case 3 ->
                expression(kind, "(CAST(", number(depth), " AS DOUBLE PRECISION) / NULLIF(", of(kind, depth), ", 0))");
            case 4 -> expression(kind, "SQRT(ABS(", of(kind, depth), "))");
            case 5 -> expression(kind, dice.pick("FLOOR(", "CEIL(", "ABS("), of(kind, depth), ")");
            default -> expression(kind, "CAST(", number(depth), " AS DOUBLE PRECISION)");
        };
    }

    private Piece.Expression text(int depth) {
        Kind kind = Kind.TEXT;
        return switch (dice.between(1, 7)) {
            case 1 -> expression(kind, dice.pick("UPPER(", "LOWER(", "TRIM("), of(kind, depth), ")");
            case 2, 3 -> expression(kind, "(", of(kind, depth), " || ", of(kind, depth), ")");
            case 4 -> expression(kind, "SUBSTRING(", of(kind, depth), " FROM " + dice.between(1, 3) + " FOR 2)");
            case 5 -> expression(kind, "CAST(", of(Kind.INTEGER, depth), " AS VARCHAR)");
            case 6 -> expression(kind, "REPLACE(", of(kind, depth), ", 'a', 'bb')");
            default -> expression(kind, "CAST(", of(Kind.DAY, depth), " AS VARCHAR)");
        };
    }

    private Piece.Expression instant(int depth) {
        Kind kind = Kind.INSTANT;
        return switch (dice.between(1, 4)) {
            case 1, 2 ->
                expression(
                        kind,
                        "(",
                        of(kind, depth),
                        dice.pick(" + ", " - ") + "INTERVAL '" + dice.between(1, 40) + "' "
                                + dice.pick("DAY", "HOUR", "MONTH") + ")");
            case 3 -> expression(kind, "CAST(", of(Kind.DAY, depth), " AS TIMESTAMP)");
            default ->
                expression(
                        kind,
                        "CAST(date_trunc('" + dice.pick("month", "day", "year", "week", "quarter", "hour") + "', ",
                        of(kind, depth),
                        ") AS TIMESTAMP)");
        };
    }

    private Piece.Expression day(int depth) {
        Kind kind = Kind.DAY;
        return switch (dice.between(1, 3)) {
            case 1, 2 -> expression(kind, "CAST(", of(Kind.INSTANT, depth), " AS DATE)");
            default ->
                expression(
                        kind,
                        "CAST((",
                        of(kind, depth),
                        " + INTERVAL '" + dice.between(1, 3) + "' " + dice.pick("DAY", "MONTH", "YEAR") + ") AS DATE)");
        };
    }
}
