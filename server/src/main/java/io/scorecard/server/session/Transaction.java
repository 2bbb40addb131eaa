package io.scorecard.server.session;

import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import io.scorecard.server.wire.Report;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a client believes in. Nothing is ever changed, so there is nothing to keep or undo;
 * but a client counts on its states, above all on that of one that failed.
 */
final class Transaction {

    /** Where a session stands, with the letter that clients are told. */
    private enum State {
        NONE('I'),
        OPEN('T'),
        FAILED('E');

        private final char letter;

        State(char letter) {
            this.letter = letter;
        }
    }

    private State state = State.NONE;
    private final List<String> savepoints = new ArrayList<>();

    char letter() {
        return state.letter;
    }

    void failed() {
        if (state == State.OPEN) {
            state = State.FAILED;
        }
    }

    /** Empty where the statement is about something else. */
    Optional<Plan> plan(Piece piece) throws SQLException {
        if (piece.starts("BEGIN") || piece.starts("START", "TRANSACTION")) {
            requireNotFailed();
            return Optional.of(new Told(piece.starts("BEGIN") ? "BEGIN" : "START TRANSACTION", null, this::begin));
        }
        if (piece.starts("COMMIT", "PREPARED") || piece.starts("ROLLBACK", "PREPARED")) {
            throw new SQLNonTransientException("Prepared transactions are not supported.", "0A000");
        }
        if (piece.starts("ROLLBACK", "TO")
                || piece.starts("ROLLBACK", "WORK", "TO")
                || piece.starts("ROLLBACK", "TRANSACTION", "TO")) {
            return Optional.of(Told.done("ROLLBACK", () -> back(last(piece))));
        }
        if (piece.starts("COMMIT") || piece.starts("END")) {
            return Optional.of(end(state == State.FAILED ? "ROLLBACK" : "COMMIT"));
        }
        if (piece.starts("ROLLBACK") || piece.starts("ABORT")) {
            return Optional.of(end("ROLLBACK"));
        }
        requireNotFailed();
        if (piece.starts("SAVEPOINT")) {
            return Optional.of(Told.done("SAVEPOINT", () -> savepoint(last(piece))));
        }
        if (piece.starts("RELEASE")) {
            return Optional.of(Told.done("RELEASE", () -> release(last(piece))));
        }
        return Optional.empty();
    }

    private static String last(Piece piece) {
        List<Token> tokens = piece.tokens();
        return tokens.get(tokens.size() - 1).value();
    }

    private void requireNotFailed() throws SQLException {
        if (state == State.FAILED) {
            throw new SQLNonTransientException(
                    "current transaction is aborted, commands ignored until end of transaction block", "25P02");
        }
    }

    private @Nullable String begin(List<Report> notices) {
        if (state != State.NONE) {
            notices.add(Report.warning("25001", "there is already a transaction in progress"));
        }
        state = State.OPEN;
        return null;
    }

    private Told end(String tag) {
        return new Told(tag, null, notices -> {
            if (state == State.NONE) {
                notices.add(Report.warning("25P01", "there is no transaction in progress"));
            }
            state = State.NONE;
            savepoints.clear();
            return null;
        });
    }

    private void savepoint(String name) throws SQLException {
        requireOpen("SAVEPOINT");
        savepoints.add(name);
    }

    private void release(String name) throws SQLException {
        requireOpen("RELEASE SAVEPOINT");
        forgetBehind(name);
        savepoints.remove(savepoints.size() - 1);
    }

    private void back(String name) throws SQLException {
        requireOpen("ROLLBACK TO SAVEPOINT");
        forgetBehind(name);
        state = State.OPEN;
    }

    private void forgetBehind(String name) throws SQLException {
        int place = savepoints.lastIndexOf(name);
        if (place < 0) {
            throw new SQLNonTransientException("savepoint \"" + name + "\" does not exist", "3B001");
        }
        savepoints.subList(place + 1, savepoints.size()).clear();
    }

    private void requireOpen(String verb) throws SQLException {
        if (state == State.NONE) {
            throw new SQLNonTransientException(verb + " can only be used in transaction blocks", "25P01");
        }
    }
}
