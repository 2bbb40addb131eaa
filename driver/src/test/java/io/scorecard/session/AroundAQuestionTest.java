package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools put around a question. */
class AroundAQuestionTest extends OfThreeCustomers {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;--b' AS t;",
                "SELECT 'a;--b' AS t ; ; -- done; 'it''s",
                "/* tool; it's */ SELECT 'a;--b' AS t",
                "-- (((\nSELECT /* ) */ 'a;--b' AS t\n;\n/* the end */",
            })
    void commentsAndSemicolonsAreNoPartOfAQuestion(String sql) throws SQLException {
        assertEquals(List.of(List.of("a;--b")), Company.rows(three, sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ; ", "-- nothing", "/* nothing */;"})
    void withoutWordsThereIsNoQuestion(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Company.rows(three, sql));
        assertTrue(refused.getMessage().contains("There is no question"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1; SELECT 2", "SHOW KPIS; SHOW TABLES", "SELECT 1; -- one\nDROP TABLE customers"})
    void twoStatementsAreRefused(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Company.rows(three, sql));
        assertEquals("42601", refused.getSQLState(), refused.getMessage());
    }
}
