package io.scorecard.driver;

import io.scorecard.session.Workspace;
import io.scorecard.session.Workspaces;
import java.nio.file.Path;
import java.util.Optional;

/** How a model is opened that nobody has open yet. */
interface WorkspaceOpener {

    WorkspaceOpener REAL = new WorkspaceOpener() {
        @Override
        public Workspace open(Path model, Optional<Path> root) {
            return Workspaces.open(model, root);
        }

        @Override
        public Workspace sample() {
            return Workspaces.sample();
        }
    };

    Workspace open(Path model, Optional<Path> root);

    Workspace sample();
}
