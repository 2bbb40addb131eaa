package io.scorecard.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * What is served: one model, behind the driver's door.
 *
 * @param model a model file, or {@code sample}
 */
record House(String model) {

    static final String USER = "analyst";

    Connection open() throws SQLException {
        // As properties: a path may hold what means something in a URL.
        Properties properties = new Properties();
        properties.setProperty("model", model);
        properties.setProperty("user", USER);
        return DriverManager.getConnection("jdbc:scorecard:", properties);
    }
}
