package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
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
    default void setClientInfo(@Nullable String name, @Nullable String value) throws SQLClientInfoException {
        try {
            requireOpen();
        } catch (SQLException closed) {
            throw new SQLClientInfoException(closed.getMessage(), closed.getSQLState(), Map.of());
        }
        if (name == null) {
            SQLException unnamed = SqlErrors.of(ErrorCode.BAD_ARGUMENT, "The client's information has no name.", "");
            throw new SQLClientInfoException(unnamed.getMessage(), unnamed.getSQLState(), Map.of());
        }
        if (value == null) {
            clientInfo().remove(name);
        } else {
            clientInfo().setProperty(name, value);
        }
    }

    @Override
    default void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        if (properties == null) {
            setClientInfo(null, null);
            return;
        }
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    @Override
    default @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        requireOpen();
        return name == null ? null : clientInfo().getProperty(name);
    }

    @Override
    default Properties getClientInfo() throws SQLException {
        requireOpen();
        Properties copy = new Properties();
        copy.putAll(clientInfo());
        return copy;
    }
}
