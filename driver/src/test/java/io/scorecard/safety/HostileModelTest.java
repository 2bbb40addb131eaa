package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models and URLs that name classes, addresses and files of others: refused by the real driver with an
 * SQLSTATE, without the value, before the class is initialised, the port dialled or the file shown.
 */
class HostileModelTest {

    /** Stands in every value that must not be told again; the class of that name must not be initialised. */
    private static final String CLASS = "io.scorecard.safety.Canary";

    private static final String VALUE = "canary77";

    @TempDir
    static Path folder;

    private static ServerSocket listening;

    @BeforeAll
    static void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(50);
        Files.writeString(folder.resolve("secret.txt"), VALUE);
        Files.createDirectory(folder.resolve("models"));
        Files.createSymbolicLink(folder.resolve("models/out.csv"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("models/up"), folder);
    }

    /** Nothing of all that was refused has reached the class or the port. */
    @AfterAll
    static void nothingWasTouched() throws IOException {
        assertEquals(0, Canary.Cage.SONGS.get(), "the class was initialised");
        assertThrows(SocketTimeoutException.class, () -> listening.accept(), "the port was dialled");
        listening.close();
    }

    private static final String POSTGRESQL = "type: postgresql, host: 127.0.0.1, port: %d, database: d";

    static List<String> models() {
        List<String> models = new ArrayList<>();
        options("socketFactory socketFactoryArg sslfactory sslfactoryarg sslhostnameverifier sslpasswordcallback"
                        + " authenticationPluginClassName xmlFactoryFactory loggerFile loggerLevel options localSocketAddress"
                        + " jaasApplicationName gsslib service jdbcUrl jdbc_url url URL driver jdbcDriver driverClassName"
                        + " className class factory dataSource dataSourceClassName connectionInitSql connection_init_sql"
                        + " init initSql session_init_sql_file replication assumeMinServerVersion stringtype preferQueryMode"
                        + " currentSchema sslkey sslcert sslpassword kerberosServerName targetServerType loadBalanceHosts"
                        + " readOnly readOnlyMode hostRecheckSeconds HOST Host h\u043Est ho\u017Ft host# host#FIELD")
                .forEach(o -> models.add(source(POSTGRESQL + ", " + quoted(o) + ": " + CLASS)));
        options(
                        "allowLoadLocalInfile allowLoadLocalInfileInPath allowUrlInLocalInfile autoDeserialize queryInterceptors"
                                + " statementInterceptors exceptionInterceptors connectionLifecycleInterceptors"
                                + " detectCustomCollations propertiesTransform useConfigs allowMultiQueries serverRSAPublicKeyFile"
                                + " autoGenerateTestcaseScript session_init_sql_file allow_unsigned_extensions custom_user_agent"
                                + " access_mode tracing client_config_file SSLVerification externalAuthentication INIT"
                                + " TRACE_LEVEL_FILE ifexists extensions macros motherduck_token")
                .forEach(o -> models.add(source("type: duckdb, file: m.duckdb, " + quoted(o) + ": " + CLASS)));
        options(
                        "h2 hsqldb derby sqlite calcite avatica scorecard jdbc mysql mariadb snowflake trino presto mongodb ldap"
                                + " http custom POSTGRESQL PostgreSQL postgres duckDB DuckDB postgresql\u0131 f\u0131les "
                                + CLASS)
                .forEach(t -> models.add(source("type: " + quoted(t) + ", url: " + VALUE)));
        for (String host : List.of(
                "127.0.0.1:%d/x?socketFactory=" + CLASS,
                "127.0.0.1/" + VALUE,
                "127.0.0.1#" + VALUE,
                "127.0.0.1?" + VALUE,
                "127.0.0.1,127.0.0.2",
                "user:" + VALUE + "@127.0.0.1",
                "//127.0.0.1",
                "jdbc:postgresql://127.0.0.1",
                "127.0.0.1 ; " + VALUE,
                "127.0.0.1\\\\n" + VALUE,
                "/var/.s." + VALUE,
                "@" + VALUE,
                "[::1]",
                "${env:}" + VALUE,
                "-" + VALUE)) {
            models.add(source("type: postgresql, host: \"" + host + "\", port: %d, database: d"));
        }
        for (String file : List.of(
                "../secret.txt",
                "up/secret.txt",
                "out.csv",
                "/etc/passwd",
                "//127.0.0.1/share/" + VALUE,
                "\\\\\\\\127.0.0.1\\\\share\\\\" + VALUE,
                "/\\\\127.0.0.1\\\\" + VALUE,
                "\\\\/127.0.0.1/" + VALUE,
                "md:" + VALUE,
                "http://127.0.0.1:%d/" + VALUE,
                "s3://" + VALUE,
                "/dev/zero",
                "/proc/self/environ",
                "/proc/self/cwd/passwd",
                "a\\0" + VALUE,
                ":memory:" + VALUE,
                "")) {
            models.add(source("type: duckdb, file: \"" + file + "\""));
            if (!file.isEmpty()) {
                models.add(source("type: files, folder: \"" + file + "\""));
            }
            models.add(source(POSTGRESQL + ", ssl_root_cert: \"" + file + "\""));
            models.add(source(POSTGRESQL + ", password: \"${file:" + file + "}\""));
        }
        models.addAll(List.of(
                "model: !!" + CLASS + " []",
                "model: !<tag:yaml.org,2002:" + CLASS + "> x",
                "%%TAG ! tag:yaml.org,2002:\n--- !" + CLASS + "\nmodel: m",
                "model: m\nfunctions: [{className: " + CLASS + ", methodName: x}]",
                "model: m\nclassName: " + CLASS,
                "version: 1.0\ndefaultSchema: " + VALUE + "\nschemas: []",
                "model: m\nschemas: [{type: custom, factory: " + CLASS + "}]",
                "model: m\nmodel: " + VALUE,
                "model: m\n" + VALUE.toUpperCase(java.util.Locale.ROOT) + "+x: y",
                "password: " + VALUE,
                VALUE,
                "- " + VALUE,
                "{\"model\": \"" + VALUE + "\", \"sources\": [}",
                "model: m\nx: *" + VALUE,
                "model: m\nx: &" + VALUE + " [*" + VALUE + "]",
                "model: m\nsources: &a [" + "*a, ".repeat(60) + "*a]",
                "model: m\nsources: " + "[".repeat(3000),
                "model: m\nsources: {a: " + "{a: ".repeat(60) + "1" + "}".repeat(61),
                "model: m\n? [" + VALUE + "]\n: x",
                "model: m\n? {a: " + VALUE + "}\n: x",
                "model: " + VALUE.repeat(10_000),
                "# " + VALUE.repeat(140_000),
                "model: m\ngross_margin: 1e-999999999",
                "model: m\ngross_margin: 0." + "1".repeat(60_000),
                "model: m\nmax_cells: 1e999999999",
                "model: m\ntime_zone: " + VALUE,
                "model: m\nas_of: " + VALUE,
                "model: m\nsources: {" + VALUE + "-x: {type: files}}",
                "model: m\nsources: {a: {type: files, types: {t: {c: '" + VALUE + "); DROP'}}}}",
                "model: m\nsources: {a: {type: files, expose: ['" + VALUE + "; x']}}",
                "model: m\ntables: {customers: {from: '\"" + "\"\"".repeat(20_000) + "'}}",
                "model: m\nsources: {a: {type: files}}\ntables: {customers: {from: a.b, className: " + CLASS + "}}",
                "\u0000" + VALUE,
                "\ufeff" + VALUE));
        return models;
    }

