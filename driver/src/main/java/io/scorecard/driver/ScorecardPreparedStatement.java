package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.ResultColumn;
import io.scorecard.session.Prepared;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that was understood once and is asked with changing parameters. As thread-safe as a statement. */
final class ScorecardPreparedStatement extends ScorecardStatement implements Setters, StreamSetters {

    private final String sql;
    private final Parameters parameters;
    private Prepared prepared;
    private int modelVersion;

    /** @param modelVersion of before the question was prepared */
    ScorecardPreparedStatement(ScorecardConnection connection, String sql, Prepared prepared, int modelVersion) {
        super(connection);
        this.sql = sql;
        this.prepared = prepared;
        this.modelVersion = modelVersion;
        this.parameters = new Parameters(prepared);
    }

    /** As the model is now: a question that was prepared before its change is understood anew. */
    private Prepared prepared() throws SQLException {
        int now = connection().modelVersion();
        if (now != modelVersion) {
            Prepared anew = connection().prepare(sql);
            if (!anew.parameters().equals(prepared.parameters())) {
                throw SqlErrors.of(
                        ErrorCode.INVALID, "The model has changed, and the parameters with it.", "Prepare it again.");
            }
            prepared = anew;
            modelVersion = now;
        }
        return prepared;
    }

    /** For the types of what was set. */
    private Prepared given() throws SQLException {
        Prepared question = prepared();
        return connection().errors().guard(() -> question.given(parameters.given()));
    }

    @Override
    public Parameters parameters() throws SQLException {
        requireOpen();
        return parameters;
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        requireOpen();
        return answered(ask(this::given, parameters().complete(), true));
    }

    @Override
    public boolean execute() throws SQLException {
        requireOpen();
        return ask(this::given, parameters().complete(), true) != null;
    }

    @Override
    public int executeUpdate() throws SQLException {
        requireOpen();
        return update(this::given, parameters().complete());
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return executeUpdate();
    }

    @Override
    public void addBatch() throws SQLException {
        throw SqlErrors.of(ErrorCode.ONLY_QUERIES, "A batch");
    }

    /** Null for a statement without rows. */
    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        List<ResultColumn> columns = parameters.given().isEmpty() ? prepared.columns() : given().columns();
        return columns.isEmpty() ? null : new ScorecardResultSetMetaData(columns);
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        requireOpen();
        return new ScorecardParameterMetaData(prepared.parameters());
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw another();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw another();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        throw another();
    }

    private static SQLException another() {
        return SqlErrors.of(
                ErrorCode.BAD_ARGUMENT, "A prepared statement has its question already.", "Call it without a text.");
    }
}
