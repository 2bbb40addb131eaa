package io.scorecard.session;

import io.scorecard.compiler.Metadata;
import java.util.List;

/** One connection's view of a model. Not thread-safe; cheap to open. */
public interface Session extends AutoCloseable {

    /**
     * Parses, checks and compiles one statement.
     *
     * @throws io.scorecard.functions.ScorecardException 2xxx where the question cannot be answered
     */
    Prepared prepare(String sql);

    Metadata metadata();

    /** What the connection's properties and SET have settled, to go on with in another session. */
    SessionSettings overrides();

    /** Whether every source that was used so far still answers. */
    boolean isValid(int timeoutSeconds);

    /** The name of the model. */
    String modelName();

    /** Values of the settings that SHOW and {@code current_setting} tell, such as {@code time_zone}. */
    List<String> settings();

    @Override
    void close();
}
