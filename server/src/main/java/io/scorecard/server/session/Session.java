package io.scorecard.server.session;

import io.scorecard.server.catalog.Catalog;
import io.scorecard.server.sql.Piece;
import io.scorecard.server.wire.Formats;
import io.scorecard.server.wire.Message;
import io.scorecard.server.wire.Outgoing;
import io.scorecard.server.wire.Report;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One client's statements, from text to answer.
 *
 * <p>One thread asks and closes; {@link #cancel} is for any thread.
 */
public final class Session implements AutoCloseable {

    /** The version of PostgreSQL that clients take us for. */
    public static final String VERSION = Settings.VERSION;

    /** What a client passes on to PostgreSQL's command line. */
    private static final Pattern OPTION = Pattern.compile("(?:-c *|--)([A-Za-z_.]+)=([^ ]*)");

    private final Connection driver;
    private final Outgoing out;
    private final Settings settings = new Settings();
    private final Transaction transaction = new Transaction();
    private final Planner planner;
    private final Extended extended;
    private final Map<String, String> told = new HashMap<>();
    private boolean skipping;
    private volatile @Nullable Plan running;

    /** @param driver closed with the session */
    public Session(Connection driver, Catalog catalog, Outgoing out) {
        this.driver = driver;
        this.out = out;
        this.planner = new Planner(driver, catalog, settings, transaction);
        this.extended = new Extended(planner, out);
    }

    /** The zone that the model counts days and months in. */
    public static String zone(Connection driver) throws SQLException {
        return new SettingStatements(new Settings(), driver).zone();
    }

    /** Takes over what a client sets as it connects; its zone is not taken: the model's days would move. */
    public void start(Map<String, String> given) throws SQLException, IOException {
        Map<String, String> parameters = new HashMap<>(given);
        Matcher options = OPTION.matcher(given.getOrDefault("options", ""));
        while (options.find()) {
            parameters.put(options.group(1), options.group(2));
        }
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            String name = each.getKey().toLowerCase(Locale.ROOT);
            if (settings.known(name).isPresent()) {
                settings.change(name, each.getValue());
            }
        }
        settings.change("session_authorization", parameters.getOrDefault("user", ""));
        settings.begin();
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
        settled();
    }

    /** Outside of a transaction no portal lives on. */
    private void settled() throws IOException {
        if (transaction.letter() == 'I') {
            try {
                extended.closePortals();
                planner.endTransaction();
            } catch (SQLException e) {
                out.report(Refusal.of(e));
            }
        }
        ready();
    }

    private void answer(Piece piece) throws SQLException, IOException {
        try (Plan plan = planner.plan(piece)) {
            running = plan;
            try (Answer answer = plan.run(List.of())) {
                notice(answer);
                if (!answer.fields().isEmpty()) {
                    out.rowDescription(answer.fields(), Formats.TEXT);
                }
                long rows = rows(answer, Formats.TEXT, Long.MAX_VALUE);
                complete(piece, answer.tag(rows));
            }
        } finally {
            running = null;
        }
    }

    private void notice(Answer answer) throws SQLException, IOException {
        for (Report notice : answer.notices()) {
            out.report(notice);
        }
    }

    private long rows(Answer answer, Formats formats, long most) throws SQLException, IOException {
        long rows = 0;
        while (rows < most) {
            byte @Nullable [][] row = answer.next(formats);
            if (row == null) {
                return rows;
            }
            out.dataRow(row);
            rows++;
        }
        return rows;
    }

    private void complete(Piece piece, String tag) throws SQLException, IOException {
        if (piece.starts("SET") || piece.starts("RESET") || piece.starts("DISCARD")) {
            tellSettings();
        }
        if (piece.starts("DISCARD") || piece.starts("DEALLOCATE", "ALL")) {
            extended.forgetStatements();
        }
        out.commandComplete(tag);
    }

    /** A message of the extended protocol. After an error all are passed over up to the next Sync. */
    public void extended(Message message) throws IOException {
        if (skipping) {
            return;
        }
        try {
            switch (message.kind()) {
                case Message.PARSE -> extended.parse(message);
                case Message.BIND -> extended.bind(message);
                case Message.DESCRIBE -> extended.describe(message);
                case Message.CLOSE -> extended.close(message);
                case Message.EXECUTE -> execute(message);
                default -> out.flush();
            }
        } catch (SQLException e) {
            skip(Refusal.of(e));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            skip(Refusal.of(e));
        }
    }

    private void skip(Report report) throws IOException {
        skipping = true;
        refuse(report);
    }

    private void execute(Message message) throws SQLException, IOException {
        Portal portal = extended.portal(message.text());
        int most = message.int32();
        message.end();
        if (portal.piece().isEmpty()) {
            out.emptyQuery();
            return;
        }
        running = portal.plan();
        try {
            boolean first = !portal.started();
            Answer answer = portal.answer();
            if (first) {
                notice(answer);
            }
            long rows = rows(answer, portal.formats(), most > 0 ? most : Long.MAX_VALUE);
            if (most > 0 && rows == most) {
                out.letter('s');
            } else {
                complete(portal.piece().get(), answer.tag(rows));
            }
        } finally {
            running = null;
        }
    }

    /** The end of a series of extended messages. */
    public void sync() throws IOException {
        skipping = false;
        settled();
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
        try {
            extended.closePortals();
            planner.end();
        } finally {
            driver.close();
        }
    }
}
