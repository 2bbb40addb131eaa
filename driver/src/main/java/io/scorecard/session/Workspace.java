package io.scorecard.session;

/** A model that was read and compiled, with its sources; shared by its connections. Thread-safe. */
public interface Workspace extends AutoCloseable {

    Session open(SessionSettings settings);

    @Override
    void close();
}
