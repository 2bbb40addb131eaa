package io.scorecard.cli;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of kpi_values or of scorecard: what a KPI stood at in one month, for one segment or for all. */
record Reading(
        LocalDate month,
        String kpi,
        @Nullable String segment,
        @Nullable Double value,
        @Nullable Double change,
        @Nullable Double target,
        String status,
        String unit,
        String title) {

    static final String COLUMNS = "month, kpi, segment_value, value, change, target, status, unit, kpi AS kpi_title";

    /** The same of scorecard, which knows totals only. */
    static final String TOTALS =
            "month, kpi, CAST(NULL AS VARCHAR) AS segment_value, value, change, target, status, unit, kpi_title";

    /**
     * @param row a row of {@link #COLUMNS}, in their order
     * @param noShares KPIs whose ratio is no share
     */
    static Reading of(ResultSet row, Set<String> noShares) throws SQLException {
        String status = row.getString(7);
        return new Reading(
                row.getObject(1, LocalDate.class),
                row.getString(2),
                row.getString(3),
                number(row, 4),
                number(row, 5),
                number(row, 6),
                status == null ? "no data" : status,
                noShares.contains(row.getString(2))
                        ? Figure.TIMES
                        : row.getString(8).toLowerCase(Locale.ROOT),
                row.getString(9));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
