package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is called, with whatever, answers or throws an SQLException with its SQLSTATE. */
class SurfaceTest {

    /** What would end the others; and what is the JDK's own, whose contract is a NullPointerException. */
    private static final Set<String> LEFT_OUT = Set.of(
            "close", "abort", "enquoteLiteral", "enquoteNCharLiteral", "enquoteIdentifier", "isSimpleIdentifier");

    private final Shop shop = new Shop();

    /** An object of the surface, and the interface it is called by. */
    private record Called(Object object, Class<?> type) {}

    private List<Called> surface(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("ask");
        assertTrue(rows.next());
        PreparedStatement prepared = connection.prepareStatement("ask");
        return List.of(
                new Called(rows, ResultSet.class),
                new Called(rows.getMetaData(), ResultSetMetaData.class),
                new Called(prepared.getParameterMetaData(), ParameterMetaData.class),
                new Called(prepared, PreparedStatement.class),
                new Called(statement, Statement.class),
                new Called(connection.getMetaData(), DatabaseMetaData.class),
                new Called(connection, Connection.class));
    }

    /** 0 and false, -1 and true, the largest: each with null for all that is no number. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void nothingButSqlExceptionsComesOut(int number) throws Exception {
        try (Connection connection = shop.connect()) {
            assertEquals(Set.of(), wrong(surface(connection), number));
        }
    }

    @Test
    void nothingButSqlExceptionsComesOutOfWhatIsClosed() throws Exception {
        Connection connection = shop.connect();
        List<Called> surface = surface(connection);
        for (Called called : surface) {
            if (called.object() instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        assertEquals(Set.of(), wrong(surface, 1));
    }

    private static Set<String> wrong(List<Called> surface, int number) throws IllegalAccessException {
        Set<String> wrong = new TreeSet<>();
        for (Called called : surface) {
            for (Method method : called.type().getMethods()) {
                if (!LEFT_OUT.contains(method.getName()) && !Modifier.isStatic(method.getModifiers())) {
                    String end = end(called.object(), method, number);
                    if (!end.isEmpty()) {
                        wrong.add(called.type().getSimpleName() + "." + method.getName()
                                + List.of(method.getParameterTypes()) + ": " + end);
                    }
                }
            }
        }
        return wrong;
    }

    private static String end(Object object, Method method, int number) throws IllegalAccessException {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            arguments.add(argument(type, number));
        }
        try {
            method.invoke(object, arguments.toArray());
            return "";
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException sql) {
                return sql.getSQLState() == null || sql.getSQLState().length() != 5 ? "no SQLSTATE: " + sql : "";
            }
            return String.valueOf(e.getCause());
        }
    }

    private static @Nullable Object argument(Class<?> type, int number) {
        if (type == boolean.class) {
            return number != 0;
        }
        if (type == int.class) {
            return number;
        }
        if (type == long.class) {
            return (long) number;
        }
        if (type == short.class) {
            return (short) number;
        }
        if (type == byte.class) {
            return (byte) number;
        }
        if (type == float.class) {
            return (float) number;
        }
        return type == double.class ? (double) number : null;
    }
}
