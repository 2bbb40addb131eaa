package io.scorecard.driver;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a model has none of: procedures, privileges, types of its own, inheritance. */
interface EmptyMetadata extends DatabaseMetaData {

    @Override
    default ResultSet getProcedures(String catalog, String schema, String name) throws SQLException {
        return MetadataTable.of("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 RESERVED3 REMARKS"
                        + " PROCEDURE_TYPE# SPECIFIC_NAME")
                .result();
    }

    @Override
    default ResultSet getProcedureColumns(String catalog, String schema, String name, String column)
            throws SQLException {
        return MetadataTable.of("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE# DATA_TYPE#"
                        + " TYPE_NAME PRECISION# LENGTH# SCALE# RADIX# NULLABLE# REMARKS COLUMN_DEF SQL_DATA_TYPE#"
                        + " SQL_DATETIME_SUB# CHAR_OCTET_LENGTH# ORDINAL_POSITION# IS_NULLABLE SPECIFIC_NAME")
                .result();
    }

    @Override
    default ResultSet getColumnPrivileges(String catalog, String schema, String table, String column)
            throws SQLException {
        return MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE")
                .result();
    }

    @Override
    default ResultSet getTablePrivileges(String catalog, String schema, String table) throws SQLException {
        return MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE")
                .result();
    }

    @Override
    default ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        return MetadataTable.of("SCOPE# COLUMN_NAME DATA_TYPE# TYPE_NAME COLUMN_SIZE# BUFFER_LENGTH# DECIMAL_DIGITS#"
                        + " PSEUDO_COLUMN#")
                .result();
    }

    @Override
    default ResultSet getUDTs(String catalog, String schema, String type, int[] types) throws SQLException {
        return MetadataTable.of("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE# REMARKS BASE_TYPE#")
                .result();
    }

    @Override
    default ResultSet getSuperTypes(String catalog, String schema, String type) throws SQLException {
        return MetadataTable.of("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME")
                .result();
    }

    @Override
    default ResultSet getSuperTables(String catalog, String schema, String table) throws SQLException {
        return MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME")
                .result();
    }

    @Override
    default ResultSet getAttributes(String catalog, String schema, String type, String attribute) throws SQLException {
        return MetadataTable.of("TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE# ATTR_TYPE_NAME ATTR_SIZE#"
                        + " DECIMAL_DIGITS# NUM_PREC_RADIX# NULLABLE# REMARKS ATTR_DEF SQL_DATA_TYPE#"
                        + " SQL_DATETIME_SUB# CHAR_OCTET_LENGTH# ORDINAL_POSITION# IS_NULLABLE SCOPE_CATALOG"
                        + " SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE#")
                .result();
    }

    @Override
    default ResultSet getPseudoColumns(String catalog, String schema, String table, String column) throws SQLException {
        return MetadataTable.of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE# COLUMN_SIZE#"
                        + " DECIMAL_DIGITS# NUM_PREC_RADIX# COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH# IS_NULLABLE")
                .result();
    }

    @Override
    default ResultSet getClientInfoProperties() throws SQLException {
        return MetadataTable.of("NAME MAX_LEN# DEFAULT_VALUE DESCRIPTION").result();
    }
}
