package io.scorecard.driver;

import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a tool says about itself: kept and told again, never used. */
interface ClientInfo extends Connection {

    Properties clientInfo();

    void requireOpen() throws SQLException;

    @Override
    default void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        try {
            requireOpen();
        } catch (SQLException closed) {
            throw new SQLClientInfoException(closed.getMessage(), closed.getSQLState(), Map.of());
        }
        if (value == null) {
            clientInfo().remove(name);
        } else {
            clientInfo().setProperty(name, value);
        }
    }

    @Override
    default void setClientInfo(Properties properties) throws SQLClientInfoException {
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    default @Nullable String getClientInfo(String name) throws SQLException {
        requireOpen();
        return clientInfo().getProperty(name);
    }

    @Override
    default Properties getClientInfo() throws SQLException {
        requireOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo());
        return copy;
    }
}
