package io.scorecard.server.session;

import io.scorecard.server.catalog.Catalog;
import io.scorecard.server.catalog.CatalogStatement;
import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds who answers a statement: the session itself, the catalogue, or the driver. */
final class Planner {

    /** What needs no answer, because what it would end does not exist. */
    private static final List<String> IDLE = List.of("DEALLOCATE", "UNLISTEN");

    /** What PostgreSQL has and a model has not. */
    private static final Set<String> STRANGE =
            Set.of("copy", "listen", "notify", "prepare", "execute", "lock", "vacuum", "analyze");

    private final Connection driver;
    private final Catalog catalog;
    private final Settings settings;
    private final Transaction transaction;
    private final SettingStatements settingStatements;
    private final Cursors cursors = new Cursors();

    Planner(Connection driver, Catalog catalog, Settings settings, Transaction transaction) {
        this.driver = driver;
        this.catalog = catalog;
        this.settings = settings;
        this.transaction = transaction;
        this.settingStatements = new SettingStatements(settings, driver);
    }

    Plan plan(Piece piece) throws SQLException {
        return plan(piece, ArrayArguments.of(piece).empty());
    }

    /** @param arrays what stands in the place of parameters that are arrays */
    Plan plan(Piece piece, Map<Integer, String> arrays) throws SQLException {
        Optional<Plan> ours = transaction.plan(piece);
        if (ours.isEmpty()) {
            ours = settingStatements.plan(piece);
        }
        if (ours.isEmpty() && IDLE.stream().anyMatch(piece::starts)) {
            ours = Optional.of(Told.done(
                    piece.tokens().get(0).text().toUpperCase(Locale.ROOT)
                            + (piece.starts("DEALLOCATE", "ALL") ? " ALL" : ""),
                    () -> {}));
        }
        if (ours.isEmpty()) {
            ours = cursor(piece, arrays);
        }
        Token verb = piece.tokens().get(0);
        if (ours.isEmpty() && STRANGE.contains(verb.value())) {
            throw new SQLFeatureNotSupportedException(
                    verb.text().toUpperCase(Locale.ROOT) + " is not supported here: ask with SELECT.", "0A000");
        }
        return ours.isPresent() ? ours.get() : question(piece, arrays);
    }

    private Optional<Plan> cursor(Piece piece, Map<Integer, String> arrays) throws SQLException {
        if (piece.starts("FETCH") || piece.starts("MOVE")) {
            return Optional.of(cursors.fetched(piece));
        }
        if (piece.starts("CLOSE")) {
            return Optional.of(Told.done("CLOSE CURSOR", () -> cursors.closed(piece)));
        }
        List<Token> tokens = piece.tokens();
        for (int i = 3; piece.starts("DECLARE") && i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("FOR")) {
                Token first = tokens.get(i + 1);
                String text = piece.text().substring(first.start() - piece.start());
                Piece question = new Piece(text, first.start(), tokens.subList(i + 1, tokens.size()));
                return Optional.of(cursors.declared(piece, question(question, arrays), transaction.letter() == 'T'));
            }
        }
        return Optional.empty();
    }

    /** Closes what ends with a transaction. */
    void endTransaction() throws SQLException {
        cursors.endTransaction();
    }

    /** Closes what ends with the session. */
    void end() throws SQLException {
        cursors.close();
    }

    private Plan question(Piece piece, Map<Integer, String> arrays) throws SQLException {
        if (catalog.concerns(piece)) {
            CatalogStatement asked = catalog.prepare(piece);
            Arguments texts = Arguments.of(piece).texts();
            return limited(new Question(asked.statement(), verb(piece), texts, CatalogStatement::label, asked));
        }
        Arguments arguments = Arguments.of(piece, arrays);
        PreparedStatement statement = driver.prepareStatement(arguments.sql());
        return limited(new Question(statement, verb(piece), arguments, label -> label, statement));
    }

    private Question limited(Question question) throws SQLException {
        try {
            question.limit(settings.timeoutSeconds());
            return question;
        } catch (SQLException e) {
            question.close();
            throw e;
        }
    }

    private static String verb(Piece piece) {
        Token first = piece.tokens().get(0);
        return piece.starts("EXPLAIN") || piece.starts("SHOW") || piece.starts("SET") || piece.starts("RESET")
                ? first.text().toUpperCase(Locale.ROOT)
                : "SELECT";
    }

    String zone() throws SQLException {
        return settingStatements.zone();
    }
}
