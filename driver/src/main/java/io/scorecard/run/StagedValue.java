package io.scorecard.run;

import io.scorecard.source.StagingTable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** How a value of one type goes from a cursor into a staging table: as itself, numbers without becoming objects. */
enum StagedValue {
    WHOLE {
        @Override
        void copy(Cursor from, int column, StagingTable to) throws SQLException {
            long value = from.integer(column);
            if (from.wasNull()) {
                to.missing();
            } else {
                to.whole(value);
            }
        }
    },
    NUMBER {
        @Override
        void copy(Cursor from, int column, StagingTable to) throws SQLException {
            double value = from.number(column);
            if (from.wasNull()) {
                to.missing();
            } else {
                to.number(value);
            }
        }
    },
    DECIMAL {
        @Override
        void copy(Cursor from, int column, StagingTable to) throws SQLException {
            BigDecimal value = from.decimal(column);
            if (value == null) {
                to.missing();
            } else {
                to.decimal(value);
            }
        }
    },
    OTHER {
        @Override
        void copy(Cursor from, int column, StagingTable to) throws SQLException {
            Object value = from.object(column);
            if (value == null) {
                to.missing();
            } else if (value instanceof String text) {
                to.text(text);
            } else if (value instanceof LocalDateTime moment) {
                to.moment(moment);
            } else if (value instanceof LocalDate day) {
                to.day(day);
            } else if (value instanceof Boolean flag) {
                to.flag(flag);
            } else if (value instanceof LocalTime time) {
                to.time(time);
            } else {
                throw new IllegalStateException("a value of " + value.getClass());
            }
        }
    };

    static StagedValue of(int jdbcType) {
        return switch (jdbcType) {
            case Types.INTEGER, Types.BIGINT -> WHOLE;
            case Types.DOUBLE -> NUMBER;
            case Types.DECIMAL -> DECIMAL;
            default -> OTHER;
        };
    }

    abstract void copy(Cursor from, int column, StagingTable to) throws SQLException;
}
