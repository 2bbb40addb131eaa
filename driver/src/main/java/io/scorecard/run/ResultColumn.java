package io.scorecard.run;

/**
 * A column of an answer.
 *
 * @param jdbcType of {@link java.sql.Types}: VARCHAR, BIGINT, INTEGER, DOUBLE, DECIMAL, BOOLEAN, DATE,
 *     TIMESTAMP, TIME
 * @param typeName the bare SQL name of the type
 * @param precision digits, or characters; 0 where there is no limit
 * @param remarks what the column means, or ""
 */
public record ResultColumn(
        String label, int jdbcType, String typeName, int precision, int scale, boolean nullable, String remarks) {

    /** The type of what lies between two moments; JDBC has no number for it, and it is read as a text. */
    public static final String INTERVAL = "INTERVAL";

    /** The same column with what it means. */
    public ResultColumn withRemarks(String meaning) {
        return new ResultColumn(label, jdbcType, typeName, precision, scale, nullable, meaning);
    }
}
