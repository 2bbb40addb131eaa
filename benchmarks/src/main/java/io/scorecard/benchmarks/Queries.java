package io.scorecard.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a question through the driver and by hand, in turns, over one connection each. */
final class Queries {

    private static final int ROUNDS_OF_A_GRID = 5;

    private Queries() {}

    static Race.Outcome race(Store store, Question question) throws Exception {
        String byHand = Texts.of(question.byHand());
        try (Connection driver = DriverManager.getConnection("jdbc:scorecard:" + store.model());
                Connection direct = store.direct()) {
            Answer.of(driver, question.sql()).mustEqual(Answer.of(direct, byHand));
            Race race = new Race(store.meter());
            Side ours = () -> read(driver, question.sql());
            Side reference = () -> read(direct, byHand);
            return question.limit() < 1 ? race.run(ours, reference, ROUNDS_OF_A_GRID) : race.run(ours, reference);
        }
    }

    static void read(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getObject(i);
                }
            }
        }
    }
}
