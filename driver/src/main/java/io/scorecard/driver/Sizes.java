package io.scorecard.driver;

import io.scorecard.run.ResultColumn;
import java.sql.Types;

/** How wide values are, in digits or characters: tools lay out their columns by it. */
final class Sizes {

    private static final int UNLIMITED_TEXT = 65535;

    private Sizes() {}

    static int precision(ResultColumn column) {
        return switch (column.jdbcType()) {
            case Types.SMALLINT -> 5;
            case Types.INTEGER -> 10;
            case Types.BIGINT -> 19;
            case Types.DOUBLE -> 17;
            case Types.BOOLEAN -> 1;
            case Types.DATE -> 10;
            case Types.TIME -> 15;
            case Types.TIMESTAMP -> 26;
            case Types.DECIMAL, Types.NUMERIC -> column.precision() == 0 ? 38 : column.precision();
            default -> column.precision();
        };
    }

    static int display(ResultColumn column) {
        int precision = precision(column);
        return switch (column.jdbcType()) {
            case Types.DOUBLE -> 24;
            case Types.BOOLEAN -> 5;
            case Types.DECIMAL, Types.NUMERIC -> precision + 2;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> precision + 1;
            default -> precision == 0 ? UNLIMITED_TEXT : precision;
        };
    }

    static boolean numeric(int jdbcType) {
        return switch (jdbcType) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> true;
            default -> false;
        };
    }

    static boolean text(int jdbcType) {
        return jdbcType == Types.VARCHAR || jdbcType == Types.CHAR;
    }
}
