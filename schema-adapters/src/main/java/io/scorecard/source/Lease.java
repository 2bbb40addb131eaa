package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A borrowed session: gives its place back when it is closed, once, whatever its own closing does, and is of no use
 * from then on. A rollback says that its transaction has failed. Any thread may interrupt it.
 */
final class Lease implements InvocationHandler {

    private final EmbeddedSession session;
    private final Connection shown;
    private final Consumer<Optional<EmbeddedSession>> giveBack;
    private boolean closed;

    private Lease(EmbeddedSession session, Consumer<Optional<EmbeddedSession>> giveBack) {
        this.session = session;
        this.shown = session.shown();
        this.giveBack = giveBack;
    }

    /** @param giveBack called once, with the session where it can be lent again */
    static Connection of(EmbeddedSession session, Consumer<Optional<EmbeddedSession>> giveBack) {
        return (Connection) Proxy.newProxyInstance(
                Lease.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lease(session, giveBack));
    }

    /** Nothing once it is closed. */
    static void interrupt(Connection leased) throws SQLException {
        of(leased).interrupt();
    }

    /** Closes the session for good instead of giving it back. */
    static void discard(Connection leased) throws SQLException {
        of(leased).close(false);
    }

    /** The session that was lent, to whoever stages rows in it. */
    static EmbeddedSession session(Connection leased) {
        return of(leased).session;
    }

    private static Lease of(Connection leased) {
        return (Lease) Proxy.getInvocationHandler(leased);
    }

    private synchronized void interrupt() throws SQLException {
        if (!closed) {
            DuckDbInterrupt.end(session.duckdb());
        }
    }

    private synchronized boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void close(boolean again) throws SQLException {
        if (!closes()) {
            return;
        }
        boolean fit = again && session.rests();
        try {
            if (!fit) {
                session.close();
            }
        } finally {
            giveBack.accept(fit ? Optional.of(session) : Optional.empty());
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close" -> close(true);
            case "abort" -> close(false);
            case "rollback" -> session.spoil();
            case "isClosed" -> {
                return isClosed();
            }
            default -> {
                if (isClosed()) {
                    throw new SQLException("the session was given back", "08003");
                }
                return called(method, arguments);
            }
        }
        return null;
    }

    private Object called(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(shown, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
