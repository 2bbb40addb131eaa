package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session that gives its place back when it is closed, once, whatever its own closing does. */
final class Lease implements InvocationHandler {

    private final Connection session;
    private final Runnable giveBack;
    private final AtomicBoolean given = new AtomicBoolean();

    private Lease(Connection session, Runnable giveBack) {
        this.session = session;
        this.giveBack = giveBack;
    }

    static Connection of(Connection session, Runnable giveBack) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lease(session, giveBack));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean closing = method.getName().equals("close") || method.getName().equals("abort");
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (closing && given.compareAndSet(false, true)) {
                giveBack.run();
            }
        }
    }
}
