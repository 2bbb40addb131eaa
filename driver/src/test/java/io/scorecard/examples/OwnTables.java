package io.scorecard.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company that keeps its data in tables of its own, and a model that maps them. */
final class OwnTables {

    private final Path model;

    private OwnTables(Path model) {
        this.model = model;
    }

    /**
     * @param tables statements that lay out and fill the tables
     * @param mapping the model's part {@code tables}; the source is called {@code own}
     */
    static OwnTables of(Path folder, String tables, String mapping) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("own.duckdb"));
                Statement statement = duckdb.createStatement()) {
            statement.execute(tables);
        }
        try {
            return new OwnTables(Files.writeString(folder.resolve("model.yaml"), """
                    as_of: 2026-03-01T00:00:00Z
                    sources:
                      own: {type: duckdb, file: own.duckdb}
                    tables:
                    """ + mapping.indent(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks measures for February 2026, the month before as-of. */
    void february(String measure, @Nullable Object expected) throws SQLException {
        String question = "SELECT " + measure + " FROM kpi WHERE month = DATE '2026-02-01'";
        Asked.assertAnswer(expected, Asked.cell(model, question), question);
    }

    /** Every row of an answer as text, cells after each other. */
    List<String> rows(String question) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getString(i));
                }
                all.add(String.join(" ", cells));
            }
        }
        return all;
    }
}
