package io.scorecard.functions;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A literal that a measure takes by position, as the hours in {@code first_response_within(24)}. It
 * stands in the formula as {@code :name}.
 *
 * @param type {@link Type#COUNT} or {@link Type#SHARE} for numbers, {@link Type#TEXT}, {@link Type#DAY}
 * @param among of a text: the canonical column that must have it in some row, {@code usage_events.feature}
 */
public record Parameter(
        String name,
        Type type,
        Optional<String> defaultValue,
        Optional<BigDecimal> lowest,
        Optional<BigDecimal> highest,
        Optional<String> among,
        String meaning) {}
