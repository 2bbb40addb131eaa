package io.scorecard.compiler.measure;

import io.scorecard.compiler.tree.Rows;
import java.util.List;

/**
 * What one branch contributes: rows with the question's keys, the period's number {@code p} where there
 * is more than one, and some of the figures.
 *
 * @param figures the figures that its other columns are, in order
 * @param grouped whether keys and {@code p} identify its rows
 */
public record Part(Rows rows, List<Figure> figures, boolean grouped) {
    public Part {
        figures = List.copyOf(figures);
    }
}
