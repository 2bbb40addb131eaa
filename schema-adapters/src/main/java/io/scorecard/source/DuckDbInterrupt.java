package io.scorecard.source;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * Ends what a DuckDB session runs, also while its rows are fetched.
 *
 * <p>{@link Statement#cancel} of the driver does nothing once rows flow, and what it would call is not
 * public; so it is called by handles, which are looked up when the class is loaded: another version of
 * the driver fails at its first use, not at the first cancel.
 */
final class DuckDbInterrupt {

    private static final VarHandle NATIVE_SESSION;
    private static final MethodHandle INTERRUPT;

    static {
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(DuckDBConnection.class, MethodHandles.lookup());
            NATIVE_SESSION = inside.findVarHandle(DuckDBConnection.class, "connRef", ByteBuffer.class);
            INTERRUPT = inside.findStatic(
                    inside.findClass("org.duckdb.DuckDBNative"),
                    "duckdb_jdbc_interrupt",
                    MethodType.methodType(void.class, ByteBuffer.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private DuckDbInterrupt() {}

    /** @param session open, and kept open by the caller: a native session that is gone would end the process */
    static void end(DuckDBConnection session) throws SQLException {
        try {
            ByteBuffer reference = (ByteBuffer) NATIVE_SESSION.get(session);
            if (reference != null) {
                INTERRUPT.invoke(reference);
            }
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }
}
