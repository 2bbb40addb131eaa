package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * A session that gives its place back when it is closed, once, whatever its own closing does. Any thread
 * may interrupt it.
 */
final class Lease implements InvocationHandler {

    private final DuckDBConnection session;
    private final Connection shown;
    private final Runnable giveBack;
    private boolean closed;

    private Lease(DuckDBConnection session, Connection shown, Runnable giveBack) {
        this.session = session;
        this.shown = shown;
        this.giveBack = giveBack;
    }

    /** @param shown what works with the session in its borrower's place */
    static Connection of(DuckDBConnection session, Connection shown, Runnable giveBack) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new Lease(session, shown, giveBack));
    }

    /** Nothing once it is closed. */
    static void interrupt(Connection leased) throws SQLException {
        ((Lease) Proxy.getInvocationHandler(leased)).interrupt();
    }

    private synchronized void interrupt() throws SQLException {
        if (!closed) {
            DuckDbInterrupt.end(session);
        }
    }

    private synchronized boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean closing = method.getName().equals("close") || method.getName().equals("abort");
        boolean closes = closing && closes();
        try {
            return method.invoke(shown, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (closes) {
                giveBack.run();
            }
        }
    }
}
