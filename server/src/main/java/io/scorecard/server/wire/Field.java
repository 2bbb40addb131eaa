package io.scorecard.server.wire;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A column of an answer. */
public record Field(String name, PgType type, int modifier) {

    /** What PostgreSQL writes where a type has no modifier. */
    private static final int NONE = -1;

    public static Field text(String name) {
        return new Field(name, PgType.TEXT, NONE);
    }

    public static List<Field> of(ResultSetMetaData columns, UnaryOperator<String> labels) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            PgType type = PgType.of(columns.getColumnType(i), columns.getColumnTypeName(i));
            fields.add(new Field(
                    labels.apply(columns.getColumnLabel(i)),
                    type,
                    type.modifier(columns.getPrecision(i), columns.getScale(i))));
        }
        return fields;
    }
}
