package io.scorecard.source;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A source's driver, created by class and kept out of {@link DriverManager}.
 *
 * <p>Loading a driver registers it for the whole JVM, and with it every URL that it understands. What
 * we caused is taken back; what the host had registered itself stays.
 */
public final class QuietDriver {

    private final Driver driver;

    private QuietDriver(Driver driver) {
        this.driver = driver;
    }

    public static synchronized QuietDriver of(Supplier<Driver> constructor) {
        Set<Driver> before = DriverManager.drivers().collect(Collectors.toSet());
        Driver driver = constructor.get();
        DriverManager.drivers()
                .filter(d -> d.getClass() == driver.getClass() && !before.contains(d))
                .forEach(QuietDriver::deregister);
        return new QuietDriver(driver);
    }

    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("The driver does not know its own URL.", "08001");
        }
        return connection;
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
