package io.scorecard.driver;

import io.scorecard.compiler.Metadata;
import io.scorecard.session.Prepared;
import io.scorecard.session.Session;
import io.scorecard.session.SessionSettings;
import java.util.List;

/** A session of a {@link FakeWorkspace}. */
record FakeSession(FakeWorkspace workspace) implements Session {

    @Override
    public Prepared prepare(String sql) {
        int inside = workspace.understanding.incrementAndGet();
        workspace.mostAtOnce.accumulateAndGet(inside, Math::max);
        Thread.yield();
        try {
            return workspace.prepare(sql);
        } finally {
            workspace.understanding.decrementAndGet();
        }
    }

    @Override
    public Metadata metadata() {
        return FakeMetadata.SHOP;
    }

    @Override
    public SessionSettings overrides() {
        return SessionSettings.NONE;
    }

    @Override
    public boolean isValid(int timeoutSeconds) {
        return true;
    }

    @Override
    public String modelName() {
        return "shop";
    }

    @Override
    public List<String> settings() {
        return List.of("time_zone=UTC", "currency=EUR");
    }

    @Override
    public void close() {
        workspace.openSessions.decrementAndGet();
    }
}
