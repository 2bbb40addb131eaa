package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code jdbc:scorecard:<model file>[;name=value...]}, or {@code jdbc:scorecard:sample}.
 *
 * <p>Neither URL nor properties can name a class, a source or any file but the model. Thread-safe.
 */
public final class ScorecardDriver implements Driver {

    private static final SharedWorkspaces OPEN = new SharedWorkspaces(WorkspaceOpener.REAL, Duration.ofSeconds(30));

    static {
        try {
            DriverManager.registerDriver(new ScorecardDriver(), OPEN::closeIdle);
        } catch (SQLException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final SharedWorkspaces workspaces;

    public ScorecardDriver() {
        this(OPEN);
    }

    ScorecardDriver(SharedWorkspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public boolean acceptsURL(@Nullable String url) {
        return url != null && ScorecardUrl.accepts(url);
    }

    /** Null for another driver's URL. */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties further) throws SQLException {
        if (url == null || !acceptsURL(url)) {
            return null;
        }
        ConnectionSettings settings = SqlErrors.UNLOGGED.guard(
                () -> ConnectionSettings.of(ScorecardUrl.parse(url, further == null ? new Properties() : further)));
        SqlErrors errors = new SqlErrors(settings.log());
        SharedWorkspaces.Lease lease = errors.guard(() -> workspaces.lease(settings.model(), settings.session()));
        CurrentModel model = new CurrentModel(workspaces, lease, settings.currency());
        ScorecardConnection connection = new ScorecardConnection(model, settings);
        try {
            errors.guarded(() -> {
                requireCurrency(model);
                model.followed(connection.warnings());
            });
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
        return connection;
    }

    private static void requireCurrency(CurrentModel model) {
        if (!model.hasCurrency()) {
            throw ErrorCode.BAD_PROPERTY.with(
                    ConnectionProperty.CURRENCY.text(), "The model reports in another currency, or in none.");
        }
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties further) {
        return Arrays.stream(ConnectionProperty.values())
                .map(ScorecardDriver::described)
                .toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo described(ConnectionProperty property) {
        DriverPropertyInfo info = new DriverPropertyInfo(property.text(), property.fallback());
        info.description = property.description();
        info.choices = property.choices().isEmpty() ? null : property.choices().toArray(String[]::new);
        return info;
    }

    @Override
    public int getMajorVersion() {
        return Version.CURRENT.major();
    }

    @Override
    public int getMinorVersion() {
        return Version.CURRENT.minor();
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.scorecard");
    }
}
