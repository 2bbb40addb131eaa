package io.scorecard.source;

import io.scorecard.functions.Quoted;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The opened in-memory DuckDB.
 *
 * <p>The order is the safety: data that we bring in ourselves first, then the list of files, then the
 * lock, then the views. DuckDB checks a view's file whenever it is read, so a view made before the lock
 * over a file that is not listed would only seem to work. Settings cannot be changed once it is locked,
 * not by us either.
 *
 * <p>A file that cannot be read must not take the others with it: its error is kept and thrown when its
 * own table is asked for.
 */
final class EmbeddedDatabase implements AutoCloseable {

    /** DuckDB's own name of an in-memory database. */
    static final String CATALOG = "memory";

    private static final QuietDriver DRIVER = QuietDriver.of(DuckDBDriver::new);

    private final DuckDBConnection root;
    private final List<List<String>> files = new ArrayList<>();
    private final List<DataFile> views = new ArrayList<>();
    private final List<ReadFile> read = new ArrayList<>();
    private final Map<List<String>, ScorecardException> broken = new HashMap<>();

    private final Model model;

    private EmbeddedDatabase(DuckDBConnection root, Model model) {
        this.root = root;
        this.model = model;
    }

    /** Loads DuckDB's library, the longest step of the first opening; no file is looked at. */
    static void load() throws SQLException {
        DRIVER.connect("jdbc:duckdb:", new Properties()).close();
    }

    static EmbeddedDatabase open(Model model, SampleLoader sampleLoader) throws SQLException {
        DuckDBConnection root = DRIVER.connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
        EmbeddedDatabase database = new EmbeddedDatabase(root, model);
        try {
            database.fill(sampleLoader);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void fill(SampleLoader sampleLoader) throws SQLException {
        run("SET autoinstall_known_extensions = false");
        run("SET autoload_known_extensions = false");
        run("SET allow_community_extensions = false");
        run("SET GLOBAL TimeZone = 'UTC'");
        // Otherwise a division by zero is an infinity, and the logarithm of nothing, too.
        run("SET ieee_floating_point_ops = false");
        run("SET memory_limit = '50%'");
        // Spilling would need a writable folder, and the lock opens that folder to COPY.
        run("SET temp_directory = ''");
        List<DataFile> wanted = new ArrayList<>();
        for (SourceSpec spec : model.sources().values()) {
            if (spec instanceof SourceSpec.Sample sample) {
                run("CREATE SCHEMA " + Quoted.name(sample.name()));
                sampleLoader.load(root, sample.name(), sample);
            } else if (spec instanceof SourceSpec.DuckDbFile file) {
                attach(file);
            } else if (spec instanceof SourceSpec.Files folder) {
                run("CREATE SCHEMA " + Quoted.name(folder.name()));
                DataFiles found = DataFiles.in(folder, model, root);
                found.absent().forEach(this::breaks);
                found.all().forEach(f -> files.add(f.path()));
                wanted.addAll(found.wanted(model));
            }
        }
        run("SET GLOBAL disabled_optimizers = '" + String.join(",", leftOut(wanted)) + "'");
        TextBounds.install(root);
        wanted.forEach(file -> keepingReason(file, () -> read.add(ReadFile.of(file, root))));
        // A result that is held instead is counted by no limit: one question could take all memory of the host.
        // From here on a failure before the first row has lost its reason: see Engine.reason.
        run("SET GLOBAL jdbc_stream_results = true");
        lock(wanted);
        views.addAll(wanted);
        read.forEach(file -> keepingReason(file.file(), () -> run(file.view())));
    }

    /** Optimizers of DuckDB 2.0 that do harm here. */
    private static List<String> leftOut(List<DataFile> wanted) {
        // They look for a place for each projection, among thousands: a quarter of the time that a dashboard takes.
        List<String> leftOut = new ArrayList<>(List.of("projection_pullup", "projection_placement"));
        if (wanted.stream().anyMatch(f -> f.format() != DataFile.Format.PARQUET)) {
            // It hands a cast to the reader, which forgets the format that it found the dates in.
            leftOut.add("type_pushdown");
        }
        return leftOut;
    }

    /** A step that DuckDB may refuse. */
    private interface Step {
        void run() throws SQLException;
    }

    private void keepingReason(DataFile file, Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            breaks(file.path(), DuckDbErrors.explain(Where.in(model, file), e));
        } catch (ScorecardException e) {
            breaks(file.path(), e);
        }
    }

    private void breaks(List<String> table, ScorecardException reason) {
        broken.put(lower(table), reason.thatLasts());
    }

    /** Capitals of a file's name do not count: asked for as written elsewhere, it would be a table that is not there. */
    private static List<String> lower(List<String> table) {
        return table.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
    }

    /** What follows ATTACH. */
    static String attached(SourceSpec.DuckDbFile file) {
        return Quoted.text(file.file().toString()) + " AS " + Quoted.name(file.name()) + " (TYPE duckdb, READ_ONLY)";
    }

    private void attach(SourceSpec.DuckDbFile file) {
        try {
            run("ATTACH " + attached(file));
        } catch (SQLException e) {
            breaks(List.of(file.name()), DuckDbErrors.explain(Where.in(file.name()), e));
        }
    }

    private void lock(List<DataFile> wanted) throws SQLException {
        String paths =
                wanted.stream().map(f -> Quoted.text(f.file().toString())).collect(Collectors.joining(", ", "[", "]"));
        run("SET allowed_paths = " + paths);
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    /** A new session of the same database. */
    synchronized DuckDBConnection session() throws SQLException {
        return root.duplicate().unwrap(DuckDBConnection.class);
    }

    /** Every table that the folders of the file sources could give, mapped or not. */
    List<List<String>> files() {
        return files;
    }

    /** The files that are tables. */
    List<DataFile> views() {
        return views;
    }

    /** Refuses a statement over a file that would be read in another way than when this was opened. */
    void refuseChanged(String sql) throws SQLException {
        for (ReadFile file : read) {
            file.refuseChanged(sql, root);
        }
    }

    void refuseBroken(List<String> table) {
        List<String> asked = lower(table);
        ScorecardException reason = broken.getOrDefault(asked, broken.get(asked.subList(0, 1)));
        if (reason != null) {
            throw reason;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            // The database lives in memory only: nothing can be lost by a failed closing.
        }
    }
}
