package io.scorecard.random;

import static io.scorecard.random.Piece.expression;
import static io.scorecard.random.Piece.maybe;

import io.scorecard.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * Random aggregates over the columns of a scope, and windows over its rows.
 *
 * @param kpis how many of a hundred aggregates are KPIs
 */
record Aggregates(Expressions rows, int kpis) {
    private Dice dice() {
        return rows.dice();
    }

    Column aggregate() {
        Dice dice = dice();
        Piece filter = dice.chance(20) ? maybe(" FILTER (WHERE ", new Predicates(rows).of(1), ")") : Piece.NOTHING;
        if (dice.chance(kpis)) {
            return kpi(filter);
        }
        return switch (dice.between(1, 9)) {
            case 1 -> column(Kind.INTEGER, "COUNT(*)", filter);
            case 2 -> column(Kind.INTEGER, "COUNT(", rows.of(dice.pick(Kind.TEXT, Kind.INTEGER), 1), ")", filter);
            case 3 ->
                column(Kind.INTEGER, "COUNT(DISTINCT ", rows.of(dice.pick(Kind.TEXT, Kind.INTEGER), 1), ")", filter);
            case 4 ->
                column(Kind.INTEGER, "SUM(" + dice.pick("", "", "DISTINCT "), rows.of(Kind.INTEGER, 1), ")", filter);
            case 5 -> column(Kind.DECIMAL, "SUM(", rows.of(Kind.DECIMAL, 1), ")", filter);
            case 6 -> column(Kind.DOUBLE, "CAST(AVG(", rows.number(1), ")", filter, " AS DOUBLE PRECISION)");
            case 7 ->
                column(
                        Kind.DOUBLE,
                        "CAST(" + dice.pick("STDDEV_SAMP(", "STDDEV_POP(", "VAR_SAMP(", "VAR_POP(", "AVG("),
                        rows.of(Kind.INTEGER, 1),
                        ")",
                        filter,
                        " AS DOUBLE PRECISION)");
            default -> {
                Kind kind = dice.pick(Kind.TEXT, Kind.INSTANT, Kind.DAY, Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE);
                yield column(kind, dice.pick("MIN(", "MAX("), rows.of(kind, 1), ")", filter);
            }
        };
    }

    private Column kpi(Piece suffix) {
        Dice dice = dice();
        if (dice.chance(15)) {
            List<Piece> instants = List.of(ofAColumn(rows.of(Kind.INSTANT, 0)), rows.of(Kind.INSTANT, 0));
            return column(Kind.DOUBLE, new KpiCall(KpiCall.OF_INSTANTS.get(dice.between(0, 1)), instants, suffix));
        }
        String name = KpiCall.OF_A_SCORE.get(dice.between(0, KpiCall.OF_A_SCORE.size() - 1));
        List<Piece> arguments = new ArrayList<>();
        arguments.add(scoreFor(name));
        if (name.equals("csat") && dice.chance(30)) {
            arguments.add(Piece.text(dice.pick("3", "5")));
        }
        return column(name.equals("nps_n") ? Kind.INTEGER : Kind.DOUBLE, new KpiCall(name, arguments, suffix));
    }

    /** The column of another scale is refused, and what is computed of it is not. */
    private Piece scoreFor(String kpi) {
        Piece score = score();
        String text = score.in(Wording.OURS);
        boolean own = text.endsWith(kpi.split("_")[0] + "_score");
        return own || !text.endsWith("_score") ? score : Piece.of("(", score, " + 0)");
    }

    private Piece score() {
        List<Column> scores = rows.scope().stream()
                .filter(c -> c.piece().in(Wording.OURS).endsWith("_score"))
                .toList();
        return !scores.isEmpty() && dice().chance(70)
                ? scores.get(dice().between(0, scores.size() - 1)).piece()
                : ofAColumn(rows.of(dice().pick(Kind.INTEGER, Kind.DOUBLE, Kind.DOUBLE, Kind.DECIMAL), 1));
    }

    /** A KPI takes literals alone for its options, and refuses what is none. */
    private Piece ofAColumn(Piece value) {
        String text = value.in(Wording.OURS);
        boolean names =
                rows.scope().stream().anyMatch(c -> text.contains(c.piece().in(Wording.OURS)));
        return names || rows.scope().isEmpty()
                ? value
                : Piece.of("CASE WHEN ", rows.scope().get(0).piece(), " IS NULL THEN ", value, " ELSE ", value, " END");
    }

    /** Over rows of a scope whose columns together tell the rows apart, or do not matter. */
    Column window() {
        Dice dice = dice();
        List<Piece> partition = new ArrayList<>();
        if (dice.chance(70)) {
            partition.add(rows.of(dice.pick(Kind.TEXT, Kind.TEXT, Kind.FLAG, Kind.INTEGER), 0));
        }
        Piece by = Piece.items("PARTITION BY ", ", ", partition, 0);
        Piece whole = Piece.of(" OVER (", by, ")");
        if (dice.chance(kpis)) {
            return kpi(whole);
        }
        List<Piece> order = new ArrayList<>();
        for (Column column : rows.scope()) {
            order.add(Piece.of(column.piece(), RandomQuery.direction(dice)));
        }
        Piece ordered = Piece.of(" OVER (", by, " ", Piece.items("ORDER BY ", ", ", order, 1));
        return switch (dice.between(1, 8)) {
            case 1 -> column(Kind.INTEGER, "SUM(", rows.of(Kind.INTEGER, 1), ")", whole);
            case 2 -> column(Kind.INTEGER, "COUNT(", rows.of(Kind.TEXT, 1), ")", whole);
            case 3 -> column(Kind.DOUBLE, "CAST(AVG(", rows.of(Kind.INTEGER, 1), ")", whole, " AS DOUBLE PRECISION)");
            case 4 ->
                column(Kind.INTEGER, dice.pick("RANK()", "DENSE_RANK()", "NTILE(3)", "ROW_NUMBER()"), ordered, ")");
            case 5 -> {
                Kind kind = dice.pick(Kind.TEXT, Kind.INTEGER, Kind.INSTANT, Kind.DECIMAL);
                yield column(kind, dice.pick("LAG(", "LEAD("), rows.of(kind, 1), dice.pick(")", ", 2)"), ordered, ")");
            }
            case 6 -> {
                Kind kind = dice.pick(Kind.TEXT, Kind.INTEGER);
                yield column(
                        kind,
                        dice.pick("FIRST_VALUE(", "LAST_VALUE("),
                        rows.of(kind, 1),
                        ")",
                        ordered,
                        frame(dice) + ")");
            }
            case 7 -> column(Kind.DECIMAL, "SUM(", rows.of(Kind.DECIMAL, 1), ")", ordered, frame(dice) + ")");
            default ->
                column(
                        Kind.INTEGER,
                        dice.pick("COUNT(", "MAX(", "MIN(", "SUM("),
                        rows.of(Kind.INTEGER, 1),
                        ")",
                        ordered,
                        frame(dice) + ")");
        };
    }

    private static String frame(Dice dice) {
        return dice.pick(
                "",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                " ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");
    }

    private static Column column(Kind kind, Object... parts) {
        return new Column(expression(kind, parts), kind);
    }
}
