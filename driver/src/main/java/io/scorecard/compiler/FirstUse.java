package io.scorecard.compiler;

import com.google.common.util.concurrent.Uninterruptibles;
import io.scorecard.compiler.print.Printer;
import io.scorecard.compiler.sql.CalciteSettings;
import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Frontend;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.source.Engine;
import java.util.Map;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;

/**
 * Loads the catalogue and Calcite for the first question of a JVM, which takes some tenths of a second, while
 * another thread reads a model and loads DuckDB.
 *
 * <p>Two threads that initialize its classes could wait for each other forever: nobody uses Calcite before
 * {@link #await} has returned.
 */
public final class FirstUse {

    private static final String QUESTION =
            "SELECT a, SUM(b) AS c FROM (VALUES (1, 2)) AS t (a, b) WHERE b > 1 GROUP BY a ORDER BY a";

    private static final Thread LOADING = begun();

    private FirstUse() {}

    private static Thread begun() {
        Thread thread = new Thread(FirstUse::load, "scorecard-first-use");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Begins, once in a JVM, and does not wait. */
    public static void begin() {
        // LOADING began with the class.
    }

    /** Returns when Calcite can be used. */
    public static void await() {
        Uninterruptibles.joinUninterruptibly(LOADING);
    }

    private static void load() {
        try {
            CatalogueReader.builtIn();
            CalciteSettings.load();
            Build build = new Build(new Types());
            Frontend frontend = new Frontend(build, CalciteSchema.createRootSchema(false, false));
            RelNode tree = frontend.relation(SqlTexts.question(QUESTION)).project();
            new Printer(Engine.Dialect.DUCKDB).print(tree, Map.of());
        } catch (RuntimeException | LinkageError e) {
            // The first question meets it again, where somebody hears of it.
        }
    }
}
