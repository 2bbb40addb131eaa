package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/** Writes when support is there: a desk for Europe and one for America, each with hours and holidays of its own. */
final class Desk {

    private static final String EUROPE = "EUROPE";
    private static final String AMERICA = "AMERICA";
    private static final int FRIDAY = 5;

    private Desk() {}

    /** The hours that hold for a customer's tickets. */
    static String scheduleOf(Customer customer) {
        return Customer.REGIONS[customer.country()].equals("North America") ? AMERICA : EUROPE;
    }

    static void write(Connection duckdb, String schema) throws SQLException {
        try (Table hours = new Table(duckdb, schema, "business_hours", """
            schedule_id VARCHAR, weekday BIGINT, opens VARCHAR, closes VARCHAR, time_zone VARCHAR\
            """)) {
            for (int weekday = 1; weekday <= FRIDAY; weekday++) {
                opening(hours, EUROPE, weekday, "08:00", weekday == FRIDAY ? "16:00" : "18:00", "Europe/Berlin");
                opening(hours, AMERICA, weekday, "09:00", "17:00", "America/New_York");
            }
        }
        try (Table holidays = new Table(duckdb, schema, "holidays", """
            schedule_id VARCHAR, start_date DATE, end_date DATE\
            """)) {
            LocalDate last = Timeline.FIRST.plusMonths(Timeline.MONTHS);
            for (int year = Timeline.FIRST.getYear(); year <= last.getYear(); year++) {
                for (String schedule : new String[] {EUROPE, AMERICA}) {
                    holiday(holidays, schedule, LocalDate.of(year, 1, 1), 1);
                }
                holiday(holidays, EUROPE, LocalDate.of(year, 5, 1), 1);
                holiday(holidays, EUROPE, LocalDate.of(year, 12, 24), 3);
                holiday(holidays, AMERICA, LocalDate.of(year, 7, 4), 1);
                holiday(holidays, AMERICA, LocalDate.of(year, 12, 25), 1);
            }
        }
    }

    private static void opening(Table hours, String schedule, int weekday, String opens, String closes, String zone)
            throws SQLException {
        hours.row()
                .text(schedule)
                .count(weekday)
                .text(opens)
                .text(closes)
                .text(zone)
                .end();
    }

    private static void holiday(Table holidays, String schedule, LocalDate first, int days) throws SQLException {
        int start = (int) first.toEpochDay();
        holidays.row().text(schedule).day(start).day(start + days - 1).end();
    }
}
