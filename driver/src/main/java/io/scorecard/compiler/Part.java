package io.scorecard.compiler;

import java.util.List;

/**
 * What one branch contributes: rows with the question's keys, the period's number {@code p} where there
 * is more than one, and some of the figures.
 *
 * @param figures the figures that its other columns are, in order
 * @param grouped whether keys and {@code p} identify its rows
 */
record Part(Rows rows, List<Figure> figures, boolean grouped) {
    Part {
        figures = List.copyOf(figures);
    }
}
