package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {

    private Connection connection;
    private DatabaseMetaData metadata;

    @BeforeEach
    void connect() throws SQLException {
        connection = new Shop().connect();
        metadata = connection.getMetaData();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Each row's values of some columns, parted by blanks. */
    private static List<String> rows(ResultSet result, String... columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringJoiner row = new StringJoiner(" ");
            for (String column : columns) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private List<String> tables(String catalog, String schema, String name, String... types) throws SQLException {
        return rows(
                metadata.getTables(catalog, schema, name, types.length == 0 ? null : types),
                "TABLE_SCHEM",
                "TABLE_NAME");
    }

    @Test
    void tablesAreFoundByPatternAndType() throws SQLException {
        assertEquals(
                List.of("crm deals", "scorecard customers", "scorecard surveys", "scorecard kpi_monthly"),
                tables(null, null, null));
        assertEquals(List.of("scorecard kpi_monthly"), tables(null, null, "%", "VIEW"));
        assertEquals(List.of("scorecard customers"), tables("shop", "scorecard", "CUST%"));
        assertEquals(List.of("scorecard surveys"), tables(null, "score%", "surve_s", "TABLE", "VIEW"));
        assertEquals(List.of("scorecard kpi_monthly"), tables(null, null, "kpi\\_%"));
        assertEquals(List.of(), tables(null, null, "kp\\_monthly"));
        assertEquals(List.of(), tables("other", null, null));
        assertEquals(List.of(), tables("", null, null));
        assertEquals(List.of(), tables(null, null, null, "SYSTEM TABLE"));
    }

    @Test
    void remarksTellWhatATableAndAColumnMean() throws SQLException {
        assertEquals(
                List.of("TABLE Who buys."),
                rows(metadata.getTables(null, null, "customers", null), "TABLE_TYPE", "REMARKS"));
        assertEquals(
                List.of("Who it is.", "Recurring revenue a month."),
                rows(metadata.getColumns(null, null, "customers", null), "REMARKS"));
    }

    @Test
    void aColumnIsToldInTwentyFourColumns() throws SQLException {
        ResultSet columns = metadata.getColumns("shop", "scorecard", "customers", "%");
        ResultSetMetaData shape = columns.getMetaData();
        assertEquals(24, shape.getColumnCount());
        assertEquals("TABLE_CAT", shape.getColumnLabel(1));
        assertEquals("ORDINAL_POSITION", shape.getColumnLabel(17));
        assertEquals("IS_GENERATEDCOLUMN", shape.getColumnLabel(24));
        assertTrue(columns.next());
        assertEquals("customer_id", columns.getString("COLUMN_NAME"));
        assertEquals(Types.VARCHAR, columns.getInt("DATA_TYPE"));
        assertEquals("NO", columns.getString("IS_NULLABLE"));
        assertTrue(columns.next());
        assertEquals("DECIMAL", columns.getString("TYPE_NAME"));
        assertEquals(18, columns.getInt("COLUMN_SIZE"));
        assertEquals(2, columns.getInt("DECIMAL_DIGITS"));
        assertEquals(10, columns.getInt("NUM_PREC_RADIX"));
        assertEquals(DatabaseMetaData.columnNullable, columns.getInt("NULLABLE"));
        assertEquals(2, columns.getInt("ORDINAL_POSITION"));
        assertEquals((short) 2, columns.getShort("ORDINAL_POSITION"));
        assertFalse(columns.next());
    }

    @Test
    void keysAreToldFromBothSides() throws SQLException {
        assertEquals(
                List.of("customer_id 1 customers_pkey"),
                rows(metadata.getPrimaryKeys(null, "scorecard", "customers"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME"));
        String[] shown = {"FKTABLE_NAME", "FKCOLUMN_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME"};
        List<String> key = List.of("surveys customer_id customers customer_id");
        assertEquals(key, rows(metadata.getImportedKeys(null, "scorecard", "surveys"), shown));
        assertEquals(key, rows(metadata.getExportedKeys(null, "scorecard", "customers"), shown));
        assertEquals(
                key, rows(metadata.getCrossReference(null, null, "customers", null, "scorecard", "surveys"), shown));
        assertEquals(List.of(), rows(metadata.getImportedKeys(null, null, "customers"), shown));
        assertEquals(List.of(), rows(metadata.getExportedKeys(null, null, "surveys"), shown));
        assertEquals(
                List.of("customers_pkey customer_id false"),
                rows(
                        metadata.getIndexInfo(null, null, "customers", true, false),
                        "INDEX_NAME",
                        "COLUMN_NAME",
                        "NON_UNIQUE"));
        assertEquals(List.of(), rows(metadata.getPrimaryKeys(null, null, "%"), "COLUMN_NAME"), "a name, no pattern");
    }

    @Test
    void functionsAreToldWithTheirArguments() throws SQLException {
        assertEquals(
                List.of("nps 1 Net Promoter Score.", "nps_by 2 Net Promoter Score by segment."),
                rows(metadata.getFunctions(null, null, "nps%"), "FUNCTION_NAME", "FUNCTION_TYPE", "REMARKS"));
        assertEquals(
                List.of("segment 1 1", "segment 5 1", "nps 5 2"),
                rows(
                        metadata.getFunctionColumns(null, null, "nps\\_by", null),
                        "COLUMN_NAME",
                        "COLUMN_TYPE",
                        "ORDINAL_POSITION"));
    }

    @Test
    void schemasTypesAndCatalogsAreTold() throws SQLException {
        assertEquals(
                List.of("crm shop", "scorecard shop"), rows(metadata.getSchemas(), "TABLE_SCHEM", "TABLE_CATALOG"));
        assertEquals(List.of("shop"), rows(metadata.getCatalogs(), "TABLE_CAT"));
        assertEquals(List.of("TABLE", "VIEW"), rows(metadata.getTableTypes(), "TABLE_TYPE"));
        List<String> types = rows(metadata.getTypeInfo(), "TYPE_NAME");
        assertTrue(types.containsAll(List.of("VARCHAR", "BIGINT", "DOUBLE", "DECIMAL", "DATE", "TIMESTAMP")));
    }

    /** Tools ask everything at the start; one that throws ends them. */
    @Test
    void everyQuestionWithoutArgumentsIsAnswered() throws ReflectiveOperationException {
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getParameterCount() == 0) {
                method.invoke(metadata);
            }
        }
    }

    @Test
    void whatIsNotThereIsAnEmptyResultOfTheRightWidth() throws SQLException {
        assertEquals(
                20,
                metadata.getProcedureColumns(null, null, null, null)
                        .getMetaData()
                        .getColumnCount());
        assertEquals(9, metadata.getProcedures(null, null, null).getMetaData().getColumnCount());
        assertEquals(
                21, metadata.getAttributes(null, null, null, null).getMetaData().getColumnCount());
        assertEquals(
                12,
                metadata.getPseudoColumns(null, null, null, null).getMetaData().getColumnCount());
        assertEquals(18, metadata.getTypeInfo().getMetaData().getColumnCount());
        assertEquals(
                17,
                metadata.getFunctionColumns(null, null, null, null)
                        .getMetaData()
                        .getColumnCount());
        assertEquals(14, metadata.getImportedKeys(null, null, "x").getMetaData().getColumnCount());
        assertEquals(
                13,
                metadata.getIndexInfo(null, null, "x", true, true).getMetaData().getColumnCount());
        assertFalse(metadata.getUDTs(null, null, null, null).next());
        assertFalse(metadata.getTablePrivileges(null, null, null).next());
        assertFalse(metadata.getColumnPrivileges(null, null, null, null).next());
    }

    @Test
    void theDriverClaimsNoMoreThanItDoes() throws SQLException {
        assertFalse(new ScorecardDriver().jdbcCompliant());
        assertTrue(metadata.isReadOnly());
        assertFalse(metadata.supportsBatchUpdates());
        assertTrue(metadata.supportsSavepoints());
        assertFalse(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE));
        assertTrue(metadata.supportsTransactionIsolationLevel(metadata.getDefaultTransactionIsolation()));
        assertTrue(metadata.getDriverVersion()
                .startsWith(metadata.getDriverMajorVersion() + "." + metadata.getDriverMinorVersion() + "."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "% | anything | true",
                "a% | abc | true",
                "%c | abc | true",
                "a%c%e | abcde | true",
                "a%c%f | abcde | false",
                "a_c | abc | true",
                "a_c | ac | false",
                "ABC | abc | true",
                "a\\_c | abc | false",
                "a\\_c | a_c | true",
                "50\\% | 50% | true",
                "a.c | abc | false",
                "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%b | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | false"
            })
    void patternsMatchAsInLike(String pattern, String name, boolean matches) {
        assertEquals(matches, new NamePattern(pattern).matches(name));
    }
}
