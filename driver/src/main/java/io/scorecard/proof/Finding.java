package io.scorecard.proof;

/**
 * Two numbers that should agree and do not.
 *
 * @param question what was asked, as it can be asked again
 * @param where which of its rows and columns
 * @param expected what should have been answered
 * @param found what was
 */
public record Finding(String question, String where, String expected, String found) {}
