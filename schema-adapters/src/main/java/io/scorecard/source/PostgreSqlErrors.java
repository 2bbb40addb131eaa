package io.scorecard.source;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL's errors as ours, by SQLSTATE alone: its texts quote cell values, come in the server's own
 * language and name roles and hosts.
 */
final class PostgreSqlErrors {

    private PostgreSqlErrors() {}

    static ScorecardException explain(String source, SQLException e) {
        return explained(source, e).because(e);
    }

    /** @param casts of the statement, and what it reads */
    static ScorecardException explain(String source, SQLException e, TextCasts casts) {
        String tables = casts.read();
        if ("42501".equals(e.getSQLState()) && !tables.isEmpty()) {
            return forbidden(source, tables).because(e);
        }
        return DataFault.of(String.valueOf(e.getSQLState()))
                .flatMap(f -> casts.told(f, routine(e)).map(w -> f.in(source, w, casts.advice(f))))
                .orElseGet(() -> explained(source, e))
                .because(e);
    }

    private static ScorecardException explained(String source, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String group = state.substring(0, Math.min(2, state.length()));
        if (group.equals("28")) {
            return ErrorCode.SOURCE_LOGIN.with(source);
        }
        if (state.equals("3D000")) {
            return ErrorCode.SOURCE_DOWN.with(source, "It has no such database: check 'database' in the model.");
        }
        if (state.equals("08001") || state.equals("08004") || state.equals("57P03")) {
            return ErrorCode.SOURCE_DOWN.with(source, "Check host and port in the model, and that the server runs.");
        }
        if (state.equals("08S01")) {
            return ErrorCode.SOURCE_FAILED.with(
                    source,
                    "its rows are too large for this process.",
                    "Set a smaller fetch_size, or ask for shorter texts.");
        }
        if (group.equals("08") || state.startsWith("57P0")) {
            return ErrorCode.SOURCE_LOST.with(source);
        }
        if (state.equals("57014")) {
            return byTimeout(e)
                    ? ErrorCode.TIMEOUT.with("the time that source '" + source + "' allows")
                    : ErrorCode.CANCELLED.with();
        }
        if (group.equals("54")) {
            return ErrorCode.TOO_LARGE.with(
                    "source '" + source + "' cannot take it (" + state + ")", "Ask for less at a time.");
        }
        // Its state of an unknown time zone is that of any argument that is none.
        Optional<DataFault> fault = DataFault.of(state).filter(f -> f != DataFault.TIME_ZONE);
        if (fault.isPresent()) {
            return fault.get().in(source);
        }
        if (group.equals("22")) {
            return DataFault.other(state, source);
        }
        return rare(source, state, e);
    }

    private static ScorecardException rare(String source, String state, SQLException e) {
        return switch (state) {
            case "42P01", "3F000" ->
                ErrorCode.SOURCE_TABLE.with(
                        source, "that the model names", "Check 'from' in the model, and that nobody dropped it.");
            case "42703" ->
                ErrorCode.SOURCE_FAILED.with(
                        source, "it lacks a column that the model names.", "Check 'columns' in the model.");
            case "42501" -> forbidden(source, "that table");
            case "25006" -> ErrorCode.ONLY_QUERIES.with("Writing");
            case "53300" ->
                ErrorCode.SOURCE_DOWN.with(source, "It has no connection left: lower pool_size, or ask later.");
            case "53100", "53200", "53400" ->
                ErrorCode.SOURCE_FAILED.with(
                        source, "it ran out of memory or disk.", "Ask for fewer rows or fewer groups.");
            default ->
                ErrorCode.SOURCE_FAILED.with(
                        source, "it does not accept the statement (" + state + ").", "EXPLAIN shows what reaches it.");
        };
    }

    private static ScorecardException forbidden(String source, String table) {
        return ErrorCode.SOURCE_FAILED.with(
                source, "its user may not read " + table + ".", "GRANT SELECT on it to the model's user.");
    }

    /** What failed in the server, which is the same in every language. */
    private static String routine(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        return message == null || message.getRoutine() == null ? "" : message.getRoutine();
    }

    /** Both reasons have one SQLSTATE; the server's routine is the same in every language, the text is not. */
    private static boolean byTimeout(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        String text = message == null ? null : message.getMessage();
        return text != null && text.contains("statement timeout");
    }
}
