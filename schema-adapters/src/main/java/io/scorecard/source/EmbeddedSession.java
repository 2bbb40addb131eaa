package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.duckdb.DuckDBConnection;

/**
 * A session of the embedded DuckDB: its statements are planned and run on a {@link DeepStack}, all else stays with its
 * borrower, and what comes again is planned once. Borrowed by one at a time.
 *
 * <p>It can be lent again after it has only answered queries. Temporary tables, which their next borrower must not
 * meet, make it unfit.
 */
final class EmbeddedSession implements AutoCloseable {

    private final DuckDBConnection duckdb;
    private final Predicate<String> worthKeeping;
    private final KeptPlans plans = new KeptPlans();
    private boolean onlyAnswered = true;

    /** @param worthKeeping whether the plan of a statement is kept */
    EmbeddedSession(DuckDBConnection duckdb, Predicate<String> worthKeeping) {
        this.duckdb = duckdb;
        this.worthKeeping = worthKeeping;
    }

    DuckDBConnection duckdb() {
        return duckdb;
    }

    void begin() throws SQLException {
        try (Statement begin = duckdb.createStatement()) {
            begin.execute("BEGIN TRANSACTION READ ONLY");
        }
    }

    /** Ends the borrower's transaction; false where the session is of no more use. */
    boolean rest() {
        if (!onlyAnswered) {
            return false;
        }
        try (Statement end = duckdb.createStatement()) {
            end.execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** What its borrower works with. */
    Connection shown() {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = method.getName().equals("prepareStatement")
                    ? DeepStack.call(() -> called(duckdb, method, arguments))
                    : called(duckdb, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, (p, m, a) -> deep(statement, m, a));
            }
            return result instanceof Statement statement
                    ? proxy(Statement.class, (p, m, a) -> deep(statement, m, a))
                    : result;
        });
    }

    private Object deep(Statement statement, Method method, Object[] arguments) throws Exception {
        String name = method.getName();
        if (!name.startsWith("execute")) {
            return called(statement, method, arguments);
        }
        boolean text = arguments != null && arguments.length == 1;
        onlyAnswered &= name.equals("executeQuery");
        if (text && onlyAnswered && worthKeeping.test((String) arguments[0])) {
            return DeepStack.call(() ->
                    plans.of((String) arguments[0], duckdb::prepareStatement).executeQuery());
        }
        return DeepStack.call((Callable<Object>) () -> called(statement, method, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(EmbeddedSession.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object called(Object target, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    @Override
    public void close() throws SQLException {
        try (duckdb) {
            plans.close();
        }
    }
}
