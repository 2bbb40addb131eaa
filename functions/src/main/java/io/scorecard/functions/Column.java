package io.scorecard.functions;

import java.util.Optional;

/**
 * A column of a canonical table.
 *
 * @param segment the name under which {@code kpi} shows it, or empty where it is no segment
 */
public record Column(String name, Type type, boolean required, Optional<String> segment, String meaning) {}
