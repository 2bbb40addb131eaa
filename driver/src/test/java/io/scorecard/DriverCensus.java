package io.scorecard;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a question as a host program does, then tells which drivers its DriverManager has come to know. */
final class DriverCensus {

    private DriverCensus() {}

    public static void main(String[] line) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'ü€' AS t, COUNT(*) AS n FROM customers")) {
            row.next();
            System.out.println(row.getString("t").equals("ü€") && row.getLong("n") > 0);
        }
        DriverManager.drivers()
                .map(driver -> driver.getClass().getName())
                .sorted()
                .forEach(System.out::println);
    }
}
