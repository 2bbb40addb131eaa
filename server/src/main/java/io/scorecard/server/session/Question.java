package io.scorecard.server.session;

import io.scorecard.server.catalog.CatalogStatement;
import io.scorecard.server.wire.CellBytes;
import io.scorecard.server.wire.Field;
import io.scorecard.server.wire.Formats;
import io.scorecard.server.wire.Report;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A statement that a database answers: the driver, or the catalogue. */
final class Question implements Plan {

    private final PreparedStatement statement;
    private final String verb;
    private final Arguments arguments;
    private final UnaryOperator<String> labels;
    private final AutoCloseable end;
    private List<Integer> declared = List.of();

    /**
     * @param labels what a client calls a column that the database calls so
     * @param end what is closed with the question
     * @param verb what the tag begins with; rows are counted behind SELECT alone
     */
    Question(
            PreparedStatement statement,
            String verb,
            Arguments arguments,
            UnaryOperator<String> labels,
            AutoCloseable end) {
        this.statement = statement;
        this.verb = verb;
        this.arguments = arguments;
        this.labels = labels;
        this.end = end;
    }

    /** @param seconds 0: none */
    void limit(int seconds) throws SQLException {
        statement.setQueryTimeout(seconds);
    }

    @Override
    public List<Field> fields() throws SQLException {
        if (!arguments.typed() && arguments.count() > 0) {
            return withoutArguments();
        }
        ResultSetMetaData columns = statement.getMetaData();
        return columns == null ? List.of() : Field.of(columns, labels);
    }

    /** DuckDB does not know what a statement answers before it knows its parameters: NULL will do. */
    private List<Field> withoutArguments() throws SQLException {
        arguments.bind(statement, Collections.nCopies(arguments.count(), null), List.of());
        execute();
        try (ResultSet rows = statement.getResultSet()) {
            return Field.of(rows.getMetaData(), labels);
        }
    }

    @Override
    public void declare(List<Integer> oids) throws SQLException {
        declared = List.copyOf(oids);
        arguments.declare(statement, declared);
    }

    @Override
    public List<Integer> parameters() throws SQLException {
        return arguments.types(statement);
    }

    @Override
    public Answer run(List<@Nullable Object> values) throws SQLException {
        arguments.bind(statement, values, declared);
        ResultSet rows = execute() ? statement.getResultSet() : null;
        return new Rows(rows, rows == null ? List.of() : Field.of(rows.getMetaData(), labels));
    }

    private boolean execute() throws SQLException {
        try {
            return statement.execute();
        } catch (SQLException e) {
            throw e.getSQLState() == null ? CatalogStatement.explained(e) : e;
        }
    }

    @Override
    public void cancel() throws SQLException {
        statement.cancel();
    }

    @Override
    public void close() throws SQLException {
        try {
            end.close();
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e);
        }
    }

    /** The database's rows as text. */
    private final class Rows implements Answer {
        private final @Nullable ResultSet rows;
        private final List<Field> fields;

        private Rows(@Nullable ResultSet rows, List<Field> fields) {
            this.rows = rows;
            this.fields = fields;
        }

        @Override
        public List<Field> fields() {
            return fields;
        }

        @Override
        public List<Report> notices() throws SQLException {
            List<Report> notices = new ArrayList<>();
            for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
                notices.add(Report.notice(each.getMessage()));
            }
            return notices;
        }

        @Override
        public byte @Nullable [] @Nullable [] next(Formats formats) throws SQLException {
            if (rows == null || !rows.next()) {
                return null;
            }
            byte @Nullable [][] cells = new byte[fields.size()][];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = CellBytes.of(rows, i + 1, fields.get(i).type(), formats.binary(i));
            }
            return cells;
        }

        @Override
        public String tag(long count) {
            return verb.equals("SELECT") ? "SELECT " + count : verb;
        }

        @Override
        public void close() throws SQLException {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
