package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A help desk from its raw tables, against what the public package dbt_zendesk computes of them: every time of
 * every ticket to a ten-thousandth of a minute, and every value by segment.
 */
class ZendeskTruthTest {

    private static final String ALWAYS =
            " FROM kpi WHERE ts >= TIMESTAMP '2020-01-01 00:00:00' AND ts < TIMESTAMP '2025-02-01 00:00:00'";

    /** Measure by column of {@code zendesk__ticket_metrics.csv}, tolerance behind it. */
    private static final Map<String, Times> TIMES = new LinkedHashMap<>(Map.of(
            "first_reply_time_calendar_minutes", new Times("first_response_time()", 1e-4),
            "first_reply_time_business_minutes", new Times("first_response_time('business')", 1e-4),
            "final_resolution_calendar_minutes", new Times("average_resolution_time()", 1),
            "full_resolution_business_minutes", new Times("average_resolution_time('business')", 1e-4),
            "first_resolution_calendar_minutes", new Times("first_resolution_cal_mean()", 1),
            "first_resolution_business_minutes", new Times("first_resolution_biz_mean()", 1e-4),
            "total_agent_replies", new Times("agent_replies()", 0),
            "count_reopens", new Times("reopens()", 0)));

    /** The peer gives these a business response time without a reply. */
    private static final Set<String> FAULTS = Set.of("20473", "20566");

    /** The peer counts the boundaries of minutes in each status, of which a ticket has some. */
    private static final double WHOLE_MINUTES = 5;

    private record Times(String measure, double tolerance) {}

    private static final Map<String, String> SEGMENTS = Map.of(
            "assignee_id", "ticket_agent",
            "channel", "ticket_channel",
            "created_month", "CAST(month AS VARCHAR)",
            "organization_id", "customer_id",
            "overall", "'ALL'",
            "priority", "ticket_priority");

