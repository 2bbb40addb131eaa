package io.scorecard.functions;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A literal that a measure takes by position, as the hours in {@code first_response_within(24)}. It
 * stands in the formula as {@code :name}.
 *
 * @param type {@link Type#COUNT} or {@link Type#SHARE} for numbers, {@link Type#TEXT}, {@link Type#DAY}
 */
public record Parameter(
        String name,
        Type type,
        Optional<String> defaultValue,
        Optional<BigDecimal> lowest,
        Optional<BigDecimal> highest,
        String meaning) {}
