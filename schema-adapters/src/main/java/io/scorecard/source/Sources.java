package io.scorecard.source;

import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import io.scorecard.model.TableMapping;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The engines of one model, opened lazily, closed together. Thread-safe. */
public interface Sources extends AutoCloseable {

    /** Nothing is opened, read or dialled before an engine is first used. */
    static Sources open(Model model, SampleLoader sampleLoader) {
        return new ModelSources(model, sampleLoader);
    }

    /** Loads the library that a model's sources are read with, where one is; they themselves are not touched. */
    static void loadLibraries(Model model) {
        boolean embedded = model.sources().values().stream().anyMatch(s -> !(s instanceof SourceSpec.PostgreSql));
        if (embedded) {
            try {
                EmbeddedDatabase.load();
            } catch (SQLException e) {
                // The first opening meets it again and says it.
            }
        }
    }

    /** The engine in which a source's tables live. */
    Engine engine(String source);

    /**
     * A table's name in its engine: {@code crm, [accounts]} is {@code [public, accounts]} in
     * PostgreSQL, {@code desk, [tickets]} is {@code [desk, tickets]} in the embedded DuckDB.
     */
    List<String> path(String source, List<String> from);

    /**
     * The mapping of a canonical table; empty where the model has none, and where it is only implied by
     * {@code canonical: true} and the source has no such table.
     */
    Optional<TableMapping> table(String canonicalName);

    /**
     * The tables that a source's {@code expose} shows beside the canonical ones, as paths in its engine;
     * asked of the source, where it exposes any.
     */
    List<List<String>> exposed(String source);

    /**
     * Sets of columns that no two rows of an exposed table have alike: the one that the model declares, and those that
     * the source keeps. Asked of the source once.
     *
     * @param table a path of {@link #exposed}
     */
    List<List<String>> keys(String source, List<String> table);

    /** The embedded DuckDB, for questions that touch no source. */
    Engine embedded();

    /** Whether every source that was used so far answers; waits at most so many seconds for each. */
    boolean answer(int seconds);

    /** What runs goes on to its end. */
    @Override
    void close();
}
