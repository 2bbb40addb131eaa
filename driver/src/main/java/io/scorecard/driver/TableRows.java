package io.scorecard.driver;

import io.scorecard.compiler.Metadata;
import io.scorecard.run.ResultColumn;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Catalogs, schemas, tables and columns as JDBC tells them.
 *
 * @param catalog the model's name
 */
record TableRows(String catalog, Metadata metadata) {

    static final int TEXT_LENGTH = 65535;

    boolean isCatalog(@Nullable String asked) {
        return asked == null || asked.equalsIgnoreCase(catalog);
    }

    /** The schemas that have tables, and ours. */
    ResultSet schemas(@Nullable String askedCatalog, @Nullable String pattern) {
        MetadataTable table = MetadataTable.of("TABLE_SCHEM TABLE_CATALOG");
        if (isCatalog(askedCatalog)) {
            Stream.concat(
                            Stream.of(ScorecardConnection.SCHEMA),
                            metadata.tables().stream().map(Metadata.Table::schema))
                    .distinct()
                    .filter(new NamePattern(pattern)::matches)
                    .forEach(schema -> table.row(schema, catalog));
        }
        return table.sorted(2, 1).result();
    }

    ResultSet catalogs() {
        return MetadataTable.of("TABLE_CAT").row(catalog).result();
    }

    ResultSet tables(
            @Nullable String askedCatalog, @Nullable String schema, @Nullable String name, String @Nullable [] types) {
        List<String> wanted = types == null ? List.of("TABLE", "VIEW") : Arrays.asList(types);
        MetadataTable table = MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT"
                + " TYPE_SCHEM TYPE_NAME SELF_REFERENCING_COL_NAME REF_GENERATION");
        matching(askedCatalog, schema, name)
                .filter(found -> wanted.contains(found.type()))
                .forEach(found -> table.row(
                        catalog,
                        found.schema(),
                        found.name(),
                        found.type(),
                        found.remarks(),
                        null,
                        null,
                        null,
                        null,
                        null));
        return table.sorted(4, 1, 2, 3).result();
    }

    Stream<Metadata.Table> matching(@Nullable String askedCatalog, @Nullable String schema, @Nullable String name) {
        NamePattern schemas = new NamePattern(schema);
        NamePattern names = new NamePattern(name);
        return metadata.tables().stream()
                .filter(table -> isCatalog(askedCatalog))
                .filter(table -> schemas.matches(table.schema()) && names.matches(table.name()));
    }

    ResultSet columns(
            @Nullable String askedCatalog, @Nullable String schema, @Nullable String name, @Nullable String column) {
        NamePattern wanted = new NamePattern(column);
        MetadataTable rows = MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE# TYPE_NAME"
                + " COLUMN_SIZE# BUFFER_LENGTH# DECIMAL_DIGITS# NUM_PREC_RADIX# NULLABLE# REMARKS COLUMN_DEF"
                + " SQL_DATA_TYPE# SQL_DATETIME_SUB# CHAR_OCTET_LENGTH# ORDINAL_POSITION# IS_NULLABLE SCOPE_CATALOG"
                + " SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE# IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
        matching(askedCatalog, schema, name).forEach(table -> {
            int position = 0;
            for (ResultColumn each : table.columns()) {
                position++;
                if (wanted.matches(each.label())) {
                    row(rows, table, each, position);
                }
            }
        });
        return rows.sorted(1, 2, 3, 17).result();
    }

    private void row(MetadataTable rows, Metadata.Table table, ResultColumn column, int position) {
        rows.row(
                catalog,
                table.schema(),
                table.name(),
                column.label(),
                column.jdbcType(),
                column.typeName(),
                size(column),
                null,
                digits(column),
                Sizes.numeric(column.jdbcType()) ? (Integer) 10 : null,
                column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                column.remarks(),
                null,
                null,
                null,
                Sizes.text(column.jdbcType()) ? (Integer) size(column) : null,
                position,
                column.nullable() ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    static int size(ResultColumn column) {
        int precision = Sizes.precision(column);
        return precision == 0 && Sizes.text(column.jdbcType()) ? TEXT_LENGTH : precision;
    }

    static @Nullable Integer digits(ResultColumn column) {
        return switch (column.jdbcType()) {
            case Types.DECIMAL, Types.NUMERIC -> column.scale();
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> 0;
            case Types.TIMESTAMP, Types.TIME -> 6;
            default -> null;
        };
    }
}
