package io.scorecard.examples;

import io.scorecard.functions.Example;
import io.scorecard.source.QuietDriver;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * The companies of worked examples, each laid out once in a DuckDB file of its own, with a model over it.
 *
 * <p>Not thread-safe.
 */
public final class ExampleModels {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_UP);
    private static final QuietDriver DUCKDB = QuietDriver.of(DuckDBDriver::new);
    private static final double NOTHING = 1e-9;

    private final Path folder;
    private final String definitions;
    private final Map<ExampleCompany, Path> models = new HashMap<>();

    /**
     * @param folder where the files go; whoever made it takes it away
     * @param definitions KPIs, relations and views of a model's own as YAML, or empty for the built-in ones alone
     */
    public ExampleModels(Path folder, String definitions) {
        this.folder = folder;
        this.definitions = definitions;
    }

    /** What is answered to the example's question: the only cell of its answer. */
    public @Nullable Object answer(Example example) throws SQLException, IOException {
        Path model = model(ExampleCompany.of(example));
        Properties properties = new Properties();
        properties.setProperty("model", model.toString());
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:", properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(example.ask())) {
            boolean single = rows.getMetaData().getColumnCount() == 1 && rows.next();
            Object value = single ? rows.getObject(1) : null;
            if (!single || rows.next()) {
                throw new SQLException("The answer of an example is one row with one column.", "21000");
            }
            return value;
        }
    }

    private Path model(ExampleCompany company) throws SQLException, IOException {
        Path known = models.get(company);
        if (known != null) {
            return known;
        }
        Path file = folder.resolve("example_" + models.size() + ".duckdb");
        if (!company.given().isEmpty()) {
            try (Connection duckdb = DUCKDB.connect("jdbc:duckdb:" + file, new Properties())) {
                company.fill(duckdb, "");
            }
        }
        Path model = Files.writeString(
                folder.resolve("example_" + models.size() + ".yaml"),
                company.modelOfFile(file.getFileName().toString()) + definitions);
        models.put(company, model);
        return model;
    }

    /** Whether an answer is the one that an example states: numbers to six significant digits. */
    public static boolean agree(@Nullable Object stated, @Nullable Object answer) {
        if (stated == null || answer == null) {
            return stated == answer;
        }
        if (!(stated instanceof Number)) {
            return stated.equals(answer) || stated.toString().equals(answer.toString());
        }
        if (!(answer instanceof Number)) {
            return false;
        }
        BigDecimal wanted = new BigDecimal(stated.toString());
        BigDecimal got = new BigDecimal(answer.toString());
        BigDecimal allowed = wanted.round(SIX_DIGITS).ulp().multiply(new BigDecimal("0.5"));
        return wanted.signum() == 0
                ? got.abs().doubleValue() < NOTHING
                : wanted.subtract(got).abs().compareTo(allowed) <= 0;
    }
}
