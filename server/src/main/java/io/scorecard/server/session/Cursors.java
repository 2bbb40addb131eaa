package io.scorecard.server.session;

import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import io.scorecard.server.wire.Field;
import io.scorecard.server.wire.Formats;
import io.scorecard.server.wire.Report;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a client declares and fetches bit by bit: DECLARE, FETCH, MOVE, CLOSE. They go forward alone, and end with
 * their transaction; those WITH HOLD end with the session.
 */
final class Cursors implements AutoCloseable {

    /** Each holds a connection to its source. */
    private static final int MOST = 4;

    /** A cursor that is open. */
    private record Open(Plan plan, Answer answer, boolean held) {
        void close() throws SQLException {
            try {
                answer.close();
            } finally {
                plan.close();
            }
        }
    }

    private final Map<String, Open> open = new HashMap<>();

    /**
     * @param question what it declares
     * @param inTransaction whether one is open, which a cursor needs that is not held
     */
    Plan declared(Piece piece, Plan question, boolean inTransaction) throws SQLException {
        String name = piece.tokens().get(1).value();
        boolean held = has(piece, "HOLD") && !has(piece, "WITHOUT");
        return new Plan() {
            private boolean handedOver;

            @Override
            public List<Field> fields() {
                return List.of();
            }

            @Override
            public List<Integer> parameters() throws SQLException {
                return question.parameters();
            }

            @Override
            public Answer run(List<@Nullable Object> arguments) throws SQLException {
                if (!held && !inTransaction) {
                    throw new SQLNonTransientException(
                            "DECLARE CURSOR can only be used in transaction blocks", "25P01");
                }
                if (open.containsKey(name)) {
                    throw new SQLNonTransientException("cursor \"" + name + "\" already exists", "42P03");
                }
                if (open.size() >= MOST) {
                    throw new SQLNonTransientException("too many cursors are open: close some", "53400");
                }
                Answer answer = question.run(arguments);
                open.put(name, new Open(question, answer, held));
                handedOver = true;
                return new Portion("DECLARE CURSOR", null, 0, answer.notices());
            }

            @Override
            public void cancel() throws SQLException {
                question.cancel();
            }

            @Override
            public void close() throws SQLException {
                if (!handedOver) {
                    question.close();
                }
            }
        };
    }

    private static boolean has(Piece piece, String word) {
        return piece.tokens().stream().limit(8).anyMatch(t -> t.is(word));
    }

    /** FETCH or MOVE. */
    Plan fetched(Piece piece) throws SQLException {
        List<Token> tokens = piece.tokens();
        String name = tokens.get(tokens.size() - 1).value();
        Open cursor = open.get(name);
        if (cursor == null) {
            throw new SQLNonTransientException("cursor \"" + name + "\" does not exist", "34000");
        }
        long most = most(tokens.subList(1, tokens.size() - 1));
        boolean move = piece.starts("MOVE");
        return new Plan() {
            @Override
            public List<Field> fields() {
                return move ? List.of() : cursor.answer().fields();
            }

            @Override
            public List<Integer> parameters() {
                return List.of();
            }

            @Override
            public Answer run(List<@Nullable Object> arguments) throws SQLException {
                if (!move) {
                    return new Portion("FETCH", cursor.answer(), most, List.of());
                }
                long moved = 0;
                while (moved < most && cursor.answer().next(Formats.TEXT) != null) {
                    moved++;
                }
                return new Portion("MOVE " + moved, null, 0, List.of());
            }

            @Override
            public void cancel() throws SQLException {
                cursor.plan().cancel();
            }
        };
    }

    /** @param direction what stands between the verb and the name */
    private static long most(List<Token> direction) throws SQLException {
        List<String> words = new ArrayList<>();
        for (Token token : direction) {
            if (!token.is("FROM") && !token.is("IN") && !token.is("FORWARD")) {
                words.add(token.text().toUpperCase(java.util.Locale.ROOT));
            }
        }
        if (words.isEmpty() || words.equals(List.of("NEXT"))) {
            return 1;
        }
        if (words.equals(List.of("ALL"))) {
            return Long.MAX_VALUE;
        }
        if (words.size() == 1 && words.get(0).matches("[0-9]{1,9}")) {
            return Long.parseLong(words.get(0));
        }
        throw new SQLFeatureNotSupportedException("cursor can only scan forward", "55000");
    }

    /** CLOSE of one or ALL; one that is not there has nothing to be closed. */
    void closed(Piece piece) throws SQLException {
        Token name = piece.tokens().get(piece.tokens().size() - 1);
        if (name.is("ALL")) {
            close();
        } else {
            Open cursor = open.remove(name.value());
            if (cursor != null) {
                cursor.close();
            }
        }
    }

    /** At the end of a transaction. */
    void endTransaction() throws SQLException {
        end(false);
    }

    @Override
    public void close() throws SQLException {
        end(true);
    }

    private void end(boolean held) throws SQLException {
        for (Map.Entry<String, Open> each : List.copyOf(open.entrySet())) {
            if (held || !each.getValue().held()) {
                open.remove(each.getKey());
                each.getValue().close();
            }
        }
    }

    /** So many rows of an answer, which stays open; or none. */
    private static final class Portion implements Answer {
        private final String verb;
        private final @Nullable Answer of;
        private final long most;
        private final List<Report> notices;
        private long told;

        private Portion(String verb, @Nullable Answer of, long most, List<Report> notices) {
            this.verb = verb;
            this.of = of;
            this.most = most;
            this.notices = notices;
        }

        @Override
        public List<Field> fields() {
            return of == null ? List.of() : of.fields();
        }

        @Override
        public List<Report> notices() {
            return notices;
        }

        @Override
        public byte @Nullable [] @Nullable [] next(Formats formats) throws SQLException {
            if (of == null || told >= most) {
                return null;
            }
            told++;
            return Objects.requireNonNull(of).next(formats);
        }

        @Override
        public String tag(long rows) {
            return of == null ? verb : verb + " " + rows;
        }

        @Override
        public void close() {}
    }
}
