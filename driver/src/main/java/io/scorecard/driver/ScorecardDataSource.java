package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The driver as a DataSource. Its setters are named as frameworks look for them. Configure it first, then
 * share it: only the connecting is thread-safe.
 */
public final class ScorecardDataSource implements DataSource, Unwrapping {

    private final ScorecardDriver driver;
    private final Properties properties = new Properties();
    private String url = ScorecardUrl.PREFIX;
    private @Nullable PrintWriter logWriter;

    public ScorecardDataSource() {
        this(new ScorecardDriver());
    }

    ScorecardDataSource(ScorecardDriver driver) {
        this.driver = driver;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getUrl() {
        return url;
    }

    /** Instead of the URL. */
    public void setModel(String path) {
        set(ConnectionProperty.MODEL, path);
    }

    public void setUser(String user) {
        set(ConnectionProperty.USER, user);
    }

    public void setPassword(String password) {
        set(ConnectionProperty.PASSWORD, password);
    }

    public void set(ConnectionProperty property, String value) {
        properties.setProperty(property.text(), value);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection(properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty(ConnectionProperty.USER.text(), user);
        all.setProperty(ConnectionProperty.PASSWORD.text(), password);
        return connection(all);
    }

    private Connection connection(Properties all) throws SQLException {
        Connection connection = driver.connect(url, all);
        if (connection == null) {
            throw SqlErrors.of(ErrorCode.BAD_URL);
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    /** Connecting does not wait for a source; each source has its own limit. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public Logger getParentLogger() {
        return driver.getParentLogger();
    }
}
