package io.scorecard.truth;

import io.scorecard.oracle.Period;
import io.scorecard.oracle.RandomCompany;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The questions that are put to the compiler and to the grid. */
final class GridCases {
    private static final List<String> WITH_NPS = Stream.concat(GridCase.STATE.stream(), Stream.of("nps()", "nps_n()"))
            .toList();
    private static final Question STATE = Question.of(GridCase.STATE, RandomCompany.FROM, RandomCompany.TO);
    private static final Question ALL = Question.of(WITH_NPS, RandomCompany.FROM, RandomCompany.TO);
    private static final Question SHORT = Question.of(WITH_NPS, LocalDate.of(2025, 6, 25), LocalDate.of(2025, 7, 6));
    private static final Question WEEKS = Question.of(WITH_NPS, LocalDate.of(2025, 3, 5), LocalDate.of(2025, 9, 10));

    private GridCases() {}

    private static List<GridCase> all() {
        List<GridCase> all = new ArrayList<>();
        List<Period> months = ALL.each("month").periods();
        for (boolean history : List.of(false, true)) {
            all.add(GridCase.of(ALL.each("month").by("segment").withTotals(), history));
            all.add(GridCase.of(ALL.each("quarter").by("region").withTotals(), history));
            all.add(GridCase.of(WEEKS.each("week").by("segment").withTotals(), history));
            all.add(GridCase.of(SHORT.each("day").by("segment").withTotals(), history));
            all.add(GridCase.of(ALL.by("segment").withTotals(), history));
            all.add(GridCase.of(STATE.each("month").by("subscription_plan").withTotals(), history));
            all.add(GridCase.of(STATE.by("subscription_plan"), history));
            all.add(GridCase.of(
                            ALL.each("month")
                                    .by("segment")
                                    .where("region = 'EU'")
                                    .withTotals(),
                            history)
                    .narrowed(grid -> grid.where("region", "EU")));
            all.add(GridCase.of(ALL.each("week").where("region IS NULL"), history)
                    .narrowed(grid -> grid.where("region", null)));
            all.add(GridCase.of(ALL.where("region = 'US' AND segment = 'smb'"), history)
                    .narrowed(grid -> grid.where("region", "US").where("segment", "smb")));
            all.add(GridCase.of(STATE.each("month").by("subscription_plan").where("region = 'EU'"), history)
                    .narrowed(grid -> grid.where("region", "EU")));
            all.add(GridCase.of(ALL.each("month").filtered("segment = 'smb'"), history)
                    .narrowed(grid -> grid.where("segment", "smb")));
            all.add(GridCase.of(
                            ALL.each("quarter")
                                    .by("region")
                                    .filtered("segment = 'ent'")
                                    .withTotals(),
                            history)
                    .narrowed(grid -> grid.where("segment", "ent")));
            all.add(GridCase.of(
                            ALL.each("month")
                                    .by("segment")
                                    .where("month IN (DATE '2025-04-01', DATE '2025-06-01', DATE '2025-11-01')"),
                            history)
                    .in(List.of(months.get(1), months.get(3), months.get(8))));
            all.add(GridCase.of(ALL.where("EXTRACT(QUARTER FROM day) = 2"), history)
                    .in(List.of(Period.of(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 7, 1)))));
        }
        return all;
    }

    /** One in so many of them, others for each seed. */
    static List<GridCase> oneIn(int parts, long seed) {
        List<GridCase> all = all();
        List<GridCase> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i % parts == seed % parts) {
                some.add(all.get(i));
            }
        }
        return some;
    }
}
