package io.scorecard.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Drivers of sources do not stay registered for the host's other code. */
class QuietDriverTest {

    @Test
    void whatLoadingRegisteredIsTakenBack() {
        QuietDriver.of(Loud::new);
        assertEquals(0, registered(Loud.class));
    }

    @Test
    void whatTheHostRegisteredStays() throws SQLException {
        Driver hosts = new Silent();
        DriverManager.registerDriver(hosts);
        try {
            QuietDriver.of(Silent::new);
            assertEquals(1, registered(Silent.class));
        } finally {
            DriverManager.deregisterDriver(hosts);
        }
    }

    private static long registered(Class<?> type) {
        return DriverManager.drivers().filter(d -> d.getClass() == type).count();
    }

    /** Registers itself when it is loaded, as drivers do. */
    static final class Loud extends Silent {
        static {
            try {
                DriverManager.registerDriver(new Loud());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static class Silent implements Driver {

        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            throw new SQLException("nothing to connect to");
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
