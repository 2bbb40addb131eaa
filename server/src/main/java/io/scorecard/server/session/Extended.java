package io.scorecard.server.session;

import io.scorecard.server.sql.Piece;
import io.scorecard.server.wire.Field;
import io.scorecard.server.wire.Formats;
import io.scorecard.server.wire.Message;
import io.scorecard.server.wire.Outgoing;
import io.scorecard.server.wire.ParameterValue;
import io.scorecard.server.wire.PgType;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The extended protocol: statements that are parsed once, portals that bind their parameters and run. */
final class Extended {

    private static final int MOST_KEPT = 1000;

    private final Planner planner;
    private final Outgoing out;
    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();

    Extended(Planner planner, Outgoing out) {
        this.planner = planner;
        this.out = out;
    }

    /**
     * A statement that was understood.
     *
     * @param piece empty for an empty statement
     * @param declared the types of its parameters
     * @param written those of them that the client has declared itself, 0 for others
     */
    private record Prepared(Optional<Piece> piece, List<Integer> declared, List<Integer> written, List<Field> fields) {}

    void parse(Message message) throws SQLException, IOException {
        String name = message.text();
        List<Piece> pieces = Piece.of(message.text());
        List<Integer> declared = new ArrayList<>();
        for (int i = message.int16(); i > 0; i--) {
            declared.add(message.int32());
        }
        message.end();
        if (pieces.size() > 1) {
            throw new SQLSyntaxErrorException("cannot insert multiple commands into a prepared statement", "42601");
        }
        if (!name.isEmpty() && statements.containsKey(name)) {
            throw new SQLNonTransientException("prepared statement \"" + name + "\" already exists", "42P05");
        }
        requireRoom(statements);
        statements.put(name, pieces.isEmpty() ? empty(declared) : prepared(pieces.get(0), declared));
        out.letter('1');
    }

    private static void requireRoom(Map<String, ?> kept) throws SQLException {
        if (kept.size() >= MOST_KEPT) {
            throw new SQLNonTransientException("too many statements or portals are open", "53400");
        }
    }

    private static Prepared empty(List<Integer> declared) {
        return new Prepared(Optional.empty(), declared, declared, List.of());
    }

    private Prepared prepared(Piece piece, List<Integer> declared) throws SQLException {
        try (Plan plan = planner.plan(piece)) {
            List<Integer> expected = plan.parameters();
            plan.declare(declared);
            Map<Integer, Integer> arrays = ArrayArguments.of(piece).types();
            int count = arrays.keySet().stream()
                    .mapToInt(Integer::intValue)
                    .reduce(Math.max(expected.size(), declared.size()), Math::max);
            List<Integer> types = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int given = i < declared.size() ? declared.get(i) : 0;
                int known = i < expected.size() ? expected.get(i) : Types.VARCHAR;
                int told = arrays.getOrDefault(i + 1, PgType.of(known, "").oid());
                types.add(given != 0 ? given : told);
            }
            return new Prepared(Optional.of(piece), types, declared, plan.fields());
        }
    }

    void bind(Message message) throws SQLException, IOException {
        String name = message.text();
        Prepared prepared = statement(message.text());
        Formats given = formats(message);
        List<@Nullable Object> values = new ArrayList<>();
        int count = message.int16();
        for (int i = 0; i < count; i++) {
            int length = message.int32();
            byte[] bytes = length < 0 ? null : message.bytes(length);
            int type = i < prepared.declared().size() ? prepared.declared().get(i) : 0;
            values.add(bytes == null ? null : ParameterValue.of(type, given.binary(i), bytes));
        }
        Formats wanted = formats(message);
        message.end();
        if (count != prepared.declared().size()) {
            throw new SQLNonTransientException(
                    "bind message supplies " + count + " parameters, but the statement requires "
                            + prepared.declared().size(),
                    "08P01");
        }
        requireRoom(portals);
        close(portals.remove(name));
        Plan plan = prepared.piece().isPresent() ? plan(prepared.piece().get(), values) : null;
        if (plan != null) {
            plan.declare(prepared.written());
        }
        portals.put(name, new Portal(prepared.piece(), plan, values, prepared.fields(), wanted));
        out.letter('2');
    }

    private Plan plan(Piece piece, List<@Nullable Object> values) throws SQLException {
        return planner.plan(piece, ArrayArguments.of(piece).bound(values));
    }

    private static Formats formats(Message message) throws IOException {
        List<Integer> codes = new ArrayList<>();
        for (int i = message.int16(); i > 0; i--) {
            codes.add(message.int16());
        }
        return new Formats(codes);
    }

    private Prepared statement(String name) throws SQLException {
        Prepared prepared = statements.get(name);
        if (prepared == null) {
            throw new SQLNonTransientException("prepared statement \"" + name + "\" does not exist", "26000");
        }
        return prepared;
    }

    Portal portal(String name) throws SQLException {
        Portal portal = portals.get(name);
        if (portal == null) {
            throw new SQLNonTransientException("portal \"" + name + "\" does not exist", "34000");
        }
        return portal;
    }

    void describe(Message message) throws SQLException, IOException {
        boolean ofStatement = message.octet() == 'S';
        String name = message.text();
        message.end();
        if (ofStatement) {
            Prepared prepared = statement(name);
            out.parameterDescription(prepared.declared());
            tell(prepared.fields(), Formats.TEXT);
        } else {
            Portal portal = portal(name);
            tell(portal.fields(), portal.formats());
        }
    }

    private void tell(List<Field> fields, Formats formats) throws IOException {
        if (fields.isEmpty()) {
            out.letter('n');
        } else {
            out.rowDescription(fields, formats);
        }
    }

    void close(Message message) throws SQLException, IOException {
        boolean ofStatement = message.octet() == 'S';
        String name = message.text();
        message.end();
        if (ofStatement) {
            statements.remove(name);
        } else {
            close(portals.remove(name));
        }
        out.letter('3');
    }

    private static void close(@Nullable Portal portal) throws SQLException {
        if (portal != null) {
            portal.close();
        }
    }

    /** At the end of a transaction, and of each text without one: a portal holds a connection to its source. */
    void closePortals() throws SQLException {
        List<Portal> open = List.copyOf(portals.values());
        portals.clear();
        for (Portal portal : open) {
            portal.close();
        }
    }

    void forgetStatements() {
        statements.clear();
    }
}
