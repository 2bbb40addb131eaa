package io.scorecard.source;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.duckdb.DuckDBConnection;

/**
 * A session of the embedded DuckDB: its statements are planned and run on a {@link DeepStack}, all else stays with its
 * borrower, and what comes again is planned once. Borrowed by one at a time.
 *
 * <p>It can be lent again after it has only answered queries, in the same read-only transaction, and after it has staged
 * rows, in a new one: temporary tables must not meet the next borrower. What fails ends the transaction and makes the
 * session unfit.
 */
final class EmbeddedSession implements AutoCloseable {

    private static final String BEGIN = "BEGIN TRANSACTION READ ONLY";

    private final DuckDBConnection duckdb;
    private final Predicate<String> worthKeeping;
    private final KeptPlans plans = new KeptPlans();
    private final List<String> staged = new ArrayList<>();
    private boolean staging;
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
            begin.execute(BEGIN);
            return new EmbeddedSession(duckdb, worthKeeping);
        } catch (SQLException e) {
            duckdb.close();
            throw e;
        }
    }

    DuckDBConnection duckdb() {
        return duckdb;
    }

    /** Whether it can be lent again; drops what was staged for its last borrower. */
    boolean rests() {
        if (staging || !onlyAnswered) {
            return false;
        }
        try {
            drop();
        } catch (SQLException e) {
            // The tables go with the session.
            return false;
        }
        return true;
    }

    private void drop() throws SQLException {
        if (!staged.isEmpty()) {
            for (String table : staged) {
                run("DROP TABLE " + table);
            }
            staged.clear();
            renew();
        }
    }

    /**
     * Makes a temporary table. A session that is given back before {@link #keepStaged} is closed.
     *
     * @param table its quoted path
     */
    void stage(String table, String columns) throws SQLException {
        staging = true;
        run("CREATE TEMPORARY TABLE " + table + " (" + columns + ")");
        staged.add(table);
    }

    /** What is staged must outlive the transaction: a statement that failed may be rolled back and looked at again. */
    void keepStaged() throws SQLException {
        renew();
        staging = false;
    }

    private void renew() throws SQLException {
        run("COMMIT");
        run(BEGIN);
    }

    private void run(String sql) throws SQLException {
        boolean wasFit = onlyAnswered;
        spoil();
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
        onlyAnswered = wasFit;
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
