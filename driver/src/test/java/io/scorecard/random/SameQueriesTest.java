package io.scorecard.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.random.FourWays.Outcome;
import io.scorecard.random.FourWays.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries answer the same through us and straight on the source, on DuckDB and on PostgreSQL.
 *
 * <p>{@code -Dscorecard.random.seeds=2001-3000} asks a block of seeds, {@code =3835} one again.
 */
class SameQueriesTest {
    /** Failing queries that are made smaller. */
    private static final int TOLD = 10;

    /** Seeds after which the counts are told. */
    private static final int EACH = 100;

    /** Of a hundred aggregates of the second sort of queries, so many are KPIs. */
    private static final int KPIS = 60;

    @TempDir
    private Path folder;

    @Test
    void plainQueriesAreTheSources() throws SQLException, IOException {
        compare(1, 350, 0);
    }

    @Test
    void kpisOverRowsEqualWhatTheyStandFor() throws SQLException, IOException {
        compare(500_001, 150, KPIS);
    }

    @Test
    @Tag("long")
    void thousandsOfPlainQueriesAreTheSources() throws SQLException, IOException {
        compare(1_001, 7_000, 0);
    }

    @Test
    @Tag("long")
    void thousandsOfKpisOverRowsEqualWhatTheyStandFor() throws SQLException, IOException {
        compare(600_001, 3_000, KPIS);
    }

    /** Asks so many queries that have an answer, or the seeds that are named. */
    private void compare(long firstSeed, int queries, int kpis) throws SQLException, IOException {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List<String> bad = new ArrayList<>();
        Seeds seeds = Seeds.of(firstSeed, queries);
        int asked = 0;
        long seed = seeds.first();
        try (FourWays ways = FourWays.of(firstSeed, folder)) {
            for (; seeds.has(seed, asked); seed++) {
                Piece query = RandomQuery.of(seed, kpis);
                Verdict verdict = ways.ask(query);
                counts.merge(verdict.outcome(), 1, Integer::sum);
                asked += verdict.outcome() == Outcome.UNDECIDED ? 0 : 1;
                if (verdict.isBad()) {
                    System.out.println("seed " + seed + ": " + verdict);
                    bad.add("seed " + seed + ": " + (bad.size() < TOLD ? told(ways, query, verdict) : verdict));
                    System.out.println(bad.get(bad.size() - 1));
                }
                if (seed % EACH == 0) {
                    System.out.println("seed " + seed + ": " + counts);
                }
            }
        }
        String all = asked + (kpis == 0 ? " plain queries" : " queries with KPIs") + ", seeds " + seeds.first() + " to "
                + (seed - 1) + ": " + counts;
        System.out.println(all);
        int undecided = counts.getOrDefault(Outcome.UNDECIDED, 0);
        int stated = counts.getOrDefault(Outcome.STATED, 0);
        assertTrue(bad.isEmpty(), () -> all + "\n" + String.join("\n", bad));
        assertTrue(undecided <= 5 + asked / 10 && stated <= 2 + asked / 100, all);
    }

    private static String told(FourWays ways, Piece query, Verdict verdict) {
        Piece small = Shrinking.of(query, less -> ways.ask(less).outcome() == verdict.outcome());
        return verdict.outcome() + " " + ways.ask(small).what() + "\n  " + small.in(Wording.OURS);
    }
}
