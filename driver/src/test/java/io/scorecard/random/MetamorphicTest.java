package io.scorecard.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Dice;
import io.scorecard.oracle.RandomCompany;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Relations between answers hold for random companies; a seed stands for a relation, a company, a period and a source. */
class MetamorphicTest {
    @TempDir
    private Path folder;

    static LongStream someSeeds() {
        return LongStream.range(0, 20);
    }

    static LongStream manySeeds() {
        return LongStream.range(20, 520);
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void relationsHold(long seed) throws SQLException, IOException {
        check(seed);
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    @Tag("long")
    void relationsHoldForManyCompanies(long seed) throws SQLException, IOException {
        check(seed);
    }

    private void check(long seed) throws SQLException, IOException {
        Relation relation = Relation.values()[(int) (seed % Relation.values().length)];
        Dialect engine = seed % 2 == 0 ? Dialect.DUCKDB : Dialect.POSTGRESQL;
        Dice dice = Dice.of(seed);
        LocalDate from = RandomCompany.FROM.plusDays(dice.between(0, 120));
        LocalDate until = dice.chance(50) ? LocalDate.of(2025, 8, 1) : from.plusDays(dice.between(1, 200));
        String where = "day >= DATE '" + from + "' AND day < DATE '" + until + "'";
        try (Twins twins = Twins.of(seed, engine, relation.changes(), folder)) {
            assertEquals(
                    List.of(),
                    relation.breaches(twins, where),
                    () -> "seed " + seed + ", " + relation + " on " + engine + ", " + where);
        }
    }
}
