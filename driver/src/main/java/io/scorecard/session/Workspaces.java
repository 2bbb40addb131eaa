package io.scorecard.session;

import io.scorecard.functions.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;

/** Opens models. */
public final class Workspaces {

    private Workspaces() {}

    /** @param root the folder that data files lie in; empty: the model's own */
    public static Workspace open(Path model, Optional<Path> root) {
        throw ErrorCode.UNSUPPORTED.with("Opening a model", "");
    }

    /** The sample company inside the driver. */
    public static Workspace sample() {
        throw ErrorCode.UNSUPPORTED.with("The sample company", "");
    }
}
