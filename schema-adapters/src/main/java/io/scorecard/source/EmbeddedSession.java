package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.duckdb.DuckDBConnection;

/**
 * A session of the embedded DuckDB: its statements are planned and run on a {@link DeepStack}, all else stays with its
 * borrower, and what comes again is planned once. Borrowed by one at a time.
 *
 * <p>It can be lent again, in the same read-only transaction, after it has only answered queries. What fails ends
 * the transaction, and temporary tables must not meet the next borrower: both make it unfit.
 */
final class EmbeddedSession implements AutoCloseable {

    private final DuckDBConnection duckdb;
    private final Predicate<String> worthKeeping;
    private final KeptPlans plans = new KeptPlans();
    private boolean onlyAnswered = true;

    private EmbeddedSession(DuckDBConnection duckdb, Predicate<String> worthKeeping) {
        this.duckdb = duckdb;
        this.worthKeeping = worthKeeping;
    }

    /**
     * Begins the session's transaction.
     *
     * @param duckdb closed with the session, and when this fails
     * @param worthKeeping whether the plan of a statement is kept
     */
    static EmbeddedSession begin(DuckDBConnection duckdb, Predicate<String> worthKeeping) throws SQLException {
        try (Statement begin = duckdb.createStatement()) {
            begin.execute("BEGIN TRANSACTION READ ONLY");
            return new EmbeddedSession(duckdb, worthKeeping);
        } catch (SQLException e) {
            duckdb.close();
            throw e;
        }
    }

    DuckDBConnection duckdb() {
        return duckdb;
    }

    /** Whether it can be lent again. */
    boolean hasOnlyAnswered() {
        return onlyAnswered;
    }

    /** Its transaction has failed, or is not to be used any more. */
    void spoil() {
        onlyAnswered = false;
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
        boolean answers = name.equals("executeQuery");
        boolean again = answers && onlyAnswered && arguments != null && worthKeeping.test((String) arguments[0]);
        boolean wasFit = onlyAnswered;
        spoil();
        Object result = DeepStack.call(() -> again
                ? plans.of((String) arguments[0], duckdb::prepareStatement).executeQuery()
                : called(statement, method, arguments));
        onlyAnswered = wasFit && answers;
        return result;
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
