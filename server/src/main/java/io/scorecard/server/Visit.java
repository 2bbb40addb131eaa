package io.scorecard.server;

import io.scorecard.functions.Textless;
import io.scorecard.server.session.Session;
import io.scorecard.server.wire.Incoming;
import io.scorecard.server.wire.Message;
import io.scorecard.server.wire.Opening;
import io.scorecard.server.wire.Outgoing;
import io.scorecard.server.wire.Report;
import io.scorecard.server.wire.WireException;
import java.io.IOException;
import java.net.Socket;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client, from its first byte to its last.
 *
 * <p>Its own thread runs it; {@link #cancel}, {@link #look} and {@link #leave} are for others.
 */
final class Visit implements Runnable {

    private static final System.Logger LOGGER = System.getLogger("io.scorecard.server");

    private final Server server;
    private final Socket socket;
    private final int process;
    private final int secret;
    private final long openingEnds;
    private final Incoming in;
    private final Outgoing out;
    private volatile boolean opened;
    private volatile @Nullable Session session;

    /** @param openingEnds the moment, by the nanosecond clock, at which the client must have said who it is */
    Visit(Server server, Socket socket, int process, int secret, long openingEnds) throws IOException {
        this.server = server;
        this.socket = socket;
        this.process = process;
        this.secret = secret;
        this.openingEnds = openingEnds;
        this.in = new Incoming(socket);
        this.out = new Outgoing(socket.getOutputStream());
    }

    @Override
    public void run() {
        try {
            Opening opening = in.opening();
            for (int i = 0; opening instanceof Opening.Encryption && i < 2; i++) {
                out.noEncryption();
                opening = in.opening();
            }
            if (opening instanceof Opening.Cancel cancel) {
                server.cancel(cancel.process(), cancel.secret());
            } else if (opening instanceof Opening.Start start) {
                serve(start);
            }
        } catch (WireException e) {
            tell(e.report());
        } catch (IOException gone) {
            // There is nobody left to be told.
            return;
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "A connection failed.", Textless.of(e));
            tell(Report.fatal("XX000", "The server failed (" + e.getClass().getSimpleName() + ").", "Connect again."));
        } catch (OutOfMemoryError e) {
            tell(Report.fatal("53200", "out of memory", "Ask for less."));
        } finally {
            server.forget(process);
            leave();
        }
    }

    private void serve(Opening.Start start) throws IOException {
        Map<String, String> parameters = start.parameters();
        requireWelcome(parameters);
        List<String> unknown = parameters.keySet().stream()
                .filter(name -> name.startsWith("_pq_."))
                .toList();
        if (start.minor() > 0 || !unknown.isEmpty()) {
            out.negotiate(unknown);
        }
        try (Session opening = new Session(server.open(), server.catalog(), out)) {
            session = opening;
            out.authenticationOk();
            opening.start(parameters);
            out.backendKeyData(process, secret);
            opening.ready();
            opened = true;
            converse(opening);
        } catch (SQLException e) {
            throw new WireException(Report.fatal(
                    e.getSQLState() == null ? "XX000" : e.getSQLState(), String.valueOf(e.getMessage()), ""));
        } finally {
            session = null;
        }
    }

    private void requireWelcome(Map<String, String> parameters) throws WireException {
        String user = parameters.getOrDefault("user", "");
        if (user.isEmpty()) {
            throw new WireException(
                    Report.fatal("28000", "no user name specified in startup packet", "Connect as user analyst."));
        }
        if (!user.equals(House.USER)) {
            throw new WireException(
                    Report.fatal("28000", "There is no user \"" + user + "\".", "Connect as user analyst."));
        }
        String database = parameters.getOrDefault("database", user);
        if (!database.equals(server.database())) {
            throw new WireException(Report.fatal(
                    "3D000",
                    "There is no database \"" + database + "\".",
                    "Connect to database " + server.database() + "."));
        }
        if (!List.of("false", "off", "no", "0").contains(parameters.getOrDefault("replication", "false"))) {
            throw new WireException(Report.fatal("0A000", "Replication is not supported.", "Connect without it."));
        }
        if (server.full()) {
            throw new WireException(
                    Report.fatal("53300", "sorry, too many clients already", "Close connections that are not used."));
        }
    }

    private void converse(Session session) throws IOException, SQLException {
        while (true) {
            Message message = in.message();
            switch (message.kind()) {
                case Message.QUERY -> simple(session, message);
                case Message.TERMINATE -> {
                    return;
                }
                case Message.PARSE, Message.BIND, Message.DESCRIBE, Message.EXECUTE, Message.CLOSE, Message.FLUSH ->
                    session.extended(message);
                case Message.SYNC -> session.sync();
                case Message.FUNCTION_CALL -> {
                    session.refuse(Report.error("0A000", "Function calls are not supported.", "Ask with SELECT."));
                    session.ready();
                }
                case Message.COPY_DATA, Message.COPY_DONE, Message.COPY_FAIL -> {
                    // The rest of a COPY that was refused.
                }
                default -> throw new WireException(Report.fatal("08P01", "unexpected message " + message.kind(), ""));
            }
        }
    }

    private static void simple(Session session, Message message) throws IOException {
        String text;
        try {
            text = message.text();
            message.end();
        } catch (WireException e) {
            if (e.report().severity().equals("FATAL")) {
                throw e;
            }
            session.refuse(e.report());
            session.ready();
            return;
        }
        session.simple(text);
    }

    void cancel(int claimed) {
        Session asked = session;
        if (claimed == secret && asked != null) {
            asked.cancel();
        }
    }

    /** Leaves a client that does not say who it is, and stops the statement of one that has gone. */
    void look(long now) {
        Session asked = session;
        if (!opened && now - openingEnds > 0) {
            close(socket);
        } else if (asked != null && asked.asking() && in.gone()) {
            asked.cancel();
            close(socket);
        }
    }

    /** From any thread, at any time. */
    void leave() {
        Session asked = session;
        if (asked != null) {
            asked.cancel();
        }
        close(socket);
    }

    private void tell(Report report) {
        try {
            out.report(report);
            out.flush();
        } catch (IOException gone) {
            // There is nobody left to be told.
            return;
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned.
            return;
        }
    }
}
