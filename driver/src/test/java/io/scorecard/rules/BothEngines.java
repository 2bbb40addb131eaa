package io.scorecard.rules;

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
}
