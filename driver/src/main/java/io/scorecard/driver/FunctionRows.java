package io.scorecard.driver;

import io.scorecard.compiler.Metadata;
import io.scorecard.run.ResultColumn;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The KPI functions as JDBC tells them. */
record FunctionRows(TableRows tables) {

    private Stream<Metadata.Function> matching(
            @Nullable String catalog, @Nullable String schema, @Nullable String name) {
        NamePattern names = new NamePattern(name);
        return tables.metadata().functions().stream()
                .filter(function -> tables.isCatalog(catalog))
                .filter(function -> new NamePattern(schema).matches(ScorecardConnection.SCHEMA))
                .filter(function -> names.matches(function.name()));
    }

    ResultSet functions(@Nullable String catalog, @Nullable String schema, @Nullable String name) {
        MetadataTable rows =
                MetadataTable.of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE# SPECIFIC_NAME");
        matching(catalog, schema, name)
                .forEach(function -> rows.row(
                        tables.catalog(),
                        ScorecardConnection.SCHEMA,
                        function.name(),
                        function.remarks(),
                        function.table() ? DatabaseMetaData.functionReturnsTable : DatabaseMetaData.functionNoTable,
                        specificName(function)));
        return rows.sorted(1, 2, 3, 6).result();
    }

    /** Two functions of one name differ in how many arguments they take. */
    private static String specificName(Metadata.Function function) {
        return function.name() + "_" + function.arguments().size();
    }

    ResultSet columns(
            @Nullable String catalog, @Nullable String schema, @Nullable String name, @Nullable String column) {
        NamePattern wanted = new NamePattern(column);
        MetadataTable rows = MetadataTable.of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE#"
                + " DATA_TYPE# TYPE_NAME PRECISION# LENGTH# SCALE# RADIX# NULLABLE# REMARKS CHAR_OCTET_LENGTH#"
                + " ORDINAL_POSITION# IS_NULLABLE SPECIFIC_NAME");
        matching(catalog, schema, name).forEach(function -> {
            add(rows, function, function.arguments(), DatabaseMetaData.functionColumnIn, wanted);
            add(rows, function, function.resultColumns(), DatabaseMetaData.functionColumnResult, wanted);
        });
        return rows.sorted(1, 2, 3, 17).result();
    }

    private void add(
            MetadataTable rows, Metadata.Function function, List<ResultColumn> columns, int kind, NamePattern wanted) {
        int position = 0;
        for (ResultColumn column : columns) {
            position++;
            if (wanted.matches(column.label())) {
                boolean numeric = Sizes.numeric(column.jdbcType());
                rows.row(
                        tables.catalog(),
                        ScorecardConnection.SCHEMA,
                        function.name(),
                        column.label(),
                        kind,
                        column.jdbcType(),
                        column.typeName(),
                        Sizes.precision(column),
                        TableRows.size(column),
                        TableRows.digits(column),
                        numeric ? (Integer) 10 : null,
                        column.nullable() ? DatabaseMetaData.functionNullable : DatabaseMetaData.functionNoNulls,
                        column.remarks(),
                        Sizes.text(column.jdbcType()) ? (Integer) TableRows.size(column) : null,
                        position,
                        column.nullable() ? "YES" : "NO",
                        specificName(function));
            }
        }
    }
}
