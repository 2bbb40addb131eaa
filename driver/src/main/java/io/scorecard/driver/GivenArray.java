package io.scorecard.driver;

import io.scorecard.compiler.sql.ArrayTexts;
import io.scorecard.run.ResultColumn;
import java.sql.Array;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array that is set as a parameter: {@code x = ANY(?)}. Immutable. */
record GivenArray(String type, List<@Nullable Object> elements) implements Array {

    GivenArray {
        elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }

    /** The elements of whatever is set as an array. */
    static List<@Nullable Object> elements(Object value) throws SQLException, Unreadable {
        Object inside = value instanceof Array array ? array.getArray() : value;
        if (inside instanceof String text && text.startsWith("{")) {
            return new ArrayList<>(ArrayTexts.elements(text));
        }
        if (inside instanceof Iterable<?> all) {
            List<@Nullable Object> elements = new ArrayList<>();
            all.forEach(elements::add);
            return elements;
        }
        if (inside == null || !inside.getClass().isArray()) {
            throw Unreadable.kind("an array");
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < java.lang.reflect.Array.getLength(inside); i++) {
            elements.add(java.lang.reflect.Array.get(inside, i));
        }
        return elements;
    }

    /** The type of an array's elements, of {@link java.sql.Types}. */
    static int elementType(ResultColumn array) {
        return JDBCType.valueOf(array.typeName().replace("[]", "")).getVendorTypeNumber();
    }

    @Override
    public String getBaseTypeName() {
        return type;
    }

    @Override
    public int getBaseType() {
        try {
            return JDBCType.valueOf(type.toUpperCase(Locale.ROOT)).getVendorTypeNumber();
        } catch (IllegalArgumentException e) {
            return Types.OTHER;
        }
    }

    @Override
    public Object getArray() {
        return elements.toArray();
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        if (index < 1 || count < 0 || index - 1 + count > elements.size()) {
            throw SqlErrors.of(
                    io.scorecard.functions.ErrorCode.BAD_ARGUMENT,
                    "An array has no such elements.",
                    "It has " + elements.size() + ", counted from 1.");
        }
        return elements.subList((int) index - 1, (int) index - 1 + count).toArray();
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    private static SQLException refusal() {
        return SqlErrors.unsupported("A result set of an array", "Read it with getArray.");
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        throw refusal();
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        throw refusal();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        throw refusal();
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        throw refusal();
    }

    @Override
    public void free() {}
}
