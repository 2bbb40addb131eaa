package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same company in each engine, opened once for a class of tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BothEngines {

    private final Map<Company.Engine, Company> companies = new EnumMap<>(Company.Engine.class);

    @BeforeAll
    void open(@TempDir Path folder) throws SQLException, IOException {
        for (Company.Engine engine : Company.Engine.values()) {
            companies.put(engine, Company.in(engine, folder, settings(), revenue()));
        }
    }

    /** More lines of the model. */
    String settings() {
        return "";
    }

    /** Statements that create and fill {@code revenue}. */
    List<String> revenue() {
        return List.of();
    }

    @AfterAll
    void close() throws SQLException {
        for (Company company : companies.values()) {
            company.close();
        }
    }

    Company company(Company.Engine engine) {
        return companies.get(engine);
    }

    /** In each engine the question has the rows that the tables have by hand, in the same order. */
    void assertSame(String question, String byHand) throws SQLException {
        for (Company company : companies.values()) {
            company.assertSame(question, byHand);
        }
    }

    /** In each engine the question has the answer that PostgreSQL gives, which is asked it straight; and it has rows. */
    void assertLikePostgres(String question) throws SQLException {
        String expected = company(Company.Engine.POSTGRESQL).likeByHand(question);
        assertFalse(expected.isEmpty(), "no row: " + question);
        for (Company company : companies.values()) {
            company.assertAnswer(expected, question);
        }
    }

    /** The same of a question with these values. */
    void assertLikePostgres(String question, Object... values) throws SQLException {
        String expected = company(Company.Engine.POSTGRESQL).likeByHand(question, values);
        assertFalse(expected.isEmpty(), "no row: " + question);
        for (Company company : companies.values()) {
            company.assertAnswer(expected, question, values);
        }
    }

    /** In each engine both questions have the same answer, and it has rows. */
    void assertSameAnswers(String question, String other) throws SQLException {
        for (Company company : companies.values()) {
            company.assertSameAnswers(question, other);
        }
    }

    /** In each engine. */
    void assertRefused(String sqlState, String words, String question) {
        for (Company company : companies.values()) {
            company.assertRefused(sqlState, words, question);
        }
    }
}
