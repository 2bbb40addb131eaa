package io.scorecard.rules;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a measure looks for must be there: of something misspelt the number would be 0, and nobody would see why. */
class SoughtValuesTest extends BothEngines {

    private static final String KNOWN = " FROM kpi WHERE month = DATE '2026-06-01'";

    /** A KPI that looks for a type of revenue. */
    @Override
    String settings() {
        return """
                kpis:
                  bookings_of:
                    parameters:
                      kind: {type: text, among: revenue.revenue_type, meaning: type of the revenue}
                    formula: COUNT(*) FILTER (WHERE revenue_type = :kind)
                    over: revenue
                    unit: count
                    better: higher
                """;
    }

    @Override
    List<String> revenue() {
        return List.of(
                "CREATE TABLE revenue (revenue_id INTEGER, customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                        + " amount DECIMAL(18, 4), revenue_type VARCHAR(20))",
                "INSERT INTO revenue VALUES (1, 'a', '2026-05-01', 10, 'recurring'),"
                        + " (2, 'a', '2026-06-01', 10, 'it''s one'), (3, 'b', '2026-06-02', 10, 'recurring')");
    }

    @Test
    void whatIsThereIsCountedAlsoWhereItIsNotInThePeriod() throws SQLException {
        assertSame("SELECT bookings_of('recurring'), bookings_of('it''s one')" + KNOWN, "SELECT 1, 1");
        assertSame("SELECT bookings_of('it''s one') FROM kpi WHERE month = DATE '2026-05-01'", "SELECT 0");
        assertSame("SELECT previous(bookings_of('recurring'))" + KNOWN, "SELECT 1");
    }

    @Test
    void whatNoRowHasIsRefusedInEveryForm() {
        String there = "SELECT DISTINCT revenue_type FROM revenue";
        assertRefused("42704", "There is no kind 'recuring'.", "SELECT bookings_of('recuring')" + KNOWN);
        assertRefused("42704", there, "SELECT numerator(bookings_of('Recurring'))" + KNOWN);
        assertRefused("42704", there, "SELECT previous(bookings_of('recuring'))" + KNOWN);
        assertRefused("42704", there, "SELECT * FROM bookings_of_by(industry, options => 'recuring')");
        assertRefused("42704", there, "SELECT * FROM kpi_rows('bookings_of', 'recuring')");
        assertRefused("42704", there, "SELECT value FROM explain_kpi('bookings_of', options => 'recuring')");
    }
}
