package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({
        "0.0213,   ratio,   2.1 %",
        "1.3749,   times,   1.37",
        "-12.34,   points,  −12.3",
        "1234.4,   count,   '1,234'",
        "999.5,    money,   999.50",
        "1234567,  money,   '1,234,567'",
        "59.4,     minutes, 59 min",
        "125,      minutes, 2 h 05",
        "          ,minutes, –",
    })
    void valueReadsAsItsUnit(Double value, String unit, String text) {
        assertEquals(text, Figure.text(value, unit));
    }

    @ParameterizedTest
    @CsvSource({
        "0.004, ratio, +0.4 pp",
        "-0.004, ratio, −0.4 pp",
        "-0.00001, ratio, 0.0 pp",
        "-0.25, times, −0.25",
        "5, points, +5.0",
        ", points, –"
    })
    void changeHasItsSign(Double change, String unit, String text) {
        assertEquals(text, Figure.change(change, unit));
    }

    @Test
    void sparklineSpansLowestToHighestAndLeavesGaps() {
        assertEquals("▁ ▅█", Sparkline.of(Arrays.asList(1.0, null, 2.0, 3.0)));
        assertEquals("▄▄", Sparkline.of(Arrays.asList(5.0, 5.0)));
        assertEquals("", Sparkline.of(Arrays.asList()));
    }
}
