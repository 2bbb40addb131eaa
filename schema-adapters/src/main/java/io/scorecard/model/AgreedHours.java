package io.scorecard.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * In how many hours tickets of a channel and priority are to be answered, or solved.
 *
 * @param channel empty: whatever channel
 * @param priority empty: whatever priority
 */
public record AgreedHours(Optional<String> channel, Optional<String> priority, BigDecimal hours) {}
