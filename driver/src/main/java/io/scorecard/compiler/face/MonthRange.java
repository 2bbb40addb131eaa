package io.scorecard.compiler.face;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The months that a condition leaves of a view, so that others are not computed. The condition itself stays where it
 * is.
 *
 * @param first the first day that may be left, or null
 * @param last the last day that may be left, or null
 */
record MonthRange(@Nullable LocalDate first, @Nullable LocalDate last) {

    static final MonthRange ALL = new MonthRange(null, null);

    MonthRange from(LocalDate day) {
        return new MonthRange(first == null || day.isAfter(first) ? day : first, last);
    }

    MonthRange until(LocalDate day) {
        return new MonthRange(first, last == null || day.isBefore(last) ? day : last);
    }

    /** Without its end. */
    MonthRange since() {
        return new MonthRange(first, null);
    }

    /** A WHERE on {@code kpi} that leaves so many months before the one that the data end in. */
    static String last(int months) {
        return " WHERE within_data(month) AND month >= CAST(date_trunc('month', CASE WHEN CURRENT_DATE <"
                + " CAST(data_through() AS DATE) THEN CURRENT_DATE ELSE CAST(data_through() AS DATE) END) - INTERVAL '"
                + months + "' MONTH AS DATE)";
    }

    /**
     * A WHERE on {@code kpi}, or empty where all months are left. It leaves no month that an answer without any
     * condition would not have: none before the first event, and none that is not over.
     *
     * @param before how many months before the first are looked at, too
     */
    String where(int before) {
        List<String> conditions = new ArrayList<>();
        if (first != null && first.getYear() > 1) {
            conditions.add("month >= " + date(first.minusMonths(before)));
        }
        if (last != null && last.getYear() < 9999) {
            conditions.add("month <= " + date(last));
        }
        return conditions.isEmpty() ? "" : " WHERE within_data(month) AND " + String.join(" AND ", conditions);
    }

    private static String date(LocalDate day) {
        return "DATE '" + day + "'";
    }
}
