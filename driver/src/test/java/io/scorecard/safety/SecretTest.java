package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.driver.ScorecardDataSource;
import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty secrets, each of them where a secret may be: none is in anything that can be read of the driver,
 * while all goes well and while all goes wrong, with every log of the JVM at its finest.
 */
class SecretTest {

    @TempDir
    static Path folder;

    private static final StringWriter LOGGED = new StringWriter();

    /** What PostgreSQL's driver writes at its finest is the whole conversation, but for passwords. */
    private static final StringWriter TRACED = new StringWriter();

    private static final Handler LISTENER = new Listener();
    private static final List<String> LOGGERS =
            List.of("", "io.scorecard", "org.postgresql", "org.duckdb", "com.zaxxer");

    private final StringWriter told = new StringWriter();

    @BeforeAll
    static void open() throws SQLException, IOException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS secrets CASCADE");
            statement.execute("CREATE SCHEMA secrets");
            statement.execute(
                    "CREATE TABLE secrets.customers AS SELECT 'secret01-cell' AS customer_id, 'secret02-cell' AS name");
            statement.execute(
                    "CREATE TABLE secrets.tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))");
            statement.execute("DROP ROLE IF EXISTS \"secret03-role\"");
            statement.execute("CREATE ROLE \"secret03-role\" LOGIN PASSWORD 'secret04-password'");
            statement.execute("GRANT USAGE ON SCHEMA secrets TO \"secret03-role\"");
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA secrets TO \"secret03-role\"");
        }
        Path data = Files.createDirectories(folder.resolve("secret05-folder/data"));
        Files.writeString(data.resolve("password.txt"), "secret04-password\n");
        Files.writeString(data.resolve("wrong.txt"), "secret06-password");
        Files.writeString(
                data.resolve("customers.csv"),
                "customer_id,name,amount\nsecret07-cell,secret08-cell,1\nb,secret09-cell,secret10-cell\n");
        Files.writeString(data.resolve("secret11-file.csv"), "a\n1\n");
        Files.writeString(data.resolve("tickets.csv"), "ticket_id,customer_id,created_at\nt,b,secret12-cell\n");
        for (String name : LOGGERS) {
            Logger.getLogger(name).setLevel(Level.ALL);
        }
        Logger.getLogger("").addHandler(LISTENER);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler != LISTENER) {
                handler.setLevel(Level.INFO);
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        Logger.getLogger("").removeHandler(LISTENER);
        LogManager.getLogManager().readConfiguration();
    }

    private static final class Listener extends Handler {
        Listener() {
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            StringWriter place = String.valueOf(entry.getLoggerName()).startsWith("org.postgresql") ? TRACED : LOGGED;
            place.append(new java.util.logging.SimpleFormatter().format(entry));
            Throwable thrown = entry.getThrown();
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(place, true));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static String model(String name, String text, String permissions) throws IOException {
        Path file = folder.resolve("secret05-folder/data").resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return "jdbc:scorecard:" + file;
    }

    private static String postgres(String login) {
        return "model: m\nas_of: 2026-05-01\nsources:\n  src: {type: postgresql, host: localhost, port: "
                + Postgres.port()
                + ", database: postgres, " + login + "}\ntables:\n  customers: {from: src.secrets.customers}\n"
                + "  tickets: {from: src.secrets.tickets}\n";
    }

    @Test
    void noSecretIsTold() throws Exception {
        String url =
                model("right.yaml", postgres("user: secret03-role, password: '${file:password.txt}'"), "rw-r--r--");
        Properties login = new Properties();
        login.setProperty("user", "ann");
        login.setProperty("password", "secret13-property");
        try (Connection connection = DriverManager.getConnection(url + ";log_level=off", login)) {
            everythingThatCanBeRead(connection);
            everythingThatGoesWrong(connection);
        }
        try (Connection connection = DriverManager.getConnection(url + ";user=ann;password=\"secret14;url\"")) {
            everythingThatCanBeRead(connection);
        }
        model("clear.yaml", postgres("user: postgres, password: secret15-clear"), "rw-------");
        String files = model(
                "files.yaml",
                "model: m\nas_of: 2026-05-01\nsources:\n  desk: {type: files, types: {customers: {amount: INTEGER}, tickets: {created_at: TIMESTAMP}}}\n"
                        + "tables:\n  customers: {source: desk, all_columns: true}\n  tickets: {source: desk}\n",
                "rw-r--r--");
        try (Connection connection = DriverManager.getConnection(files)) {
            everythingThatGoesWrong(connection);
            asked(connection, "SELECT SUM(amount) FROM customers");
            asked(connection, "SELECT * FROM customers");
            asked(connection, "SELECT * FROM tickets");
            asked(connection, "SELECT ticket_volume() FROM kpi");
        }
        for (String broken : List.of(
                url + ";passwort=secret16-property",
                url + ";password=secret17-property;secret18-rest=x",
                url + ";time_zone=secret19-value",
                url + ";password=\"secret20-open",
                "jdbc:scorecard:" + folder.resolve("secret05-folder/nothing.yaml"),
                model("wrong.yaml", postgres("user: secret03-role, password: '${file:wrong.txt}'"), "rw-r--r--"),
                model("nobody.yaml", postgres("user: secret03-nobody, password: '${env:PATH}'"), "rw-r--r--"),
                model(
                        "absent.yaml",
                        postgres("user: secret03-role, password: '${env:NO_SUCH_VARIABLE_HERE}'"),
                        "rw-r--r--"),
                model("open.yaml", postgres("user: secret03-role, password: secret15-clear"), "rw-r--r--"),
                model("clear.yaml", postgres("user: secret03-nobody, password: secret15-clear"), "rw-------"),
                model(
                        "down.yaml",
                        postgres("user: secret03-role, password: '${file:password.txt}'")
                                .replace("" + Postgres.port(), "1"),
                        "rw-r--r--"))) {
            try (Connection connection = DriverManager.getConnection(broken)) {
                asked(connection, "SELECT name FROM customers");
            } catch (SQLException refused) {
                heard(refused);
            }
        }
        ScorecardDataSource dataSource = new ScorecardDataSource();
        dataSource.setUrl(url);
        dataSource.setPassword("secret13-property");
        told.append(dataSource.toString());
        try (Connection connection = dataSource.getConnection("ann", "secret14-argument")) {
            told.append(connection.toString()).append(url(connection));
        }

        String all = told + "\n" + LOGGED;
        assertTrue(told.toString().contains("SC-4005") && told.toString().contains("SC-4002"), "errors were heard");
        for (String line : all.lines().toList()) {
            assertFalse(line.matches(".*secret(0[1-9]|1[0-9]|20)[-;].*"), line);
        }
        for (String line : TRACED.toString().lines().toList()) {
            assertFalse(line.matches(".*secret(04|06|13|14|15|16|17|20)[-;].*"), line);
        }
        assertTrue(TRACED.toString().contains("FE=>"), "the conversation was traced");
        assertFalse((all + TRACED).contains(System.getenv("PATH")), "a variable of the environment");
    }

    private void everythingThatCanBeRead(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        told.append(connection.toString()).append(metadata.toString()).append(url(connection));
        told.append(connection.getCatalog())
                .append(connection.getSchema())
                .append(connection.getClientInfo().toString());
        rows(metadata.getTables(null, null, null, null));
        rows(metadata.getColumns(null, null, null, null));
        rows(metadata.getCatalogs());
        rows(metadata.getSchemas());
        rows(metadata.getFunctions(null, null, null));
        rows(metadata.getClientInfoProperties());
        for (DriverPropertyInfo info : DriverManager.getDriver("jdbc:scorecard:sample")
                .getPropertyInfo("jdbc:scorecard:sample;password=secret14;x", new Properties())) {
            told.append(info.name + info.value + info.description);
        }
        for (String sql : List.of(
                "SHOW ALL",
                "SHOW TABLES",
                "SHOW KPIS",
                "SHOW SEGMENTS",
                "DESCRIBE customers",
                "DESCRIBE KPI ticket_volume",
                "EXPLAIN SELECT name FROM customers",
                "EXPLAIN SELECT ticket_volume() FROM kpi",
                "SELECT * FROM kpi_catalog",
                "SELECT COUNT(*) FROM customers",
                "SELECT ticket_volume() FROM kpi")) {
            asked(connection, sql);
        }
    }

    private void everythingThatGoesWrong(Connection connection) throws SQLException {
        for (String sql : List.of(
                "SELECT CAST(name AS INTEGER) FROM customers",
                "SELECT CAST(customer_id AS DATE) FROM customers",
                "SELECT CAST(name AS DOUBLE) / 0 FROM customers",
                "SELECT 1 / (CHAR_LENGTH(name) - CHAR_LENGTH(name)) FROM customers",
                "SELECT CAST(name AS TIMESTAMP) FROM customers",
                "SELECT CAST(name AS BOOLEAN) FROM customers",
                "SELECT (SELECT t.name FROM customers AS t UNION ALL SELECT t.name FROM customers AS t) FROM customers",
                "SELECT SUM(CAST(name AS DECIMAL(38, 4))) FROM customers",
                "SELECT no_such FROM customers",
                "SELECT * FROM nothing",
                "SELECT nothing(name) FROM customers",
                "SELECT name FROM",
                "DELETE FROM customers",
                "SELECT date_trunc(name, TIMESTAMP '2026-01-01 00:00:00') FROM customers")) {
            asked(connection, sql);
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COUNT(*) FROM customers WHERE name = ? AND CHAR_LENGTH(name) = ?")) {
            told.append(statement.toString());
            statement.setString(1, "secret18-parameter");
            statement.setObject(2, "secret18-parameter");
            statement.executeQuery();
        } catch (SQLException refused) {
            heard(refused);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM customers")) {
            told.append(statement.toString())
                    .append(rows.toString())
                    .append(rows.getMetaData().toString());
            rows.next();
            rows.getInt(1);
        } catch (SQLException refused) {
            heard(refused);
        }
    }

    private void asked(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                boolean cells = sql.startsWith("SELECT name")
                        || sql.startsWith("SELECT * FROM customers")
                        || sql.startsWith("SELECT * FROM tickets");
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            String cell = rows.getString(i);
                            told.append(cells ? "" : cell).append('\n');
                        }
                    }
                }
            }
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                told.append(warning.toString()).append('\n');
            }
        } catch (SQLException refused) {
            heard(refused);
        }
    }

    /** Without the model's path, which is the asker's own. */
    private static String url(Connection connection) throws SQLException {
        return connection.getMetaData().getURL().replace(folder.toString(), "").replace("/secret05-folder", "");
    }

    private void rows(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    told.append(rows.getString(i)).append('\n');
                }
            }
        }
    }

    /** As a tool prints it: message, causes, suppressed ones, stack. */
    private void heard(SQLException error) {
        assertEquals(5, error.getSQLState().length());
        error.printStackTrace(new PrintWriter(told, true));
        for (SQLException next = error.getNextException(); next != null; next = next.getNextException()) {
            next.printStackTrace(new PrintWriter(told, true));
        }
    }
}
