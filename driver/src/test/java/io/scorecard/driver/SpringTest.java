package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring over the sample company, used as programs use it. */
class SpringTest {

    private static final String MONTHS = "SELECT month, segment, nps() AS nps FROM kpi WHERE month >= ?"
            + " GROUP BY month, segment ORDER BY month, segment";

    private final ScorecardDataSource source = new ScorecardDataSource();
    private JdbcTemplate template;

    @BeforeEach
    void open() {
        source.setUrl("jdbc:scorecard:sample");
        template = new JdbcTemplate(source);
    }

    @Test
    void parametersOfBothKindsOfDatesSelectTheSameRows() {
        List<Map<String, Object>> rows = template.queryForList(MONTHS, LocalDate.of(2026, 5, 1));
        assertEquals(rows, template.queryForList(MONTHS, Date.valueOf("2026-05-01")));
        assertTrue(rows.size() >= 4, rows.toString());
        assertEquals(Date.valueOf("2026-05-01"), rows.get(0).get("month"));
        assertEquals(
                LocalDate.of(2026, 6, 1),
                template.queryForObject(
                        "SELECT MAX(month) FROM kpi WHERE month <= ?",
                        (row, number) -> row.getObject(1, LocalDate.class),
                        LocalDate.of(2026, 6, 30)));
    }

    @Test
    void failuresAreTranslatedByTheirState() {
        assertThrows(BadSqlGrammarException.class, () -> template.queryForList("SELECT industri FROM customers"));
        assertThrows(BadSqlGrammarException.class, () -> template.queryForList("SELEC 1"));
        template.setQueryTimeout(1);
        assertThrows(
                QueryTimeoutException.class,
                () -> template.queryForList("SELECT MAX(CHAR_LENGTH(a.ticket_id || b.ticket_id || c.ticket_id))"
                        + " FROM tickets a CROSS JOIN tickets b CROSS JOIN tickets c"));
    }

    @Test
    void transactionsNestWithSavepoints() {
        TransactionTemplate outer = new TransactionTemplate(new DataSourceTransactionManager(source));
        outer.setReadOnly(true);
        TransactionTemplate inner = new TransactionTemplate(outer.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        Integer customers = outer.execute(status -> inner.execute(nested -> {
            nested.setRollbackOnly();
            return template.queryForObject("SELECT COUNT(*) FROM customers", Integer.class);
        }));
        assertEquals(template.queryForObject("SELECT COUNT(customer_id) FROM customers", Integer.class), customers);
    }
}
