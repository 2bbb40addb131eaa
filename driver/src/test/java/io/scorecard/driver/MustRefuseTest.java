package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no URL and no property may do. The value of each is one that must never be told again. */
class MustRefuseTest {

    private static final String CANARY = "evilCanary77";

    static Stream<String> foreignProperties() {
        return Stream.of(
                        "schemaFactory parserFactory typeSystem metaTableFactory metaColumnFactory factory schemaType",
                        "schema.jdbcDriver schema.jdbcUrl schema.dataSource schema.sqlDialectFactory schema.directory",
                        "spark fun lex conformance quoting quotedCasing unquotedCasing caseSensitive",
                        "lenientOperatorLookup materializationsEnabled createMaterializations locale druidFetch",
                        "defaultNullCollation approximateDecimal approximateDistinctCount autoTemp nullEqualToEmpty",
                        "forceDecorrelate typeCoercion topDownOpt schema timeZone jdbcDriver jdbcUrl driver",
                        "httpclient_impl httpclient_factory url serialization authentication truststore",
                        "truststore_password keystore keystore_password key_password avatica_user avatica_password",
                        "hostname_verification transparent_reconnection fetch_size_kb lb_strategy use_client_side_lb",
                        "socketFactory socketFactoryArg sslfactory sslfactoryarg sslhostnameverifier",
                        "sslpasswordcallback authenticationPluginClassName xmlFactoryFactory loggerFile loggerLevel",
                        "options localSocketAddress jaasApplicationName gsslib service allowLoadLocalInfile",
                        "allowUrlInLocalInfile autoDeserialize queryInterceptors statementInterceptors",
                        "exceptionInterceptors connectionLifecycleInterceptors detectCustomCollations",
                        "propertiesTransform useConfigs allowMultiQueries serverRSAPublicKeyFile",
                        "autoGenerateTestcaseScript session_init_sql_file allow_unsigned_extensions",
                        "custom_user_agent tracing client_config_file INIT init TRACE_LEVEL_FILE",
                        "MODEL Model mODEL USER User PASSWORD Password TIME_ZONE Time_Zone time-zone time.zone",
                        "AS_OF MAX_ROWS max_Rows maxRows queryTimeout fetchSize logLevel LOG_LEVEL currencY",
                        "model#FIELD #model model# user#X io.scorecard.Evil#FIELD root data scorecard.data",
                        "mode\u0131 \u0131nit u\u017Fer pa\u017Fsword t\u0131me_zone time\u200B_zone",
                        "\uFF4Dodel model\u0000 mod\u00ADel",
                        "max_row\u017F \u212Aey as\uFF3Fof u\u0455er \u043Codel",
                        "model\u2028 cl\u0430ss class className jndi ldap")
                .flatMap(line -> Arrays.stream(line.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("foreignProperties")
    void aForeignPropertyIsRefusedInTheUrl(String name) {
        refused("jdbc:scorecard:sample;" + name + "=" + CANARY, new Properties());
    }

    @ParameterizedTest
    @MethodSource("foreignProperties")
    void aForeignPropertyIsRefusedAmongTheProperties(String name) {
        Properties further = new Properties();
        further.setProperty(name, CANARY);
        refused("jdbc:scorecard:sample", further);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inline:{version: 1.0} evilCanary77.yaml",
                "INLINE:evilCanary77.yaml",
                " inline:evilCanary77.yaml",
                "http://evilCanary77/model.yaml",
                "https://evilCanary77/model.yaml",
                "HTTP://evilCanary77/model.yaml",
                "file:///srv/evilCanary77.yaml",
                "file:evilCanary77.yaml",
                "jar:file:/srv/a.jar!/evilCanary77.yaml",
                "classpath:evilCanary77.yaml",
                "jrt:/evilCanary77.yaml",
                "ftp://evilCanary77/a.yaml",
                "ldap://evilCanary77/a.yaml",
                "//evilCanary77/share/model.yaml",
                "\\\\evilCanary77\\share\\model.yaml",
                "\\\\?\\C:\\evilCanary77.yaml",
                "/dev/evilCanary77.yaml",
                "/proc/self/evilCanary77.yaml",
                "//proc/self/evilCanary77.yaml",
                "/sys/evilCanary77.yaml",
                "evilCanary77.yaml\0.txt",
                "evilCanary77\n.yaml",
                "evilCanary77.yaml:stream.yaml",
                "evilCanary77.json",
                "evilCanary77.YAML",
                "evilCanary77.yml",
                "evilCanary77",
                "C:evilCanary77.yaml",
                "/etc/passwd?evilCanary77",
                "Sample?evilCanary77"
            })
    void whatIsNoPathOfAModelIsRefused(String path) {
        refused("jdbc:scorecard:" + path, new Properties());
        Properties further = new Properties();
        further.setProperty("model", path);
        refused("jdbc:scorecard:", further);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time_zone=evilCanary77",
                "time_zone=Europe/evilCanary77",
                "time_zone=",
                "time_zone= UTC evilCanary77",
                "as_of=evilCanary77",
                "as_of=2026-02-30T00:00:00Z evilCanary77",
                "as_of=+999999999-01-01T00:00:00Z",
                "as_of=2026-13-01",
                "data_through=evilCanary77",
                "partial_periods=evilCanary77",
                "partial_periods=SHOW",
                "partial_periods=",
                "currency=evilCanary77",
                "currency=eur",
                "currency=USD",
                "query_timeout=evilCanary77",
                "query_timeout=-1",
                "query_timeout=1e3",
                "query_timeout=9999999999",
                "query_timeout=\u0661\u0662",
                "max_rows=+5",
                "max_rows=0x10",
                "fetch_size= 5",
                "fetch_size=-1",
                "log_level=TRACE",
                "log_level=evilCanary77",
                "model=evilCanary77.yaml",
                "model=",
                "=evilCanary77",
                "evilCanary77",
                ";",
                " user=evilCanary77",
                "user =evilCanary77",
                "user=a;user=evilCanary77",
                "password=\"evilCanary77",
                "password=a\"evilCanary77\"",
                "password=hunter;evilCanary77=x",
                "password=hunter;evilCanary77"
            })
    void aValueThatIsNotValidIsRefusedWithoutRepeatingIt(String part) {
        refused("jdbc:scorecard:sample;" + part, new Properties());
    }

    @Test
    void anObjectAmongThePropertiesIsRefused() {
        Properties further = new Properties();
        further.put("model", new Object());
        refused("jdbc:scorecard:", further);
    }

    @Test
    void aPropertyIsNotTakenFromTheUrlAndTheProperties() {
        Properties further = new Properties();
        further.setProperty("user", CANARY);
        refused("jdbc:scorecard:sample;user=" + CANARY, further);
    }

    @Test
    void aUrlWithoutAModelIsRefused() {
        refused("jdbc:scorecard:", new Properties());
        refused("jdbc:scorecard:;user=" + CANARY, new Properties());
    }

    @Test
    void aFolderALargeFileAndADeviceAreNoModels(@TempDir Path folder) throws IOException {
        Path directory = Files.createDirectory(folder.resolve(CANARY + "dir.yaml"));
        refusedFile(directory);
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        refusedFile(large);
        Path device = Files.createSymbolicLink(folder.resolve("device.yaml"), Path.of("/dev/zero"));
        refusedFile(device);
        Path process = Files.createSymbolicLink(folder.resolve("process.yaml"), Path.of("/proc/self/environ"));
        refusedFile(process);
        Files.delete(device);
        Files.delete(process);
        refusedFile(folder.resolve("absent.yaml"));
    }

    @Test
    void aModelOutsideTheFolderThatTheOwnerOfTheJvmSetIsRefused(@TempDir Path folder) throws Exception {
        Path inside = Files.createDirectory(folder.resolve("models"));
        Path outside = Files.writeString(folder.resolve("outside.yaml"), "model: a");
        Path link = Files.createSymbolicLink(inside.resolve("link.yaml"), outside);
        Path right = Files.writeString(inside.resolve("right.yaml"), "model: a");
        System.setProperty("scorecard.models", inside.toString());
        try {
            refusedFile(outside);
            refusedFile(link);
            refusedFile(inside.resolve("../outside.yaml"));
            new Shop().connect("jdbc:scorecard:" + right).close();
        } finally {
            System.clearProperty("scorecard.models");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsWrittenEitherConnectsOrIsRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] pieces = {
            "sample",
            ";",
            "=",
            "\"",
            "model",
            "user",
            "a.yaml",
            ":",
            "/",
            "\\",
            " ",
            "\0",
            "time_zone",
            "UTC",
            "#",
            "%",
            "max_rows",
            "1",
            "inline:",
            "\u0131",
            "\ud83d",
            "..",
            "password",
            "jdbc:scorecard:",
            "${env:HOME}",
            "\n"
        };
        for (int i = 0; i < 2000; i++) {
            StringBuilder url = new StringBuilder("jdbc:scorecard:");
            for (int n = random.nextInt(12); n >= 0; n--) {
                url.append(pieces[random.nextInt(pieces.length)]);
            }
            Shop shop = new Shop();
            try {
                shop.connect(url.toString()).close();
            } catch (SQLException refused) {
                assertEquals("08001", refused.getSQLState(), () -> "seed " + seed + ": " + url);
            }
            assertEquals(0, shop.workspace.openSessions.get());
        }
    }

    private static void refusedFile(Path file) {
        Shop shop = new Shop();
        SQLException error = assertThrows(SQLException.class, () -> shop.connect("jdbc:scorecard:" + file));
        assertEquals(1005, error.getErrorCode());
        assertFalse(error.getMessage().contains(file.getParent().toString()), error.getMessage());
        assertTrue(shop.opened.isEmpty());
    }

    private static void refused(String url, Properties further) {
        Shop shop = new Shop();
        SQLException error = assertThrows(SQLException.class, () -> shop.driver.connect(url, further));
        assertTrue(error.getErrorCode() >= 1001 && error.getErrorCode() <= 1005, error.getMessage());
        assertEquals("08001", error.getSQLState());
        assertFalse(error.toString().contains(CANARY), error.toString());
        assertEquals(0, shop.workspace.openSessions.get(), "no session stays open");
    }
}
