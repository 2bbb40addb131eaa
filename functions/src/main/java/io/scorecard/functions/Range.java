package io.scorecard.functions;

/**
 * The values that an argument may have, both ends included; others are NULL before anything else.
 *
 * @param lowest a number, or a {@link SettingName} after a colon
 * @param highest likewise
 */
public record Range(String lowest, String highest) {}
