package io.scorecard.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tools are told: the model's tables, keys and functions, and what the driver can do. Thread-safe. */
final class ScorecardDatabaseMetaData
        implements Words, Abilities, Inabilities, NoChanges, NoLimits, EmptyMetadata, Unwrapping {

    private static final int MAX_STATEMENT = 1 << 20;

    private final ScorecardConnection connection;

    ScorecardDatabaseMetaData(ScorecardConnection connection) {
        this.connection = connection;
    }

    /** A surprise while the model is read is no less an SQLException than one while it is asked. */
    private ResultSet told(Function<TableRows, ResultSet> telling) throws SQLException {
        return connection
                .errors()
                .guard(() -> telling.apply(new TableRows(connection.getCatalog(), connection.metadata())));
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return told(tables -> tables.catalogs());
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return told(tables -> tables.schemas(null, null));
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schema) throws SQLException {
        return told(tables -> tables.schemas(catalog, schema));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return MetadataTable.of("TABLE_TYPE").row("TABLE").row("VIEW").result();
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, String @Nullable [] types)
            throws SQLException {
        return told(tables -> tables.tables(catalog, schema, table, types));
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, @Nullable String column)
            throws SQLException {
        return told(tables -> tables.columns(catalog, schema, table, column));
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return told(tables -> new KeyRows(tables).primaryKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return told(tables -> new KeyRows(tables).imported(catalog, schema, table));
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return told(tables -> new KeyRows(tables).exported(catalog, schema, table));
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String fromCatalog,
            @Nullable String fromSchema,
            @Nullable String fromTable)
            throws SQLException {
        return told(
                tables -> new KeyRows(tables).references(catalog, schema, table, fromCatalog, fromSchema, fromTable));
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return told(tables -> new KeyRows(tables).indexes(catalog, schema, table));
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        return told(tables -> new KeyRows(tables).bestRow(catalog, schema, table));
    }

    @Override
    public ResultSet getFunctions(@Nullable String catalog, @Nullable String schema, @Nullable String function)
            throws SQLException {
        return told(tables -> new FunctionRows(tables).functions(catalog, schema, function));
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String function, @Nullable String column)
            throws SQLException {
        return told(tables -> new FunctionRows(tables).columns(catalog, schema, function, column));
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        connection.requireOpen();
        return TypeRows.all();
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    /** Without user and password. */
    @Override
    public String getURL() {
        return connection.settings().url();
    }

    @Override
    public String getUserName() {
        return connection.settings().user().orElse("");
    }

    @Override
    public int getMaxStatementLength() {
        return MAX_STATEMENT;
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_READ_COMMITTED || level == Connection.TRANSACTION_READ_UNCOMMITTED;
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }
}
