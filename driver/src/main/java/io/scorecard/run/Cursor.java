package io.scorecard.run;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, one after the other; columns count from 1. The typed readers convert only
 * without loss and exist so that a number need not become an object on its way. Not thread-safe.
 */
public interface Cursor extends AutoCloseable {

    boolean next();

    /**
     * The value in its column's own class: String, Long, Integer, Double, BigDecimal, Boolean,
     * LocalDate, LocalDateTime, LocalTime, or null.
     */
    @Nullable
    Object object(int column);

    @Nullable
    String string(int column);

    /** 0 for NULL; see {@link #wasNull}. */
    long integer(int column);

    /** 0 for NULL; see {@link #wasNull}. */
    double number(int column);

    @Nullable
    BigDecimal decimal(int column);

    /** Whether the value that was read last was NULL. */
    boolean wasNull();

    @Override
    void close();
}
