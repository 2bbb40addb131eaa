package io.scorecard.server.session;

import io.scorecard.functions.Quoted;
import io.scorecard.server.sql.Piece;
import io.scorecard.server.sql.Token;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SET, SHOW, RESET and DISCARD: of PostgreSQL's settings here, of the driver's own by the driver. */
final class SettingStatements {

    /** Names of two words, and what they stand for. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "time zone", "timezone",
            "time_zone", "timezone",
            "names", "client_encoding",
            "transaction isolation level", "transaction_isolation",
            "session authorization", "session_authorization");

    private final Settings settings;
    private final Connection driver;

    SettingStatements(Settings settings, Connection driver) {
        this.settings = settings;
        this.driver = driver;
    }

    /** Empty where the statement is about something else. */
    Optional<Plan> plan(Piece piece) throws SQLException {
        if (piece.starts("SHOW")) {
            return show(words(piece, 1));
        }
        if (piece.starts("RESET")) {
            return reset(words(piece, 1));
        }
        if (piece.starts("DISCARD")) {
            return Optional.of(Told.done("DISCARD ALL", this::resetAll));
        }
        if (!piece.starts("SET")) {
            return Optional.empty();
        }
        int from = piece.starts("SET", "SESSION", "AUTHORIZATION")
                ? 1
                : piece.starts("SET", "SESSION") || piece.starts("SET", "LOCAL") ? 2 : 1;
        if (starts(piece, from, "transaction")
                || starts(piece, from, "characteristics")
                || starts(piece, from, "constraints")) {
            return Optional.of(Told.done("SET", () -> {}));
        }
        return set(piece, from);
    }

    private static boolean starts(Piece piece, int from, String word) {
        return piece.tokens().size() > from && piece.tokens().get(from).is(word);
    }

    private static String words(Piece piece, int from) {
        return name(piece.tokens().subList(from, piece.tokens().size()));
    }

    private static String name(List<Token> tokens) {
        String name = tokens.stream().map(Token::value).collect(Collectors.joining(" "));
        return OTHER_NAMES.getOrDefault(name, name);
    }

    private Optional<Plan> show(String name) throws SQLException {
        if (name.equals("timezone")) {
            return Optional.of(Told.value("SHOW", Settings.ZONE, zone()));
        }
        return settings.known(name).map(known -> Told.value("SHOW", known, settings.value(known)));
    }

    private Optional<Plan> reset(String name) {
        if (name.equals("all")) {
            return Optional.of(Told.done("RESET", this::resetAll));
        }
        if (name.equals("timezone")) {
            return Optional.of(Told.done("RESET", () -> tell("RESET time_zone")));
        }
        return settings.known(name).map(known -> Told.done("RESET", () -> settings.reset(known)));
    }

    private void resetAll() throws SQLException {
        settings.reset();
        tell("RESET ALL");
    }

    private Optional<Plan> set(Piece piece, int from) {
        List<Token> tokens = piece.tokens();
        int equals = from;
        while (equals < tokens.size()
                && !tokens.get(equals).is("=")
                && !tokens.get(equals).is("TO")) {
            equals++;
        }
        // SET TIME ZONE 'UTC', SET NAMES 'UTF8', SET ROLE none have no sign between.
        boolean signed = equals < tokens.size();
        int words = signed ? equals - from : starts(piece, from, "time") || starts(piece, from, "session") ? 2 : 1;
        if (from + words >= tokens.size()) {
            return Optional.empty();
        }
        String name = name(tokens.subList(from, from + words));
        List<Token> rest = tokens.subList(from + words + (signed ? 1 : 0), tokens.size());
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        String value = value(rest);
        boolean reset = rest.size() == 1 && rest.get(0).is("DEFAULT");
        if (name.equals("timezone")) {
            boolean back = reset || rest.get(0).is("LOCAL");
            return Optional.of(
                    Told.done("SET", () -> tell(back ? "RESET time_zone" : "SET time_zone = " + Quoted.text(value))));
        }
        return settings.known(name)
                .map(known -> Told.done("SET", () -> {
                    if (reset) {
                        settings.reset(known);
                    } else {
                        settings.change(known, value);
                    }
                }));
    }

    private static String value(List<Token> tokens) {
        StringBuilder value = new StringBuilder();
        for (Token token : tokens) {
            value.append(token.is(",") ? ", " : token.value());
        }
        return value.toString();
    }

    private void tell(String sql) throws SQLException {
        try (Statement statement = driver.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Days and months are counted in it; it comes from the model unless the session has set another. */
    String zone() throws SQLException {
        try (Statement statement = driver.createStatement();
                ResultSet row = statement.executeQuery("SHOW time_zone")) {
            row.next();
            return row.getString(1);
        }
    }
}
