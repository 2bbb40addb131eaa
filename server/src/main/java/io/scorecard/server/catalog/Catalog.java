package io.scorecard.server.catalog;

import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The catalogue of one model, in a DuckDB of its own that holds nothing else.
 *
 * <p>Clients' words reach that DuckDB, so it is shut first: no file, no extension, no setting, no change, and
 * only functions that are known here. Thread-safe.
 */
public final class Catalog implements AutoCloseable {

    /** Words that may stand before a bracket without being a function. */
    private static final Set<String> WORDS = Set.of(
            "in",
            "and",
            "or",
            "not",
            "any",
            "all",
            "some",
            "exists",
            "values",
            "from",
            "join",
            "on",
            "as",
            "where",
            "select",
            "then",
            "else",
            "when",
            "case",
            "over",
            "using",
            "union",
            "except",
            "intersect",
            "array",
            "by",
            "like",
            "is",
            "distinct",
            "filter",
            "group",
            "lateral",
            "limit",
            "having",
            "operator",
            "char",
            "varchar",
            "numeric",
            "with");

    /** Behind these a name with a bracket names columns. */
    private static final Set<String> BEFORE_ALIAS = Set.of("AS", "WITH", "RECURSIVE", ")");

    /** DuckDB's own functions that clients use and that reach nothing. */
    private static final Set<String> PLAIN = Set.of(
            "abs",
            "array_agg",
            "array_length",
            "array_position",
            "array_to_string",
            "cast",
            "ceil",
            "coalesce",
            "concat",
            "concat_ws",
            "count",
            "current_date",
            "current_timestamp",
            "extract",
            "first_value",
            "format",
            "generate_series",
            "generate_subscripts",
            "greatest",
            "initcap",
            "json_build_object",
            "last_value",
            "least",
            "left",
            "length",
            "lower",
            "ltrim",
            "max",
            "min",
            "now",
            "nullif",
            "position",
            "rank",
            "regexp_replace",
            "replace",
            "right",
            "round",
            "row_number",
            "rtrim",
            "split_part",
            "string_agg",
            "strpos",
            "substr",
            "substring",
            "sum",
            "trim",
            "unnest",
            "upper",
            "bool_and",
            "bool_or",
            "_pg_expandarray");

    private static final int LONGEST = 1 << 16;

    private final DuckDBConnection root;
    private final Set<String> relations;
    private final Set<String> functions;

    private Catalog(DuckDBConnection root) throws SQLException {
        this.root = root;
        this.relations = names("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'catalog'");
        this.functions = names("SELECT function_name FROM duckdb_functions() WHERE schema_name = 'catalog'");
    }

    /** @param driver tells the model's tables and functions; not kept */
    public static Catalog of(Connection driver, String user, String version, String zone) throws SQLException {
        DuckDBConnection root =
                new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
        try {
            run(root, "SET autoinstall_known_extensions = false");
            run(root, "SET autoload_known_extensions = false");
            run(root, "SET memory_limit = '512MB'");
            run(root, "SET temp_directory = ''");
            run(root, "SET threads = 1");
            run(root, "CREATE SCHEMA catalog");
            run(root, "CREATE SCHEMA information");
            run(root, "SET search_path = 'catalog'");
            script(root, "model.sql");
            new ModelRows(driver, root).write(user, version, zone);
            script(root, "catalog.sql");
            script(root, "functions.sql");
            run(root, "SET search_path = 'information'");
            script(root, "information.sql");
            run(root, "SET search_path = 'catalog'");
            run(root, "SET enable_external_access = false");
            run(root, "SET lock_configuration = true");
            return new Catalog(root);
        } catch (SQLException | RuntimeException e) {
            root.close();
            throw e;
        }
    }

    private static void script(Connection connection, String name) throws SQLException {
        try (InputStream in = Catalog.class.getResourceAsStream(name)) {
            for (Piece piece : Piece.of(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                run(connection, piece.text());
            }
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Set<String> names(String sql) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = root.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /**
     * Whether a statement asks the catalogue: it names one of its tables or types, or, where it reads no
     * table at all, one of its functions.
     */
    public boolean concerns(Piece piece) {
        List<Token> tokens = piece.tokens();
        boolean reads = readsTable(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = token.value();
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (token.isName()
                    && (name.equals("information_schema")
                            || name.equals("pg_catalog")
                            || name.startsWith("reg")
                                    && i > 0
                                    && tokens.get(i - 1).is("::")
                            || name.startsWith("pg_") && !called && relations.contains(name)
                            || !reads && called && functions.contains(name)
                            || !reads && Rewrite.isBare(token))) {
                return true;
            }
        }
        return false;
    }

    private static boolean readsTable(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean called = i + 2 < tokens.size() && tokens.get(i + 2).is("(");
            if (tokens.get(i).is("FROM") && tokens.get(i + 1).isName() && !called) {
                return true;
            }
        }
        return false;
    }

    /** The statement, ready to run once; closing it ends its session. */
    public CatalogStatement prepare(Piece piece) throws SQLException {
        requireAllowed(piece);
        String sql = Rewrite.of(piece.tokens());
        DuckDBConnection session = session();
        try {
            run(session, "SET search_path = 'catalog'");
            run(session, "BEGIN TRANSACTION READ ONLY");
            return new CatalogStatement(session.prepareStatement(sql), session);
        } catch (SQLException e) {
            session.close();
            throw CatalogStatement.explained(e);
        }
    }

    private synchronized DuckDBConnection session() throws SQLException {
        return root.duplicate().unwrap(DuckDBConnection.class);
    }

    private void requireAllowed(Piece piece) throws SQLException {
        if (!piece.starts("SELECT") && !piece.starts("WITH") && !piece.starts("VALUES") && !piece.starts("(")) {
            throw new SQLSyntaxErrorException("The catalogue can only be read.", "25006");
        }
        if (piece.text().length() > LONGEST) {
            throw new SQLNonTransientException("a question to the catalogue is longer than 64 KiB", "54000");
        }
        List<Token> tokens = piece.tokens();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean called = token.isName() && tokens.get(i + 1).is("(");
            boolean aliased = i > 0 && BEFORE_ALIAS.stream().anyMatch(tokens.get(i - 1)::is);
            if (called && !aliased && !WORDS.contains(token.value()) && !known(token.value())) {
                throw new SQLSyntaxErrorException("function " + token.value() + " does not exist", "42883");
            }
        }
    }

    private boolean known(String function) {
        return PLAIN.contains(function) || functions.contains(function);
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
