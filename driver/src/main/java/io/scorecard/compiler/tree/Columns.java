package io.scorecard.compiler.tree;

import io.scorecard.run.ResultColumn;
import java.sql.Types;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Row types as a client is told them. */
public final class Columns {

    private Columns() {}

    public static List<ResultColumn> of(RelDataType row) {
        return row.getFieldList().stream().map(f -> of(f, "")).toList();
    }

    public static ResultColumn of(RelDataTypeField field, String remarks) {
        return of(label(field.getName()), field.getType(), remarks);
    }

    /** What has no name is called as PostgreSQL calls it. */
    private static String label(String name) {
        return name.matches("EXPR\\$[0-9]+") ? "?column?" : name;
    }

    public static ResultColumn of(String label, RelDataType type, String remarks) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> column(label, Types.BOOLEAN, "BOOLEAN", 1, 0, type, remarks);
            case TINYINT, SMALLINT, INTEGER -> column(label, Types.INTEGER, "INTEGER", 10, 0, type, remarks);
            case BIGINT -> column(label, Types.BIGINT, "BIGINT", 19, 0, type, remarks);
            case DECIMAL ->
                column(label, Types.DECIMAL, "DECIMAL", type.getPrecision(), type.getScale(), type, remarks);
            case FLOAT, REAL, DOUBLE -> column(label, Types.DOUBLE, "DOUBLE", 17, 0, type, remarks);
            case DATE -> column(label, Types.DATE, "DATE", 10, 0, type, remarks);
            case TIME -> column(label, Types.TIME, "TIME", 15, 6, type, remarks);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                column(label, Types.TIMESTAMP, "TIMESTAMP", 26, 6, type, remarks);
            default ->
                SqlTypeUtil.isInterval(type)
                        ? column(label, Types.VARCHAR, ResultColumn.INTERVAL, 0, 0, type, remarks)
                        : column(label, Types.VARCHAR, "VARCHAR", 0, 0, type, remarks);
        };
    }

    private static ResultColumn column(
            String label, int jdbc, String name, int precision, int scale, RelDataType type, String remarks) {
        return new ResultColumn(label, jdbc, name, precision, scale, type.isNullable(), remarks);
    }
}
