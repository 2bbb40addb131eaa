package io.scorecard.truth;

import io.scorecard.oracle.Dice;
import io.scorecard.oracle.Grid;
import io.scorecard.oracle.RandomCompany;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Random questions to {@code kpi} that the grid can answer, too: measures, grain, segment, conditions, FILTER, totals. */
record RandomQuestions(Dice dice) {
    private static final String[] TESTS = {
        "%s = 'EU'",
        "%s = 'smb'",
        "%s <> 'smb'",
        "%s IS NULL",
        "%s IS NOT NULL",
        "%s IN ('EU', 'ent', 'retail')",
        "NOT (%s = 'EU')",
        "(%s = 'US' OR %s IS NULL)",
        "%s NOT IN ('mid', 'US')",
        "%s LIKE '%%e%%'",
        "COALESCE(%s, 'none') <> 'ent'",
        "%s IS DISTINCT FROM 'EU'",
        "%s > 'ent'",
        "CASE WHEN %s = 'EU' THEN TRUE ELSE FALSE END"
    };

    /** A condition on one attribute. */
    private record Condition(String attribute, String test) {
        String sql() {
            return test.replace("%s", attribute).replace("%%", "%");
        }

        UnaryOperator<Grid> narrowed(UnaryOperator<Grid> grid) {
            return g -> grid.apply(g).whose(attribute, test.replace("%%", "%"));
        }
    }

    static GridCase of(long seed) {
        return new RandomQuestions(Dice.of(seed)).question();
    }

    private GridCase question() {
        @Nullable
        String segment = dice.<@Nullable String>pick(
                null, null, "segment", "segment", "region", "industry", "owner_name", Grid.PLAN);
        String grain = dice.pick("interval", "interval", "month", "month", "quarter", "week", "day");
        LocalDate from = day(RandomCompany.FROM, RandomCompany.TO.minusDays(20));
        LocalDate until = grain.equals("day")
                ? from.plusDays(dice.between(1, 12))
                : grain.equals("week")
                        ? from.plusDays(dice.between(3, 70))
                        : day(from.plusDays(1), RandomCompany.TO.plusDays(1));
        Question question = Question.of(measures(Grid.PLAN.equals(segment)), from, until)
                .each(grain)
                .by(segment);
        UnaryOperator<Grid> narrowed = UnaryOperator.identity();
        List<String> where = new ArrayList<>();
        for (int i = dice.pick(0, 0, 1, 1, 2); i > 0; i--) {
            Condition condition = condition();
            where.add(condition.sql());
            narrowed = condition.narrowed(narrowed);
        }
        question = question.where(String.join(" AND ", where));
        if (dice.chance(25)) {
            Condition condition = condition();
            question = question.filtered(condition.sql());
            narrowed = condition.narrowed(narrowed);
        }
        boolean apart =
                question.grain() == null ? segment != null : question.periods().size() > 1;
        return GridCase.of(apart && dice.chance(40) ? question.withTotals() : question, dice.chance(50))
                .narrowed(narrowed);
    }

    private Condition condition() {
        return new Condition(dice.pick("segment", "region", "industry", "owner_name"), dice.pick(TESTS));
    }

    private List<String> measures(boolean byPlan) {
        List<String> all = new ArrayList<>(GridCase.STATE);
        if (!byPlan) {
            all.add("nps()");
            all.add("nps_n()");
        }
        List<String> some = new ArrayList<>();
        for (String measure : all) {
            if (dice.chance(30)) {
                some.add(measure);
            }
        }
        return some.isEmpty() ? List.of("closing_customers()") : some;
    }

    /** A day from the first on and before the last; the first of a month in every second case. */
    private LocalDate day(LocalDate first, LocalDate last) {
        LocalDate any = first.plusDays(dice.between(0, (int) (last.toEpochDay() - first.toEpochDay()) - 1));
        LocalDate month = any.withDayOfMonth(1);
        return dice.chance(50) && !month.isBefore(first) ? month : any;
    }
}
