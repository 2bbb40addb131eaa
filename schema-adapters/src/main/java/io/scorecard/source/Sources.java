package io.scorecard.source;

import io.scorecard.model.Model;
import java.util.List;

/** The engines of one model, opened lazily, closed together. Thread-safe. */
public interface Sources extends AutoCloseable {

    /** The engine in which a source's tables live. */
    Engine engine(String source);

    /** A table's name in its engine: {@code crm, [public, accounts]} may be {@code [crm, public, accounts]}. */
    List<String> path(String source, List<String> from);

    /** The embedded DuckDB, for questions that touch no source. */
    Engine embedded();

    @Override
    void close();
}
