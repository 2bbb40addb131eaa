package io.scorecard.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * KPIs by hand-written SQL over the canonical tables in the connection's current schema, one period at a time.
 *
 * <p>A KPI is asked as it is called in SQL, by its name and not an alias: {@code churn_rate('event')}. Counts are Long,
 * money BigDecimal, ratios Double; rows are there for the segment values in which something happened, and always one
 * where no segment is asked. Immutable.
 *
 * <p>{@code NaiveKpis.of(connection).by("region").rows("cost_to_support()", period)}
 *
 * @param asOf the instant up to which an unanswered ticket has waited
 */
public record NaiveKpis(
        Connection connection,
        Attributes attributes,
        boolean history,
        @Nullable String segment,
        LocalDateTime asOf) {
    private static final Map<String, Formula> FORMULAS = formulas();

    /** All customers together, with their current attributes, at {@link RandomCompany#AS_OF}. */
    public static NaiveKpis of(Connection connection) throws SQLException {
        return new NaiveKpis(connection, Attributes.of(connection, false), false, null, RandomCompany.AS_OF);
    }

    /** Attributes that {@code customer_history} holds are read as they were then. */
    public NaiveKpis withHistory() throws SQLException {
        return new NaiveKpis(connection, Attributes.of(connection, true), true, segment, asOf);
    }

    /** By an attribute of customers. */
    public NaiveKpis by(String attribute) {
        return new NaiveKpis(connection, attributes, history, attribute, asOf);
    }

    public NaiveKpis asOf(LocalDateTime instant) {
        return new NaiveKpis(connection, attributes, history, segment, instant);
    }

    /** Every call that {@link #rows} answers. */
    public static Set<String> calls() {
        return FORMULAS.keySet();
    }

    /** Rows with {@code value} and, where the KPI is one ratio, {@code numerator} and {@code denominator}. */
    public List<Row> rows(String call, Period period) throws SQLException {
        Formula formula = FORMULAS.get(call);
        if (formula == null) {
            throw new IllegalArgumentException(call + " is not one of " + FORMULAS.keySet());
        }
        return formula.rows(this, period);
    }

    Grid grid() {
        Grid grid = segment == null ? Grid.of(connection) : Grid.of(connection).by(segment);
        return history ? grid.withHistory() : grid;
    }

    Map<String, Number> query(String sql, Period period, boolean counts) throws SQLException {
        String bound = sql.replace(":s", Table.literal(period.start()))
                .replace(":e", Table.literal(period.end()))
                .replace(":now", Table.literal(asOf));
        try (Statement statement = connection.createStatement()) {
            return Fact.read(statement, bound, counts);
        }
    }

    private static Map<String, Formula> formulas() {
        Map<String, Formula> formulas = new LinkedHashMap<>();
        formulas.putAll(StateKpis.all());
        formulas.putAll(TicketKpis.all());
        formulas.putAll(SurveyKpis.all());
        formulas.putAll(CostKpis.all());
        return formulas;
    }
}
