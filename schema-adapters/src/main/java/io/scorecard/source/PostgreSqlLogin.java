package io.scorecard.source;

import io.scorecard.model.Secret;
import io.scorecard.model.SourceSpec;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens sessions of one PostgreSQL source. The URL is put together here from checked parts, and what
 * keeps a session read-only and alive is set last, so that no option of a model can loosen it.
 */
final class PostgreSqlLogin implements DataSource {

    /** The options that a model may set, and the driver's names for them. */
    private static final Map<String, PGProperty> OPTIONS = Map.of(
            "sslmode", PGProperty.SSL_MODE,
            "ssl_root_cert", PGProperty.SSL_ROOT_CERT,
            "connect_timeout", PGProperty.CONNECT_TIMEOUT,
            "socket_timeout", PGProperty.SOCKET_TIMEOUT,
            "application_name", PGProperty.APPLICATION_NAME);

    /**
     * What a role or a database may have set otherwise, and what would then change what a statement means:
     * with {@code standard_conforming_strings} off a backslash ends our quotes, and a function of somebody
     * else's on the search path is taken where it fits the arguments better than the system's own.
     */
    private static final String SESSION = "-c default_transaction_read_only=on -c standard_conforming_strings=on"
            + " -c search_path=pg_catalog -c row_security=on -c DateStyle=ISO -c IntervalStyle=postgres";

    private final QuietDriver driver = QuietDriver.of(Driver::new);
    private final String url;
    private final Properties properties = new Properties();

    PostgreSqlLogin(SourceSpec.PostgreSql spec) {
        String host = spec.host().contains(":") ? "[" + spec.host() + "]" : spec.host();
        this.url = "jdbc:postgresql://" + host + ":" + spec.port() + "/";
        PGProperty.APPLICATION_NAME.set(properties, "scorecard");
        PGProperty.CONNECT_TIMEOUT.set(properties, "10");
        // A little more than query_timeout, so that a question that takes too long is told as one.
        PGProperty.SOCKET_TIMEOUT.set(properties, "330");
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, "2");
        spec.options().forEach((name, value) -> OPTIONS.get(name).set(properties, value));
        PGProperty.PG_DBNAME.set(properties, spec.database());
        spec.user().map(Secret::reveal).ifPresent(u -> PGProperty.USER.set(properties, u));
        spec.password().map(Secret::reveal).ifPresent(p -> PGProperty.PASSWORD.set(properties, p));
        // A server that takes the connection and then says nothing would hold the login for the socket's timeout.
        PGProperty.LOGIN_TIMEOUT.set(properties, PGProperty.CONNECT_TIMEOUT.getOrDefault(properties));
        PGProperty.READ_ONLY.set(properties, "true");
        PGProperty.READ_ONLY_MODE.set(properties, "always");
        PGProperty.OPTIONS.set(properties, SESSION);
        PGProperty.DEFAULT_ROW_FETCH_SIZE.set(properties, "1000");
        // Rows that travel together, of the heap: REPEAT gives a gigabyte for the asking, and it would be read.
        PGProperty.MAX_RESULT_BUFFER.set(properties, "20p");
        PGProperty.TCP_KEEP_ALIVE.set(properties, "true");
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url, properties);
        try (Statement statement = connection.createStatement()) {
            // The driver sends the JVM's zone with the login, which beats 'options'; set by the pool it would be
            // part of the first transaction and undone with it.
            statement.execute("SET TIME ZONE 'UTC'");
            watchClient(connection, statement);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Where the server can, it looks every second whether we are still there: a process that was killed must not
     * leave its questions running. Not every server's system can.
     */
    private static void watchClient(Connection connection, Statement statement) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() >= 14) {
            try {
                statement.execute("SET client_connection_check_interval = '1s'");
            } catch (SQLException e) {
                if (connection.isClosed()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nothing is logged here: a login holds secrets.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // connect_timeout of the model says how long a login may take.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("This is no " + type.getSimpleName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
