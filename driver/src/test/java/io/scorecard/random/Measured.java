package io.scorecard.random;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A KPI of the built-in catalogue, or one of its options, as a measure that can be asked.
 *
 * @param call how it is written, {@code churn_rate('event')}
 * @param bySegment whether it can be asked by segments of customers
 */
record Measured(String call, Kpi kpi, Definition definition, boolean bySegment) {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ONE_LESS = Pattern.compile("1 - ([a-z][a-z0-9_]*(?:\\('[a-z_]+'\\))?)");
    private static final List<String> NO_SUMS = List.of("/", "DISTINCT", "AVG(", "MIN(", "MAX(", "PERCENTILE");

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
                if (isAnswered(connection, "SELECT " + call + " FROM kpi")) {
                    boolean bySegment =
                            isAnswered(connection, "SELECT segment, " + call + " FROM kpi GROUP BY segment");
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
        return bySegment && adds(definition, unit(), new HashSet<>());
    }

    private static boolean adds(Definition definition, Unit unit, Set<String> seen) {
        boolean sums = (unit == Unit.COUNT || unit == Unit.MONEY)
                && NO_SUMS.stream().noneMatch(w -> definition.formula().contains(w));
        if (!sums || definition.over().isPresent() || definition.per().isPresent()) {
            return sums && definition.each().isEmpty();
        }
        List<Kpi> parts = NAME.matcher(definition.formula())
                .results()
                .map(MatchResult::group)
                .flatMap(n -> CATALOGUE.kpi(n).stream())
                .toList();
        boolean product = definition.formula().contains("*") && parts.size() > 1;
        return !product
                && !parts.isEmpty()
                && parts.stream().allMatch(p -> seen.add(p.name()) ? adds(p.definition(), p.unit(), seen) : true);
    }

    /** What this is one less of: {@code churn_rate('event')} for {@code retention_rate('event')}. */
    Optional<String> oneLess() {
        return ONE_LESS.matcher(definition.formula().strip())
                .results()
                .filter(m -> m.group().equals(definition.formula().strip()))
                .map(m -> m.group(1).contains("(") ? m.group(1) : m.group(1) + "()")
                .findFirst();
    }
}
