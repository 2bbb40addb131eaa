package io.scorecard.model;

import io.scorecard.functions.Place;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a KPI should reach.
 *
 * @param segmentName and {@code segmentValue}: the segment it holds for; empty: the total
 * @param validFrom the first day it holds; empty: always
 * @param amber the value from which on it is at least amber; empty: there is no amber
 * @param place where it is written; of one for a segment, where that is
 */
public record Target(
        String kpi,
        Optional<String> segmentName,
        Optional<String> segmentValue,
        Optional<LocalDate> validFrom,
        BigDecimal target,
        Optional<BigDecimal> amber,
        Place place) {}
