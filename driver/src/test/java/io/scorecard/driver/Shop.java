package io.scorecard.driver;

import io.scorecard.session.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** A driver over a workspace that is written by hand. */
final class Shop implements WorkspaceOpener {

    final FakeWorkspace workspace = new FakeWorkspace();
    final List<String> opened = new ArrayList<>();
    final ScorecardDriver driver = new ScorecardDriver(new SharedWorkspaces(this, Duration.ZERO));

    @Override
    public Workspace open(Path model, Optional<Path> root) {
        opened.add(model.getFileName().toString());
        return workspace;
    }

    @Override
    public Workspace sample() {
        opened.add("sample");
        return workspace;
    }

    Connection connect() throws SQLException {
        return connect("jdbc:scorecard:sample");
    }

    Connection connect(String url) throws SQLException {
        return Objects.requireNonNull(driver.connect(url, new Properties()));
    }
}
