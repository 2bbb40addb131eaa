package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A {@code ?} as an argument of a function of ours, and as a regular expression. */
class OwnArgumentsTest extends BothEngines {

    private static final String MONTHS = " FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month ORDER BY month";

    /** With the value written in its place it is another question, which other tests compare with hand-written SQL. */
    static Stream<Arguments> likeWritten() {
        return Stream.of(
                Arguments.of("SELECT month, rolling(nps(), ?)" + MONTHS, "3", 3),
                Arguments.of("SELECT month, rolling(mrr(), ?), nps()" + MONTHS, "12", "12"),
                Arguments.of("SELECT mrr_at(?)", "DATE '2025-08-31'", LocalDate.of(2025, 8, 31)),
                Arguments.of("SELECT mrr_at(?)", "DATE '2025-08-31'", "2025-08-31"),
                Arguments.of("SELECT month, churn_rate(?)" + MONTHS, "'event'", "event"),
                Arguments.of("SELECT month, nps_lower(?), csat_upper(0.9)" + MONTHS, "0.9", 0.9),
                Arguments.of("SELECT month, nps_lower(?)" + MONTHS, "0.99", "0.99"),
                Arguments.of("SELECT month, COUNT(*) FROM kpi_rows(?) GROUP BY month ORDER BY month", "'nps'", "nps"),
                Arguments.of(
                        "SELECT month, SUM(in_numerator) FROM kpi_rows(?) GROUP BY month ORDER BY month",
                        "'churn_rate'",
                        "churn_rate"),
                Arguments.of("SELECT * FROM nps_by(industry, period => ?) ORDER BY 1", "'2026-03'", "2026-03"),
                Arguments.of(
                        "SELECT industry, value FROM churn_rate_by(industry, options => ?) ORDER BY 1",
                        "'event'",
                        "event"));
    }

    @ParameterizedTest
    @MethodSource
    void likeWritten(String question, String written, Object value) throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            Company company = company(engine);
            assertEquals(company.rows(question.replace("?", written)), company.rows(question, value), question);
        }
    }

    @Test
    void oneStatementForSeveralValues() throws SQLException {
        Company company = company(Company.Engine.DUCKDB);
        try (PreparedStatement statement = company.prepared("SELECT mrr_at(?)")) {
            for (String day : new String[] {"2025-01-31", "2025-08-31", "2026-06-30"}) {
                statement.setString(1, day);
                assertEquals(
                        company.rows("SELECT mrr_at(DATE '" + day + "')"), Company.rows(statement.executeQuery()), day);
            }
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("SELECT * FROM nps_by(?)", "columns of the answer depend", "industry"),
                Arguments.of("SELECT * FROM nps_by(industry, ?)", "columns of the answer depend", "month"),
                Arguments.of("SELECT month, rolling(nps(), ?)" + MONTHS, "from 1 to 1000", 0),
                Arguments.of("SELECT churn_rate(?)", "'event'", "nonsense"),
                Arguments.of("SELECT * FROM kpi_rows(?)", "other columns", "mrr"),
                Arguments.of("SELECT COUNT(*) FROM kpi_rows(?)", "no KPI 'nonsense'", "nonsense"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String question, String words, Object value) {
        for (Company.Engine engine : Company.Engine.values()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> company(engine).rows(question, value), question);
            assertTrue(refused.getMessage().contains(words), refused.getMessage());
        }
    }

    static Stream<Arguments> patterns() {
        String texts =
                " FROM (VALUES ('\u00e9t\u00e9'), ('a' || CHR(10) || 'b'), ('a b'), ('Zb')) AS t(x) ORDER BY x COLLATE \"C\"";
        return Stream.of(
                Arguments.of("SELECT x ~ ?" + texts, "^\\w+$"),
                Arguments.of("SELECT x ~ ?" + texts, "a.b"),
                Arguments.of("SELECT x ~* ?, x !~ 'b'" + texts, "\\yB\\y"),
                Arguments.of("SELECT regexp_replace(x, ?, '-')" + texts, "\\W"),
                Arguments.of("SELECT regexp_replace(x, ?, '')" + texts, "^a|^Z"),
                Arguments.of("SELECT COUNT(*) FROM tickets WHERE channel ~ ?", "^e(mail|nd)$"));
    }

    @ParameterizedTest
    @MethodSource
    void patterns(String question, String pattern) throws SQLException {
        assertLikePostgres(question, pattern);
    }

    @Test
    void alternativesOfDifferentLength() throws SQLException {
        company(Company.Engine.DUCKDB)
                .assertRefused("0A000", "alternatives", "SELECT regexp_replace('ab', 'a|ab', 'X') FROM tickets");
        assertLikePostgres(
                "SELECT regexp_replace('Acme LLC', ' (Inc|Ltd|LLC)$', ''), regexp_replace(' a ', '^ +| +$', '', 'g')");
    }
}
