package io.scorecard.random;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Forms;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A KPI of the built-in catalogue, or one of its options, as a measure that can be asked.
 *
 * @param call how it is written, {@code churn_rate('event')}
 * @param bySegment whether it can be asked by segments of customers
 */
record Measured(String call, Kpi kpi, Definition definition, boolean bySegment) {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    private static List<Measured> known = List.of();

    /** Everything that needs no argument and that the model of {@link Twins} has the data for; found out once. */
    static synchronized List<Measured> askable(Connection connection) throws SQLException {
        if (known.isEmpty()) {
            known = look(connection);
        }
        return known;
    }

    private static List<Measured> look(Connection connection) throws SQLException {
        List<Measured> found = new ArrayList<>();
        for (Kpi kpi : CATALOGUE.kpis()) {
            if (kpi.hidden()
                    || kpi.parameters().stream().anyMatch(p -> p.defaultValue().isEmpty())) {
                continue;
            }
            Map<String, Definition> faces = new LinkedHashMap<>();
            faces.put("()", kpi.definition());
            kpi.options().forEach((option, definition) -> faces.put("('" + option + "')", definition));
            for (Map.Entry<String, Definition> face : faces.entrySet()) {
                String call = kpi.name() + face.getKey();
                boolean bySegment = isAnswered(connection, "SELECT segment, " + call + " FROM kpi GROUP BY segment");
                if (bySegment || isAnswered(connection, "SELECT " + call + " FROM kpi")) {
                    found.add(new Measured(call, kpi, face.getValue(), bySegment));
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean isAnswered(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("EXPLAIN " + question);
        } catch (SQLException e) {
            if (e.getSQLState().equals("0A000")) {
                return false;
            }
            throw e;
        }
    }

    Unit unit() {
        return definition.unit().orElse(kpi.unit());
    }

    boolean isMoney() {
        return unit() == Unit.MONEY;
    }

    /** Whether it counts or adds up, so that parts add up to the whole. */
    boolean adds() {
        return bySegment && Forms.adds(CATALOGUE, definition, unit());
    }

    /** What this is one less of: {@code churn_rate('event')} for {@code retention_rate('event')}. */
    Optional<String> oneLess() {
        return Forms.oneLess(definition);
    }
}
