package io.scorecard.driver;

import io.scorecard.compiler.Metadata;
import io.scorecard.run.ResultColumn;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys as JDBC tells them: tools draw their joins by these. */
record KeyRows(TableRows tables) {

    private static final String REFERENCE = "PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT"
            + " FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ# UPDATE_RULE# DELETE_RULE# FK_NAME PK_NAME"
            + " DEFERRABILITY#";

    /** A name that is meant as it stands: a pattern's characters are escaped. */
    private static @Nullable String exactly(@Nullable String name) {
        return name == null ? null : name.replaceAll("[\\\\%_]", "\\\\$0");
    }

    private List<Metadata.Table> named(@Nullable String catalog, @Nullable String schema, @Nullable String table) {
        return tables.matching(catalog, exactly(schema), exactly(table)).toList();
    }

    private static String keyName(Metadata.Table table) {
        return table.name() + "_pkey";
    }

    ResultSet primaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        MetadataTable rows = MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ# PK_NAME");
        for (Metadata.Table table : named(catalog, schema, name)) {
            int position = 0;
            for (String column : table.primaryKey()) {
                position++;
                rows.row(tables.catalog(), table.schema(), table.name(), column, position, keyName(table));
            }
        }
        return rows.sorted(4).result();
    }

    /** A primary key is unique, whether or not the source has an index for it. */
    ResultSet indexes(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        MetadataTable rows = MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE? INDEX_QUALIFIER INDEX_NAME"
                + " TYPE# ORDINAL_POSITION# COLUMN_NAME ASC_OR_DESC CARDINALITY# PAGES# FILTER_CONDITION");
        for (Metadata.Table table : named(catalog, schema, name)) {
            int position = 0;
            for (String column : table.primaryKey()) {
                position++;
                rows.row(
                        tables.catalog(),
                        table.schema(),
                        table.name(),
                        false,
                        null,
                        keyName(table),
                        (int) DatabaseMetaData.tableIndexOther,
                        position,
                        column,
                        null,
                        0,
                        0,
                        null);
            }
        }
        return rows.sorted(4, 7, 6, 8).result();
    }

    ResultSet bestRow(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        MetadataTable rows = MetadataTable.of(
                "SCOPE# COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE# BUFFER_LENGTH# DECIMAL_DIGITS# PSEUDO_COLUMN#");
        for (Metadata.Table table : named(catalog, schema, name)) {
            for (ResultColumn column : table.columns()) {
                if (table.primaryKey().contains(column.label())) {
                    rows.row(
                            DatabaseMetaData.bestRowSession,
                            column.label(),
                            column.jdbcType(),
                            column.typeName(),
                            TableRows.size(column),
                            null,
                            TableRows.digits(column),
                            DatabaseMetaData.bestRowNotPseudo);
                }
            }
        }
        return rows.result();
    }

    ResultSet imported(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        MetadataTable rows = MetadataTable.of(REFERENCE);
        for (Metadata.Table table : named(catalog, schema, name)) {
            table.foreignKeys().forEach(key -> row(rows, table, key));
        }
        return rows.sorted(1, 2, 3, 12, 9).result();
    }

    ResultSet exported(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        return references(catalog, schema, name, null, null, null);
    }

    ResultSet references(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String name,
            @Nullable String fromCatalog,
            @Nullable String fromSchema,
            @Nullable String fromName) {
        MetadataTable rows = MetadataTable.of(REFERENCE);
        List<Metadata.Table> targets = named(catalog, schema, name);
        for (Metadata.Table table : named(fromCatalog, fromSchema, fromName)) {
            for (Metadata.ForeignKey key : table.foreignKeys()) {
                if (target(table, key).filter(targets::contains).isPresent()) {
                    row(rows, table, key);
                }
            }
        }
        return rows.sorted(5, 6, 7, 12, 9).result();
    }

    /** The table that a key refers to; it lies in the schema of the table that refers. */
    private Optional<Metadata.Table> target(Metadata.Table from, Metadata.ForeignKey key) {
        return tables.metadata().tables().stream()
                .filter(table ->
                        table.schema().equals(from.schema()) && table.name().equals(key.table()))
                .findFirst();
    }

    private void row(MetadataTable rows, Metadata.Table from, Metadata.ForeignKey key) {
        rows.row(
                tables.catalog(),
                from.schema(),
                key.table(),
                key.tableColumn(),
                tables.catalog(),
                from.schema(),
                from.name(),
                key.column(),
                1,
                DatabaseMetaData.importedKeyNoAction,
                DatabaseMetaData.importedKeyNoAction,
                from.name() + "_" + key.column() + "_fkey",
                key.table() + "_pkey",
                DatabaseMetaData.importedKeyNotDeferrable);
    }
}
