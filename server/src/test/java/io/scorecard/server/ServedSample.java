package io.scorecard.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The sample company, served as to anybody, and ways to ask it. */
final class ServedSample {

    /** Impatient, so that tests need not wait. */
    static final Limits QUICK = new Limits(20, Duration.ofSeconds(1), Duration.ofMillis(50));

    private ServedSample() {}

    static Server start() throws SQLException, IOException {
        return Server.start(new House("sample"), 0, QUICK);
    }

    /** @param mode pgjdbc's: simple, extended, extendedForPrepared */
    static Connection connect(Server server, String mode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "analyst");
        properties.setProperty("preferQueryMode", mode);
        properties.setProperty("prepareThreshold", "1");
        return new org.postgresql.Driver()
                .connect("jdbc:postgresql://127.0.0.1:" + server.port() + "/" + server.database(), properties);
    }

    static Connection driver() throws SQLException {
        return DriverManager.getConnection("jdbc:scorecard:sample");
    }

    /** All rows as the client's library reads them. */
    static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
