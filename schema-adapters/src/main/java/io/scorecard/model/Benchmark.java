package io.scorecard.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What somebody published of a KPI at other companies.
 *
 * @param industry of those companies; empty: any
 * @param maturity how far they are, in the source's words; empty: any
 * @param low and {@code median} and {@code high}: at least one of them is there
 * @param unit the KPI's, for money the code of the model's currency
 */
public record Benchmark(
        String kpi,
        Optional<String> industry,
        Optional<String> maturity,
        Optional<BigDecimal> low,
        Optional<BigDecimal> median,
        Optional<BigDecimal> high,
        String unit,
        String source,
        Optional<LocalDate> sourceDate) {}
