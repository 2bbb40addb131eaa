package io.scorecard.driver;

import io.scorecard.functions.ScorecardException;
import io.scorecard.session.Session;
import io.scorecard.session.SessionSettings;
import io.scorecard.session.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
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
 * for every question. A changed file is another model; where it is not valid, the one before is used as long as it
 * is open, and the lease says so. Thread-safe.
 */
final class SharedWorkspaces {

    private static final String SAMPLE = "sample";

    private final WorkspaceOpener opener;
    private final Duration linger;
    private final Duration look;
    private final Map<Key, Shared> open = new HashMap<>();

    SharedWorkspaces(WorkspaceOpener opener, Duration linger) {
        this(opener, linger, Duration.ofSeconds(1));
    }

    /** @param look how often a connection looks at its model's file, at most */
    SharedWorkspaces(WorkspaceOpener opener, Duration linger, Duration look) {
        this.opener = opener;
        this.linger = linger;
        this.look = look;
    }

    Duration look() {
        return look;
    }

    /** Must be closed, once; also ends the session. */
    interface Lease extends AutoCloseable {
        Session session();

        /** What is to be told of the model, as that its file has changed and cannot be used. */
        Optional<String> notice();

        @Override
        void close();
    }

    Lease lease(String model, SessionSettings settings) {
        Key key = key(model);
        try {
            return lease(model, shared(key), settings);
        } catch (ScorecardException invalid) {
            Shared before = before(key);
            if (before == null) {
                throw invalid;
            }
            Opened lease = lease(model, before, settings);
            lease.refuse(key, invalid);
            return lease;
        }
    }

    /**
     * The lease of the model as its file is now: the same one where nothing has changed, or where the change
     * cannot be used. What was asked by the old one goes on with its sources.
     */
    Lease renewed(Lease lease) {
        Opened old = (Opened) lease;
        Key now = key(old.model);
        if (now.equals(old.shared.key) || now.equals(old.refused)) {
            return old;
        }
        try {
            return lease(old.model, shared(now), old.session.overrides());
        } catch (ScorecardException invalid) {
            old.refuse(now, invalid);
            return old;
        }
    }

    private Shared shared(Key key) {
        synchronized (open) {
            Shared shared = open.computeIfAbsent(key, Shared::new);
            shared.users++;
            return shared;
        }
    }

    /** The latest open model of the same file. */
    private @Nullable Shared before(Key key) {
        synchronized (open) {
            Shared latest = open.values().stream()
                    .filter(s -> s.workspace != null && s.key.sameFile(key))
                    .max(Comparator.comparing(
                            s -> s.key.file.map(ModelFile::lastModified).orElse(0L)))
                    .orElse(null);
            if (latest != null) {
                latest.users++;
            }
            return latest;
        }
    }

    private Opened lease(String model, Shared shared, SessionSettings settings) {
        try {
            return new Opened(model, shared, shared.workspace().open(settings));
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
    private record Key(Optional<ModelFile> file, Optional<Path> root) {
        boolean sameFile(Key other) {
            return root.equals(other.root) && file.map(ModelFile::path).equals(other.file.map(ModelFile::path));
        }
    }

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
        private final String model;
        private final Shared shared;
        private final Session session;
        private volatile @Nullable Key refused;
        private volatile Optional<String> notice = Optional.empty();

        Opened(String model, Shared shared, Session session) {
            this.model = model;
            this.shared = shared;
            this.session = session;
        }

        /** Not tried again before the file changes again. */
        void refuse(Key changed, ScorecardException reason) {
            refused = changed;
            notice = Optional.of("The model file has changed and is not valid, so the model as it was goes on. "
                    + reason.getMessage());
        }

        @Override
        public Session session() {
            return session;
        }

        @Override
        public Optional<String> notice() {
            return notice;
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
