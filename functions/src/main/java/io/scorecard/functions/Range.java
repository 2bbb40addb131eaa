package io.scorecard.functions;

import java.math.BigDecimal;

/** The values that an argument may have, both ends included; others are NULL before anything else. */
public record Range(BigDecimal lowest, BigDecimal highest) {}
