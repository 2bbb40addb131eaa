package io.scorecard.functions;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a view takes as a function, by position or by name; it stands in the SQL as {@code :name}.
 *
 * @param choices for {@link Kind#WORD}: the words that it may be
 */
public record ViewParameter(
        String name,
        Kind kind,
        String defaultValue,
        List<String> choices,
        Optional<BigDecimal> lowest,
        Optional<BigDecimal> highest,
        String meaning) {

    public ViewParameter {
        choices = List.copyOf(choices);
    }

    /** How an argument becomes SQL. */
    public enum Kind {
        /** One of the choices, put in as it is: a grain. */
        WORD,
        /**
         * Names of segments of customers. {@code :name} are their names, and {@code :name_columns} takes
         * them from customers; where there are none, a comma after it goes too.
         */
        SEGMENTS,
        /** A whole number. */
        COUNT,
        /** A period, as a condition on {@code kpi}: {@code WHERE :period}; without one the question's own. */
        PERIOD
    }
}
