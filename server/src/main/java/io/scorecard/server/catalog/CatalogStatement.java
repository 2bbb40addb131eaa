package io.scorecard.server.catalog;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/** A question to the catalogue, in a session of its own: an error there spoils no other question. */
public record CatalogStatement(PreparedStatement statement, DuckDBConnection session) implements AutoCloseable {

    private static final Pattern CALL = Pattern.compile("\"?([a-z_0-9]+)\"?\\(.*\\)", Pattern.DOTALL);

    /** DuckDB names an unnamed call by its whole text, PostgreSQL by its function. */
    public static String label(String name) {
        if (name.equals("count_star()")) {
            return "count";
        }
        Matcher call = CALL.matcher(name);
        if (call.matches()) {
            return call.group(1);
        }
        return name.matches("[0-9'(].*") ? "?column?" : name;
    }

    /** With an SQLSTATE, and without the question that DuckDB repeats. */
    public static SQLException explained(SQLException failure) {
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String state = text.startsWith("Catalog Error: Table")
                ? "42P01"
                : text.startsWith("Catalog Error") ? "42883" : text.startsWith("Parser Error") ? "42601" : "0A000";
        if (text.contains("INTERRUPT")) {
            return new SQLNonTransientException("canceling statement due to user request", "57014");
        }
        return new SQLNonTransientException("The catalogue cannot answer this: " + text, state);
    }

    @Override
    public void close() throws SQLException {
        try (session) {
            statement.close();
        }
    }
}
