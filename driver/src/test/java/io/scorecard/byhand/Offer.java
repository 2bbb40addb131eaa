package io.scorecard.byhand;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A KPI as the catalogue lists it. */
record Offer(List<String> options, List<String> parameters, boolean available) {

    static Map<String, Offer> all(Connection scorecard) throws SQLException {
        Map<String, Offer> all = new LinkedHashMap<>();
        try (Statement statement = scorecard.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name, COALESCE(options, ''), COALESCE(parameters, ''), available FROM kpi_catalog")) {
            while (rows.next()) {
                all.put(
                        rows.getString(1),
                        new Offer(words(rows.getString(2)), words(rows.getString(3)), rows.getBoolean(4)));
            }
        }
        return all;
    }

    /** Whether an argument may be a name or a day that is in no list. */
    boolean takesName() {
        return parameters.contains("feature") || parameters.contains("on");
    }

    private static List<String> words(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(", *"));
    }
}
