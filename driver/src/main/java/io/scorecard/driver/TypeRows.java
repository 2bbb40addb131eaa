package io.scorecard.driver;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The types that columns of ours can have. */
final class TypeRows {

    private TypeRows() {}

    static ResultSet all() {
        MetadataTable rows = MetadataTable.of("TYPE_NAME DATA_TYPE# PRECISION# LITERAL_PREFIX LITERAL_SUFFIX"
                + " CREATE_PARAMS NULLABLE# CASE_SENSITIVE? SEARCHABLE# UNSIGNED_ATTRIBUTE? FIXED_PREC_SCALE?"
                + " AUTO_INCREMENT? LOCAL_TYPE_NAME MINIMUM_SCALE# MAXIMUM_SCALE# SQL_DATA_TYPE# SQL_DATETIME_SUB#"
                + " NUM_PREC_RADIX#");
        add(rows, "BIGINT", Types.BIGINT, 19, null, null, 0);
        add(rows, "DECIMAL", Types.DECIMAL, 38, null, "precision,scale", 38);
        add(rows, "INTEGER", Types.INTEGER, 10, null, null, 0);
        add(rows, "DOUBLE", Types.DOUBLE, 17, null, null, 0);
        add(rows, "VARCHAR", Types.VARCHAR, TableRows.TEXT_LENGTH, "'", "length", 0);
        add(rows, "BOOLEAN", Types.BOOLEAN, 1, null, null, 0);
        add(rows, "DATE", Types.DATE, 10, "DATE '", null, 0);
        add(rows, "TIME", Types.TIME, 15, "TIME '", null, 6);
        add(rows, "TIMESTAMP", Types.TIMESTAMP, 26, "TIMESTAMP '", null, 6);
        return rows.sorted(2).result();
    }

    private static void add(
            MetadataTable rows,
            String name,
            int jdbcType,
            int precision,
            @Nullable String prefix,
            @Nullable String parameters,
            int maximumScale) {
        rows.row(
                name,
                jdbcType,
                precision,
                prefix,
                prefix == null ? null : "'",
                parameters,
                (int) DatabaseMetaData.typeNullable,
                Sizes.text(jdbcType),
                (int) DatabaseMetaData.typeSearchable,
                !Sizes.numeric(jdbcType),
                false,
                false,
                null,
                0,
                maximumScale,
                null,
                null,
                Sizes.numeric(jdbcType) ? (Integer) 10 : null);
    }
}
