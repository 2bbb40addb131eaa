package io.scorecard.driver;

import io.scorecard.run.ParameterType;
import io.scorecard.run.ParameterType.Openness;
import io.scorecard.run.ResultColumn;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The type of a parameter where a question leaves it open: that of the value, as PostgreSQL's driver sends it. A text
 * says nothing of its type, as there.
 */
final class OpenTypes {

    private OpenTypes() {}

    /**
     * The value's own type where that is to count.
     *
     * @param set what was set
     * @param value the same in the classes of a cursor
     */
    static Optional<ParameterType> instead(Object set, Object value, ResultColumn expected, Openness openness) {
        ParameterType own = own(set, value);
        boolean expectsNumber = isNumber(expected.jdbcType());
        if (own.jdbcType() == Types.VARCHAR || openness == Openness.NUMBERS && !isNumber(own.jdbcType())) {
            return Optional.empty();
        }
        boolean fits = own.jdbcType() == expected.jdbcType() && own.scale() <= expected.scale()
                || isWhole(own.jdbcType()) && expectsNumber && isIn(value, expected);
        return fits ? Optional.empty() : Optional.of(own);
    }

    /** What a setter says of its value, where that is to count. */
    static Optional<ParameterType> said(int jdbcType, ResultColumn expected, Openness openness) {
        return of(jdbcType)
                .filter(own -> openness == Openness.ANY || openness == Openness.NUMBERS && isNumber(own.jdbcType()))
                .filter(own -> own.jdbcType() != expected.jdbcType() || own.jdbcType() == Types.DECIMAL);
    }

    /** With as many places as a value has. */
    static ParameterType scaled(ParameterType type, Object value) {
        return value instanceof BigDecimal number
                ? ParameterType.of(type.jdbcType(), Math.max(0, number.scale()))
                : type;
    }

    private static Optional<ParameterType> of(int jdbcType) {
        return switch (jdbcType) {
            case Types.BOOLEAN, Types.BIT -> Optional.of(ParameterType.of(Types.BOOLEAN, 0));
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Optional.of(ParameterType.of(Types.INTEGER, 0));
            case Types.BIGINT -> Optional.of(ParameterType.of(Types.BIGINT, 0));
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Optional.of(ParameterType.of(Types.DOUBLE, 0));
            case Types.DECIMAL, Types.NUMERIC -> Optional.of(ParameterType.of(Types.DECIMAL, 0));
            case Types.DATE -> Optional.of(ParameterType.of(Types.DATE, 0));
            case Types.TIME -> Optional.of(ParameterType.of(Types.TIME, 0));
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(ParameterType.of(Types.TIMESTAMP, 0));
            default -> Optional.empty();
        };
    }

    private static ParameterType own(Object set, Object value) {
        if (value instanceof Long) {
            return ParameterType.of(set instanceof Long ? Types.BIGINT : Types.INTEGER, 0);
        }
        if (value instanceof BigDecimal number) {
            return ParameterType.of(Types.DECIMAL, Math.max(0, number.scale()));
        }
        return ParameterType.of(
                value instanceof Boolean
                        ? Types.BOOLEAN
                        : value instanceof Double
                                ? Types.DOUBLE
                                : value instanceof LocalDate
                                        ? Types.DATE
                                        : value instanceof LocalDateTime
                                                ? Types.TIMESTAMP
                                                : value instanceof LocalTime ? Types.TIME : Types.VARCHAR,
                0);
    }

    private static boolean isWhole(int type) {
        return type == Types.INTEGER || type == Types.BIGINT;
    }

    private static boolean isNumber(int type) {
        return isWhole(type) || type == Types.DECIMAL || type == Types.DOUBLE;
    }

    private static boolean isIn(Object value, ResultColumn expected) {
        return expected.jdbcType() != Types.INTEGER || value instanceof Long number && number == number.intValue();
    }
}
