package io.scorecard.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** A program that connects, asks and prints the first row: {@code URL SQL [setting ..]}. */
public final class FirstRow {

    private FirstRow() {}

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            for (int i = 2; i < args.length; i++) {
                statement.execute(args[i]);
            }
            try (ResultSet rows = statement.executeQuery(args[1])) {
                rows.next();
                System.out.println(rows.getObject(1) + " " + rows.getObject(2));
            }
        }
    }
}
