package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A DuckDB session whose statements are planned and run on a {@link DeepStack}; all else stays with its caller. */
final class DeepStatements implements InvocationHandler {

    private final Object target;

    private DeepStatements(Object target) {
        this.target = target;
    }

    static Connection of(Connection session) {
        return proxy(Connection.class, session);
    }

    private static <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                DeepStatements.class.getClassLoader(), new Class<?>[] {type}, new DeepStatements(target)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("unwrap")) {
            return called(method, arguments);
        }
        Object result = name.startsWith("execute") || name.equals("prepareStatement")
                ? DeepStack.call(() -> called(method, arguments))
                : called(method, arguments);
        if (result instanceof PreparedStatement) {
            return proxy(PreparedStatement.class, result);
        }
        return result instanceof Statement ? proxy(Statement.class, result) : result;
    }

    private Object called(Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
