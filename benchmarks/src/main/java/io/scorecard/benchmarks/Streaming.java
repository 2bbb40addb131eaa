package io.scorecard.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Every row of the tickets, read through the driver and straight from the engine's own. */
final class Streaming {

    private static final String COLUMNS = "ticket_id, customer_id, created_at, status, channel, priority, assignee_id,"
            + " first_response_at, last_solved_at, agent_reply_count, handle_minutes, is_deleted";
    private static final int ROUNDS = 5;
    private static final int FETCH_SIZE = 1_000;
    private static final double LIMIT = 1.1;

    /** How a row is read; what it returns goes into a sum that both sides must agree on. */
    private interface Reading {
        long read(ResultSet row) throws SQLException;
    }

    private Streaming() {}

    static List<Result> run(Store store) throws Exception {
        String question = "SELECT " + COLUMNS + " FROM tickets";
        try (Connection driver = DriverManager.getConnection("jdbc:scorecard:" + store.model());
                Connection direct = store.direct()) {
            return List.of(
                    result(store, driver, direct, question, "getObject", Streaming::objects),
                    result(store, driver, direct, question, "typed getters", Streaming::typed));
        }
    }

    private static Result result(
            Store store, Connection driver, Connection direct, String question, String how, Reading reading)
            throws Exception {
        long ours = sum(driver, question, reading);
        long theirs = sum(direct, question, reading);
        if (ours != theirs) {
            throw new IllegalStateException("the rows differ, read by " + how);
        }
        Race.Outcome outcome = new Race(store.meter())
                .run(() -> sum(driver, question, reading), () -> sum(direct, question, reading), ROUNDS);
        return Result.ratio("1,000,000 tickets read by " + how + ", " + store.name(), outcome, LIMIT);
    }

    private static long sum(Connection connection, String question, Reading reading) throws SQLException {
        long sum = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(question)) {
                while (rows.next()) {
                    sum += reading.read(rows);
                }
            }
        }
        return sum;
    }

    private static long objects(ResultSet row) throws SQLException {
        long sum = 0;
        for (int i = 1; i <= 12; i++) {
            sum += row.getObject(i) == null ? 1 : 2;
        }
        return sum;
    }

    private static long typed(ResultSet row) throws SQLException {
        long sum = row.getString(1).length()
                + row.getString(4).length()
                + row.getString(5).length();
        sum += row.getString(2) == null ? 1 : 2;
        sum += row.getString(6).length() + row.getString(7).length();
        sum += row.getTimestamp(3).getTime();
        sum += row.getTimestamp(8) == null ? 1 : 2;
        sum += row.getTimestamp(9) == null ? 1 : 2;
        return sum + row.getLong(10) + (long) row.getDouble(11) + (row.getBoolean(12) ? 1 : 0);
    }
}
