package io.scorecard.truth;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A small help desk with schedules in zones that change their clocks, holidays, and tickets that change their
 * schedule; and the open minutes between two moments, counted day by day. Openings keep away from the hours in which
 * clocks change.
 */
final class RandomDesk {

    private static final List<String> ZONES =
            List.of("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns");
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 400;

    private record Opening(int weekday, int opens, int closes) {}

    private record Schedule(String zone, List<Opening> openings, List<LocalDate[]> holidays) {}

    private record Held(String schedule, LocalDateTime from) {}

    record Ticket(
            String id,
            @Nullable String schedule,
            List<Held> history,
            LocalDateTime created,
            LocalDateTime answer,
            LocalDateTime solution) {}

    private final SplittableRandom random;
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    final List<Ticket> tickets = new ArrayList<>();

    RandomDesk(long seed) {
        random = new SplittableRandom(seed);
        for (String zone : ZONES) {
            schedules.put("s" + schedules.size(), schedule(zone));
        }
        for (int i = 0; i < 60; i++) {
            tickets.add(ticket("t" + i));
        }
    }

    private Schedule schedule(String zone) {
        List<Opening> openings = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            int opens = random.nextInt(4) == 0 ? 0 : 240 + 30 * random.nextInt(36);
            int closes = 240 + 30 * random.nextInt(41);
            openings.add(new Opening(1 + random.nextInt(7), opens, closes == opens ? 1440 : closes));
        }
        List<LocalDate[]> holidays = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
            holidays.add(new LocalDate[] {day, random.nextBoolean() ? null : day.plusDays(random.nextInt(3))});
        }
        return new Schedule(zone, openings, holidays);
    }

    private Ticket ticket(String id) {
        LocalDateTime created = FIRST.atStartOfDay().plusSeconds(random.nextInt(300 * 86400));
        LocalDateTime answer = created.plusSeconds(random.nextInt(4 * 86400));
        LocalDateTime solution = answer.plusSeconds(random.nextInt(30 * 86400));
        List<Held> history = new ArrayList<>();
        LocalDateTime from = created.plusSeconds(random.nextInt(7200) - 3600);
        for (int i = random.nextInt(4); i > 0; i--) {
            history.add(new Held(name(), from));
            from = from.plusSeconds(1 + random.nextInt(3 * 86400));
        }
        return new Ticket(id, random.nextInt(5) == 0 ? null : name(), history, created, answer, solution);
    }

    private String name() {
        return "s" + random.nextInt(ZONES.size() + 1);
    }

    /** Minutes from the creation to a moment, in the hours of the schedules that the ticket had. */
    double minutes(Ticket ticket, LocalDateTime until) {
        if (ticket.history().isEmpty()) {
            return open(ticket.schedule(), ticket.created(), until);
        }
        double sum = 0;
        for (int i = 0; i < ticket.history().size(); i++) {
            LocalDateTime from = i == 0
                    ? ticket.created()
                    : later(ticket.created(), ticket.history().get(i).from());
            LocalDateTime end = i + 1 == ticket.history().size()
                    ? until
                    : earlier(until, ticket.history().get(i + 1).from());
            sum += from.isBefore(end) ? open(ticket.history().get(i).schedule(), from, end) : 0;
        }
        return sum;
    }

    /** The same by the hours of the last schedule alone. */
    double minutesOfLast(Ticket ticket, LocalDateTime until) {
        List<Held> history = ticket.history();
        String last = history.isEmpty()
                ? ticket.schedule()
                : history.get(history.size() - 1).schedule();
        return open(last, ticket.created(), until);
    }

    private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDateTime earlier(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? a : b;
    }

    private double open(@Nullable String name, LocalDateTime from, LocalDateTime until) {
        Schedule schedule = name == null ? null : schedules.get(name);
        if (schedule == null) {
            return Duration.between(from, until).toSeconds() / 60.0;
        }
        double sum = 0;
        for (LocalDate day = from.toLocalDate().minusDays(2);
                !day.isAfter(until.toLocalDate().plusDays(2));
                day = day.plusDays(1)) {
            sum += isHoliday(schedule, day) ? 0 : open(schedule, day, from, until);
        }
        return sum;
    }

    /** Local minutes of the day are gone through one by one, so that openings may overlap. */
    private static double open(Schedule schedule, LocalDate day, LocalDateTime from, LocalDateTime until) {
        double seconds = 0;
        int minute = 0;
        while (minute < 1440) {
            int end = minute;
            while (end < 1440 && isOpen(schedule, day.getDayOfWeek(), end)) {
                end++;
            }
            if (end > minute) {
                LocalDateTime opened = later(from, utc(schedule, day, minute));
                LocalDateTime closed = earlier(until, utc(schedule, day, end));
                seconds += opened.isBefore(closed)
                        ? Duration.between(opened, closed).toSeconds()
                        : 0;
            }
            minute = end + 1;
        }
        return seconds / 60;
    }

    private static boolean isOpen(Schedule schedule, DayOfWeek day, int minute) {
        return schedule.openings().stream().anyMatch(o -> {
            boolean overNight = o.closes() <= o.opens();
            boolean today = o.weekday() == day.getValue() && minute >= o.opens() && (overNight || minute < o.closes());
            boolean yesterday = overNight && o.weekday() % 7 + 1 == day.getValue() && minute < o.closes();
            return today || yesterday;
        });
    }

    private static boolean isHoliday(Schedule schedule, LocalDate day) {
        return schedule.holidays().stream()
                .anyMatch(h -> !day.isBefore(h[0]) && !day.isAfter(h[1] == null ? h[0] : h[1]));
    }

    private static LocalDateTime utc(Schedule schedule, LocalDate day, int minute) {
        return day.atStartOfDay()
                .plusMinutes(minute)
                .atZone(ZoneId.of(schedule.zone()))
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    /** What makes the tables, in the words that every engine knows. */
    List<String> statements() {
        List<String> hours = new ArrayList<>();
        List<String> holidays = new ArrayList<>();
        schedules.forEach((name, schedule) -> {
            schedule.openings()
                    .forEach(o -> hours.add("('%s', %d, '%s', '%s', '%s')"
                            .formatted(name, o.weekday(), clock(o.opens()), clock(o.closes()), schedule.zone())));
            schedule.holidays()
                    .forEach(h -> holidays.add("('%s', DATE '%s', %s)"
                            .formatted(name, h[0], h[1] == null ? "NULL" : "DATE '" + h[1] + "'")));
        });
        List<String> history = tickets.stream()
                .flatMap(t -> t.history().stream()
                        .map(h -> "('%s', '%s', %s)".formatted(t.id(), h.schedule(), moment(h.from()))))
                .toList();
        return List.of(
                "CREATE TABLE business_hours (schedule_id VARCHAR, weekday INTEGER, opens VARCHAR, closes VARCHAR,"
                        + " time_zone VARCHAR)",
                "INSERT INTO business_hours VALUES " + String.join(", ", hours),
                "CREATE TABLE holidays (schedule_id VARCHAR, start_date DATE, end_date DATE)",
                "INSERT INTO holidays VALUES " + String.join(", ", holidays),
                "CREATE TABLE ticket_schedules (ticket_id VARCHAR, schedule_id VARCHAR, valid_from TIMESTAMP)",
                "INSERT INTO ticket_schedules VALUES " + String.join(", ", history),
                "CREATE TABLE tickets (ticket_id VARCHAR, customer_id VARCHAR, schedule_id VARCHAR, status VARCHAR,"
                        + " created_at TIMESTAMP, first_response_at TIMESTAMP, last_solved_at TIMESTAMP)",
                "INSERT INTO tickets VALUES "
                        + tickets.stream().map(RandomDesk::row).collect(Collectors.joining(", ")));
    }

    private static String row(Ticket t) {
        return "('%s', '%s', %s, 'solved', %s, %s, %s)"
                .formatted(
                        t.id(),
                        t.id(),
                        t.schedule() == null ? "NULL" : "'" + t.schedule() + "'",
                        moment(t.created()),
                        moment(t.answer()),
                        moment(t.solution()));
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static String moment(LocalDateTime t) {
        return "TIMESTAMP '" + t.toString().replace('T', ' ') + (t.getSecond() == 0 ? ":00'" : "'");
    }
}