    private static Stream<String> options(String words) {
        return Arrays.stream(words.split(" "));
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }

    private static String source(String keys) {
        return "model: m\nsources:\n  src: {" + keys.replace("%d", String.valueOf(listening.getLocalPort())) + "}\n";
    }

    @Test
    void hostileModelsAreManyAndDifferent() {
        List<String> models = models();
        assertTrue(models.size() >= 150, "models " + models.size());
        assertEquals(models.size(), models.stream().distinct().count());
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("models/m.yaml"), text);
        refused("jdbc:scorecard:" + file, new Properties());
    }

    static Stream<String> urls() {
        int port = listening.getLocalPort();
        return Stream.of(
                "sample;schemaFactory=" + CLASS,
                "sample;parserFactory=" + CLASS,
                "sample;typeSystem=" + CLASS + "#DEFAULT",
                "sample;metaTableFactory=" + CLASS,
                "sample;metaColumnFactory=" + CLASS,
                "sample;httpclient_impl=" + CLASS,
                "sample;httpclient_factory=" + CLASS,
                "sample;schemaType=JDBC;schema.jdbcDriver=" + CLASS,
                "sample;driver=" + CLASS,
                "sample;socketFactory=" + CLASS + ";socketFactoryArg=" + VALUE,
                "sample;model#" + CLASS + "=x",
                "sample;user=a;password=\"" + "\"\"".repeat(100_000) + VALUE,
                "inline:{version: '1.0', schemas: [{factory: " + CLASS + "}]}",
                "http://127.0.0.1:" + port + "/" + VALUE + ".yaml",
                "https://127.0.0.1:" + port + "/" + VALUE + ".yaml",
                "ftp://127.0.0.1:" + port + "/" + VALUE + ".yaml",
                "jar:http://127.0.0.1:" + port + "/a.jar!/" + VALUE + ".yaml",
                "//127.0.0.1/" + VALUE + ".yaml",
                "/\\127.0.0.1\\" + VALUE + ".yaml",
                "\\/127.0.0.1/" + VALUE + ".yaml",
                "//127.0.0.1/share/\u2028" + VALUE + ".yaml",
                "/proc/self/root\u2028/" + VALUE + ".yaml",
                "sample;url=jdbc:postgresql://127.0.0.1:" + port + "/" + VALUE,
                "sample;jdbcUrl=jdbc:h2:mem:;INIT=RUNSCRIPT FROM 'http://127.0.0.1:" + port + "'");
    }

    @ParameterizedTest
    @MethodSource("urls")
    void urlIsRefused(String end) {
        refused("jdbc:scorecard:" + end, new Properties());
    }

    @Test
    void linkToWhatIsNoModelTellsNothingOfIt() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yaml"), VALUE + ": " + VALUE + "\n");
        refused("jdbc:scorecard:" + other, new Properties());
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("secret.txt"));
        refused("jdbc:scorecard:" + link, new Properties());
    }

    @Test
    void viewInsideASourceReadsNoFile() throws SQLException, IOException {
        Path outside = Files.writeString(folder.resolve("outside.csv"), "customer_id\n" + VALUE + "\n");
        Path file = folder.resolve("models/views.duckdb");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE VIEW customers AS SELECT * FROM read_csv('" + outside + "')");
        }
        Path model = Files.writeString(
                folder.resolve("models/views.yaml"),
                "model: m\nsources:\n  src: {type: duckdb, file: views.duckdb}\ntables:\n  customers: {from: src.customers}\n");
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model)) {
            SQLException error = assertThrows(
                    SQLException.class, () -> TwoSources.cell(connection, "SELECT customer_id FROM customers"));
            assertTrue(error.getErrorCode() >= 4000 && error.getErrorCode() < 5000, error::toString);
            assertFalse(error.toString().contains("outside"), error::toString);
        }
    }

    @Test
    void messagesAreOneLineOfPlainText() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:sample")) {
            SQLException error = assertThrows(
                    SQLException.class,
                    () -> TwoSources.cell(connection, "SELECT \"a\nERROR: forged \u001b[31m\" FROM customers"));
            assertTrue(error.getMessage().chars().noneMatch(Character::isISOControl), error::toString);
        }
    }

    private static void refused(String url, Properties properties) {
        SQLException error = assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(url, properties).close());
        assertTrue(List.of("08001", "F0000").contains(error.getSQLState()), error::toString);
        assertFalse(error.toString().toLowerCase(java.util.Locale.ROOT).contains("canary"), error::toString);
        assertTrue(error.getMessage().length() < 3000, "a short message");
        assertEquals(null, error.getCause());
    }
}
