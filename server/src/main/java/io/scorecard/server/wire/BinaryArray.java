package io.scorecard.server.wire;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An array that a client binds in binary, as the text that it would bind. */
final class BinaryArray {

    /** Of truth, whole numbers, texts, floats, dates, moments, numerics and UUIDs. */
    private static final Set<Integer> KNOWN =
            Set.of(1000, 1005, 1007, 1016, 1009, 1015, 1002, 1014, 1021, 1022, 1182, 1115, 1185, 1231, 2951, 1028);

    private BinaryArray() {}

    static boolean is(int oid) {
        return KNOWN.contains(oid);
    }

    static String text(ByteBuffer in) throws SQLException {
        int dimensions = in.getInt();
        in.getInt();
        int type = in.getInt();
        if (dimensions > 1) {
            throw new SQLFeatureNotSupportedException("An array of arrays is not supported.", "0A000");
        }
        int size = dimensions == 0 ? 0 : in.getInt();
        if (dimensions == 1) {
            in.getInt();
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int length = in.getInt();
            elements.add(length < 0 ? "NULL" : quoted(element(type, in, length)));
        }
        return "{" + String.join(",", elements) + "}";
    }

    private static Object element(int type, ByteBuffer in, int length) throws SQLException {
        if (length > in.remaining()) {
            throw new java.nio.BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return ParameterValue.of(type, true, bytes);
    }

    private static String quoted(Object value) {
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
