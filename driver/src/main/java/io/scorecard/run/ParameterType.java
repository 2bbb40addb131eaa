package io.scorecard.run;

/**
 * What is given for a {@code ?} of a question that leaves its type open, or takes an array there.
 *
 * @param jdbcType of {@link java.sql.Types}, as in {@link ResultColumn}
 * @param scale of a decimal number
 * @param size how many elements an array has; -1 where it is none
 */
public record ParameterType(int jdbcType, int scale, int size) {

    /** What may be given for a {@code ?}. */
    public enum Openness {
        /** What the question expects there. */
        CLOSED,
        /** Any number: {@code i > ?} with a fraction. */
        NUMBERS,
        /** Anything: {@code SELECT ?}, {@code day - ?}. */
        ANY
    }

    public static ParameterType of(int jdbcType, int scale) {
        return new ParameterType(jdbcType, scale, -1);
    }

    public static ParameterType array(int size) {
        return new ParameterType(java.sql.Types.ARRAY, 0, size);
    }
}
