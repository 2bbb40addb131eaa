package io.scorecard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that users get, as they use it: alone, by {@code java -jar} and in a class loader of its own. */
@Timeout(120)
class ShadedJarIT {
    private static final Path JAR = Path.of(System.getProperty("scorecard.jar"));

    private final ClassLoader context = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path folder;

    @AfterEach
    void restoreContext() {
        Thread.currentThread().setContextClassLoader(context);
    }

    @Test
    void nothingInItCanMeetAnotherVersionInTheHost() throws IOException {
        Predicate<String> ours = name -> Stream.of(
                        "META-INF/",
                        "io/scorecard/",
                        "org/duckdb/",
                        "org/postgresql/",
                        "libduckdb_java.so_",
                        "saffron.properties")
                .anyMatch(name::startsWith);
        assertEquals(List.of(), entries(ours.negate()));
    }

    @Test
    void noSignatureOfAnotherJarIsLeft() throws IOException {
        assertEquals(List.of(), entries(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)")));
    }

    @Test
    void theRemoteDriverOfCalcitesFamilyStaysOut() throws IOException {
        assertEquals(
                List.of(),
                entries(name -> name.matches(".*/(org/apache/hc|com/google/protobuf|org/codehaus/janino)/.*")));
    }

    @Test
    void commandLineStarts() throws Exception {
        assertEquals("scorecard " + System.getProperty("scorecard.version") + "\n", java("--version"));
    }

    @Test
    void settingsOfTheCompilerStandWhereItReadsThem() throws Exception {
        try (URLClassLoader loader = alone()) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> settings = loader.loadClass("io.scorecard.shaded.org.apache.calcite.config.CalciteSystemProperty");
            Object charset = settings.getField("DEFAULT_CHARSET").get(null);
            assertEquals("UTF-8", settings.getMethod("value").invoke(charset));
        }
    }

    @Test
    void questionIsAnsweredOnTheCommandLine() throws Exception {
        assertEquals("n,t\r\n1,ü€\r\n", java("sql", "--format", "csv", "SELECT 1 AS n, 'ü€' AS t"));
    }

    @Test
    void hostMeetsNoOtherDriverThanOursEvenAfterAQuestion() throws Exception {
        String classPath = JAR + File.pathSeparator + testClasses();
        assertEquals(
                "true\nio.scorecard.driver.ScorecardDriver\n", run("-cp", classPath, DriverCensus.class.getName()));
    }

    @Test
    void driverAnswersFromALoaderOfItsOwnThatTheThreadDoesNotKnow() throws Exception {
        try (URLClassLoader loader = alone()) {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            List<Driver> drivers = ServiceLoader.load(Driver.class, loader).stream()
                    .filter(driver -> driver.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .toList();
            assertEquals(1, drivers.size());
            try (Connection connection = drivers.get(0).connect("jdbc:scorecard:sample", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT 'ü€' AS t")) {
                assertTrue(row.next());
                assertEquals("ü€", row.getString("t"));
            }
        }
    }

    private static Path testClasses() throws Exception {
        return Path.of(DriverCensus.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static URLClassLoader alone() throws IOException {
        return new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private static List<String> entries(Predicate<String> wanted) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(wanted)
                    .toList();
        }
    }

    private String java(String... line) throws Exception {
        return run(Stream.concat(Stream.of("-jar", JAR.toString()), Stream.of(line))
                .toArray(String[]::new));
    }

    private String run(String... line) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                Stream.concat(Stream.of(java.toString()), Stream.of(line)).toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "it hangs");
        assertEquals("", Files.readString(err, StandardCharsets.UTF_8));
        assertEquals(0, process.exitValue());
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
