package io.scorecard.server.session;

import io.scorecard.server.catalog.Catalog;
import io.scorecard.server.sql.Piece;
import io.scorecard.server.wire.Outgoing;
import io.scorecard.server.wire.Report;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's statements, from text to answer.
 *
 * <p>One thread asks; {@link #cancel} and {@link #close} are for any thread.
 */
public final class Session implements AutoCloseable {

    /** The version of PostgreSQL that clients take us for. */
    public static final String VERSION = Settings.VERSION;

    private final Connection driver;
    private final Outgoing out;
    private final Settings settings = new Settings();
    private final Transaction transaction = new Transaction();
    private final Planner planner;
    private final Map<String, String> told = new HashMap<>();
    private volatile @Nullable Plan running;

    /** @param driver closed with the session */
    public Session(Connection driver, Catalog catalog, Outgoing out) {
        this.driver = driver;
        this.out = out;
        this.planner = new Planner(driver, catalog, settings, transaction);
    }

    /** The zone that the model counts days and months in. */
    public static String zone(Connection driver) throws SQLException {
        return new SettingStatements(new Settings(), driver).zone();
    }

    /** Takes over what a client sets as it connects; its zone is not taken: the model's days would move. */
    public void start(Map<String, String> parameters) throws SQLException, IOException {
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            String name = each.getKey().toLowerCase(Locale.ROOT);
            if (settings.known(name).isPresent()) {
                settings.change(name, each.getValue());
            }
        }
        settings.change("session_authorization", parameters.getOrDefault("user", ""));
        tellSettings();
    }

    /** The clients' libraries keep count of some settings; they are told each change. */
    private void tellSettings() throws SQLException, IOException {
        Map<String, String> now = settings.reported();
        now.put(Settings.ZONE, planner.zone());
        for (Map.Entry<String, String> each : now.entrySet()) {
            if (!each.getValue().equals(told.put(each.getKey(), each.getValue()))) {
                out.parameterStatus(each.getKey(), each.getValue());
            }
        }
    }

    /** A text of the simple protocol: any number of statements, up to the first that fails. */
    public void simple(String text) throws IOException {
        try {
            List<Piece> pieces = Piece.of(text);
            if (pieces.isEmpty()) {
                out.emptyQuery();
            }
            for (Piece piece : pieces) {
                answer(piece);
            }
        } catch (SQLException e) {
            refuse(Refusal.of(e));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            refuse(Refusal.of(e));
        }
        ready();
    }

    private void answer(Piece piece) throws SQLException, IOException {
        try (Plan plan = planner.plan(piece)) {
            running = plan;
            try (Answer answer = plan.run(List.of())) {
                for (Report notice : answer.notices()) {
                    out.report(notice);
                }
                if (!answer.fields().isEmpty()) {
                    out.rowDescription(answer.fields());
                }
                long rows = 0;
                for (@Nullable String[] row = answer.next(); row != null; row = answer.next()) {
                    out.dataRow(row);
                    rows++;
                }
                if (piece.starts("SET") || piece.starts("RESET") || piece.starts("DISCARD")) {
                    tellSettings();
                }
                out.commandComplete(answer.tag(rows));
            }
        } finally {
            running = null;
        }
    }

    public void refuse(Report report) throws IOException {
        transaction.failed();
        out.report(report);
    }

    public void ready() throws IOException {
        out.readyForQuery(transaction.letter());
    }

    /** Whether a statement runs or its rows are read. */
    public boolean asking() {
        return running != null;
    }

    /** Stops what runs; nothing where nothing does. */
    public void cancel() {
        Plan plan = running;
        if (plan != null) {
            try {
                plan.cancel();
            } catch (SQLException overAlready) {
                // It has ended by itself in this moment.
                return;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        driver.close();
    }
}
