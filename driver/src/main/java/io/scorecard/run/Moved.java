package io.scorecard.run;

import java.time.Duration;

/**
 * What one stage brought into the embedded database.
 *
 * @param bytes of values, as they are held there before compression
 */
public record Moved(Stage stage, long rows, long bytes, Duration time) {}