    private static final Map<String, String> MEASURES = Map.ofEntries(
            Map.entry("ticket_volume", "ticket_volume()"),
            Map.entry("resolved", "resolved()"),
            Map.entry("resolution_rate", "resolution_rate()"),
            Map.entry("frt_n", "frt_n()"),
            Map.entry("frt_cal_mean", "first_response_time()"),
            Map.entry("frt_cal_median", "median_first_response_time()"),
            Map.entry("frt_biz_mean", "first_response_time('business')"),
            Map.entry("frt_within_24h", "first_response_within(24, 'replied_only')"),
            Map.entry("full_resolution_cal_mean", "full_resolution_cal_mean()"),
            Map.entry("full_resolution_biz_mean", "full_resolution_biz_mean()"),
            Map.entry("one_touch", "one_touch()"),
            Map.entry("one_touch_rate", "one_touch_rate()"),
            Map.entry("fcr_no_reopen", "fcr_no_reopen()"),
            Map.entry("reopen_rate", "reopen_rate_by_creation()"),
            Map.entry("good", "good()"),
            Map.entry("bad", "bad()"),
            Map.entry("csat", "csat_by_creation()"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyTimeOfEveryTicketIsThePublishedOne(ZendeskDesk desk) throws SQLException, IOException {
        Path truth = Truth.folder("zendesk");
        List<Map<String, String>> published = Csv.rows(truth.resolve("expected/zendesk__ticket_metrics.csv"));
        assertEquals(601, published.size());
        try (Connection connection = desk.openByTicket(truth, folder)) {
            Map<String, Map<String, String>> answered = asked(connection, "customer_id", measures(TIMES));
            List<String> differences = new ArrayList<>();
            int compared = 0;
            for (Map<String, String> ticket : published) {
                if (ticket.get("status").equals("deleted")) {
                    continue;
                }
                Map<String, String> ours = answered.get(ticket.get("ticket_id"));
                for (Map.Entry<String, Times> time : TIMES.entrySet()) {
                    String theirs = theirs(ticket, time.getKey());
                    compared += theirs.isEmpty() ? 0 : 1;
                    if (!near(theirs, ours.get(time.getKey()), time.getValue().tolerance())) {
                        differences.add(ticket.get("ticket_id") + " " + time.getKey() + ": " + theirs + ", ours "
                                + ours.get(time.getKey()));
                    }
                }
            }
            assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
            assertTrue(compared > 4 * 521 + 2 * 544, "only " + compared + " values were compared");
        }
    }

    private static String theirs(Map<String, String> ticket, String column) {
        boolean fault = column.equals("first_reply_time_business_minutes") && FAULTS.contains(ticket.get("ticket_id"));
        boolean count = column.equals("count_reopens") && ticket.get(column).isEmpty();
        boolean solved = Set.of("solved", "closed").contains(ticket.get("status"));
        if (fault || column.contains("resolution") && !solved) {
            return "";
        }
        return count ? "0" : ticket.get(column);
    }

    @ParameterizedTest
    @EnumSource
    void everyWaitOfEveryCustomerIsThePublishedOne(ZendeskDesk desk) throws SQLException, IOException {
        Path truth = Truth.folder("zendesk");
        List<Map<String, String>> published = Csv.rows(truth.resolve("expected/wait_times_solved.csv"));
        assertEquals(521, published.size());
        try (Connection connection = desk.openByTicket(truth, folder)) {
            Map<String, Map<String, String>> answered = asked(
                    connection,
                    "customer_id",
                    Map.of("calendar", "requester_wait_time()", "business", "requester_wait_time('business')"));
            List<String> differences = new ArrayList<>();
            for (Map<String, String> ticket : published) {
                Map<String, String> ours = answered.get(ticket.get("ticket_id"));
                String business = ticket.get("requester_wait_time_in_business_minutes");
                String calendar = ticket.get("requester_wait_time_in_calendar_minutes");
                if (!near(business, ours.get("business"), 1e-4)
                        || !near(calendar, ours.get("calendar"), WHOLE_MINUTES)) {
                    differences.add(ticket + ", ours " + ours);
                }
            }
            assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
        }
    }

    @ParameterizedTest
    @EnumSource
    void backlogOfEveryDayIsThePublishedOne(ZendeskDesk desk) throws SQLException, IOException {
        Path truth = Truth.folder("zendesk");
        Map<String, Integer> published = new TreeMap<>();
        for (Map<String, String> row : Csv.rows(truth.resolve("expected/backlog_by_day_status.csv"))) {
            if (row.get("date_day").startsWith("2024")) {
                published.merge(row.get("date_day"), Integer.valueOf(row.get("tickets")), Integer::sum);
            }
        }
        try (Connection connection = desk.openWithDeleted(truth, folder)) {
            Map<String, Integer> ours = new TreeMap<>();
            Csv.answered(
                            connection,
                            "SELECT CAST(day AS VARCHAR) AS day, backlog() AS backlog FROM kpi"
                                    + " WHERE day >= DATE '2024-01-01' AND day < DATE '2025-01-01' GROUP BY day")
                    .forEach((day, row) -> ours.put(day, Integer.valueOf(row.get("backlog"))));
            ours.values().removeIf(tickets -> tickets == 0);
            assertEquals(published, ours);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyValueBySegmentIsThePublishedOne(ZendeskDesk desk) throws SQLException, IOException {
        Path truth = Truth.folder("zendesk");
        List<Map<String, String>> published = Csv.rows(truth.resolve("expected/kpis.csv"));
        assertEquals(76, published.size());
        Set<String> named = new TreeSet<>(published.get(0).keySet());
        named.removeAll(Set.of("dimension", "segment"));
        assertEquals(named, new TreeSet<>(MEASURES.keySet()));
        try (Connection connection = desk.open(truth, folder)) {
            List<String> differences = new ArrayList<>();
            for (Map.Entry<String, String> dimension : SEGMENTS.entrySet()) {
                Map<String, Map<String, String>> answered = asked(connection, dimension.getValue(), MEASURES);
                for (Map<String, String> row : published) {
                    if (row.get("dimension").equals(dimension.getKey())) {
                        compare(row, answered, differences);
                    }
                }
            }
            assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
        }
    }

    private static void compare(
            Map<String, String> row, Map<String, Map<String, String>> answered, List<String> differences) {
        String segment = row.get("dimension").equals("created_month") ? row.get("segment") + "-01" : row.get("segment");
        Map<String, String> ours = answered.getOrDefault(segment, Map.of());
        for (String column : MEASURES.keySet()) {
            String theirs = row.get(column);
            double tolerance = column.contains("_mean") || column.contains("_median") ? 1e-4 : 1e-9;
            if (!near(theirs, ours.getOrDefault(column, "no row"), tolerance)) {
                differences.add(row.get("dimension") + " " + segment + " " + column + ": " + theirs + ", ours "
                        + ours.get(column));
            }
        }
    }

    private static boolean near(String theirs, String ours, double tolerance) {
        if (theirs.isEmpty() || ours.isEmpty() || ours.equals("no row")) {
            return theirs.equals(ours);
        }
        return Math.abs(Double.parseDouble(theirs) - Double.parseDouble(ours)) <= tolerance;
    }

    private static Map<String, String> measures(Map<String, Times> times) {
        Map<String, String> measures = new LinkedHashMap<>();
        times.forEach((column, time) -> measures.put(column, time.measure()));
        return measures;
    }

    /** The measures under their columns' names, by segment. */
    private static Map<String, Map<String, String>> asked(
            Connection connection, String segment, Map<String, String> measures) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT " + segment + " AS segment_value");
        measures.forEach((column, measure) ->
                sql.append(", ").append(measure).append(" AS ").append(column));
        sql.append(ALWAYS);
        if (!segment.startsWith("'")) {
            sql.append(" GROUP BY ").append(segment);
        }
        return Csv.answered(connection, sql.toString());
    }
}
