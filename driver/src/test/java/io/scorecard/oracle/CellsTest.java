package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final Period MARCH = Period.of(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 4, 1));
    private static final Cells CELLS = Cells.of("seed 17");

    @Test
    void moneyOfAnotherScaleIsTheSame() {
        assertEquals(List.of(), CELLS.differences(row(new BigDecimal("10.1")), row(new BigDecimal("10.1000"))));
    }

    @Test
    void moneyThatDiffersInTheLastPlaceIsFound() {
        assertEquals(
                1,
                CELLS.differences(row(new BigDecimal("10.1")), row(new BigDecimal("10.1001")))
                        .size());
    }

    @Test
    void doubleIsNoExactMoney() {
        assertEquals(
                1, CELLS.differences(row(new BigDecimal("10.5")), row(10.5)).size());
    }

    @Test
    void ratiosMayDifferInTheirNoise() {
        assertEquals(List.of(), CELLS.differences(row(1 / 3.0), row(1 / 3.0 + 1e-12)));
        assertEquals(1, CELLS.differences(row(1 / 3.0), row(1 / 3.0 + 1e-8)).size());
    }

    @Test
    void nullIsNotZero() {
        assertEquals(1, CELLS.differences(row(null), row(0.0)).size());
    }

    @Test
    void missingRowIsZerosOnlyWhereSaidSo() {
        assertEquals(1, CELLS.differences(row(0L), List.of()).size());
        assertEquals(List.of(), CELLS.withMissingAsZero().differences(row(0L), List.of()));
        assertEquals(
                1, CELLS.withMissingAsZero().differences(row(1L), List.of()).size());
    }

    @Test
    void columnThatIsNotAskedIsNotCompared() {
        assertEquals(List.of(), CELLS.comparing("other").differences(List.of(), List.of()));
        assertEquals(List.of(), CELLS.comparing("value").differences(row(3L), row(3L)));
        assertEquals(1, CELLS.comparing("other").differences(row(3L), row(3L)).size());
    }

    @Test
    void messageShowsSeedKeyAndBothValues() {
        AssertionError error = assertThrows(AssertionError.class, () -> CELLS.assertSame(row(3L), row(4L)));
        assertTrue(
                error.getMessage()
                        .contains("seed 17, [2025-03-01T00:00, 2025-04-01T00:00), ent: value expected 3 (Long), was 4"),
                error::getMessage);
    }

    private static List<Row> row(@Nullable Object value) {
        return List.of(new Row(new Row.Key(MARCH, "ent"), Collections.singletonMap("value", value)));
    }
}
