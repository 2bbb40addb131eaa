package io.scorecard.proof;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Quoted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model's own data as they can be asked.
 *
 * @param currency the one of amounts that say no other
 * @param missing KPIs that cannot be asked, by what is missing
 * @param segments segments of customers with few enough values to look at each
 * @param from first day of the period that is looked at: the model's default one
 * @param end the day after its last
 */
record Data(
        Connection connection,
        Catalogue catalogue,
        Optional<String> currency,
        Set<String> available,
        Map<String, List<String>> missing,
        List<String> segments,
        LocalDate from,
        LocalDate end) {

    private static final int MANY = 100;
    private static final int MONTHS = 12;

    static Data of(Connection connection, Catalogue catalogue, Optional<String> currency) throws SQLException {
        Map<String, List<String>> missing = new TreeMap<>();
        List<String> available = new ArrayList<>();
        List<String> segments = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT name, available, why_not FROM kpi_catalog")) {
                while (row.next()) {
                    String name = row.getString(1);
                    if (row.getBoolean(2)) {
                        available.add(name);
                    } else {
                        missing.computeIfAbsent(why(name, row.getString(3)), r -> new ArrayList<>())
                                .add(name);
                    }
                }
            }
            List<String> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(
                    "SELECT name FROM kpi_segments WHERE table_name = 'customers' AND name <> 'customer_id'")) {
                while (row.next()) {
                    all.add(row.getString(1));
                }
            }
            for (String segment : all) {
                if (isHandy(statement, segment)) {
                    segments.add(segment);
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT period_start(), period_end() FROM kpi")) {
                row.next();
                return new Data(
                        connection,
                        catalogue,
                        currency,
                        Set.copyOf(available),
                        missing,
                        segments,
                        row.getObject(1, LocalDate.class),
                        row.getObject(2, LocalDate.class));
            }
        }
    }

    /** Without the code and the KPI's own name, so that KPIs of one reason stand together. */
    private static String why(String kpi, @Nullable String whyNot) {
        return String.valueOf(whyNot)
                .replaceFirst("^SC-\\d+ \\[\\w+] ", "")
                .replace("'" + kpi + "' ", "")
                .replaceFirst("(?s)\\. .*", "");
    }

    private static boolean isHandy(Statement statement, String segment) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COUNT(DISTINCT " + Quoted.name(segment) + ") FROM kpi")) {
            row.next();
            return row.getLong(1) > 1 && row.getLong(1) <= MANY;
        }
    }

    /** Whether the model has the data for a KPI, by name or alias. */
    boolean answers(String name) {
        return catalogue.kpi(name).filter(k -> available.contains(k.name())).isPresent();
    }

    List<Measure> measures() {
        return Measure.of(catalogue, available);
    }

    /** The period as a condition. */
    String period() {
        return "day >= DATE '" + from + "' AND day < DATE '" + end + "'";
    }

    /** First day of the month in which the period ends. */
    LocalDate month() {
        return end.minusDays(1).withDayOfMonth(1);
    }

    /** The twelve months to the end of the period. */
    String months() {
        return "month >= DATE '" + month().minusMonths(MONTHS - 1L) + "' AND month <= DATE '" + month() + "'";
    }

    Numbers ask(String question, int keys) throws SQLException {
        return Numbers.ask(connection, question, keys);
    }
}
