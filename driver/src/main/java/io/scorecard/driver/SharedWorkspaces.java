package io.scorecard.driver;

import io.scorecard.session.Session;
import io.scorecard.session.SessionSettings;
import io.scorecard.session.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The open models: one for all connections to the same file in the same state.
 *
 * <p>A model that nobody uses any more stays open for a moment, because tools without a pool connect anew
 * for every question. A changed file is another model; the connections of the old one keep it.
 * Thread-safe.
 */
final class SharedWorkspaces {

    private static final String SAMPLE = "sample";

    private final WorkspaceOpener opener;
    private final Duration linger;
    private final Map<Key, Shared> open = new HashMap<>();

    SharedWorkspaces(WorkspaceOpener opener, Duration linger) {
        this.opener = opener;
        this.linger = linger;
    }

    /** Must be closed, once; also ends the session. */
    interface Lease extends AutoCloseable {
        Session session();

        @Override
        void close();
    }

    Lease lease(String model, SessionSettings settings) {
        Key key = key(model);
        Shared shared;
        synchronized (open) {
            shared = open.computeIfAbsent(key, Shared::new);
            shared.users++;
        }
        try {
            return new Opened(shared, shared.workspace().open(settings));
        } catch (Throwable failure) {
            release(shared);
            throw failure;
        }
    }

    /** Closes what nobody uses. */
    void closeIdle() {
        List<Shared> idle;
        synchronized (open) {
            idle = open.values().stream().filter(shared -> shared.users == 0).toList();
            open.values().removeAll(idle);
        }
        idle.forEach(Shared::close);
    }

    private void release(Shared shared) {
        synchronized (open) {
            shared.users--;
        }
        if (linger.isZero() || shared.workspace == null) {
            closeIdle();
        } else {
            CompletableFuture.delayedExecutor(linger.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::closeIdle);
        }
    }

    private static Key key(String model) {
        if (model.equals(SAMPLE)) {
            return new Key(Optional.empty(), Optional.empty());
        }
        Optional<Path> root = Optional.ofNullable(System.getProperty("scorecard.data"))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        return new Key(Optional.of(ModelFile.of(model, System.getProperty("scorecard.models", ""))), root);
    }

    /** No file: the sample. */
    private record Key(Optional<ModelFile> file, Optional<Path> root) {}

    private final class Shared {
        private final Key key;
        private int users;
        private volatile @Nullable Workspace workspace;

        Shared(Key key) {
            this.key = key;
        }

        /** Outside the lock of all models: one that opens slowly does not hold up the others. */
        synchronized Workspace workspace() {
            Workspace known = workspace;
            if (known == null) {
                known = key.file.map(file -> opener.open(file.path(), key.root)).orElseGet(opener::sample);
                workspace = known;
            }
            return known;
        }

        synchronized void close() {
            Workspace known = workspace;
            if (known != null) {
                known.close();
            }
        }
    }

    private final class Opened implements Lease {
        private final Shared shared;
        private final Session session;

        Opened(Shared shared, Session session) {
            this.shared = shared;
            this.session = session;
        }

        @Override
        public Session session() {
            return session;
        }

        @Override
        public void close() {
            try {
                session.close();
            } finally {
                release(shared);
            }
        }
    }
}
