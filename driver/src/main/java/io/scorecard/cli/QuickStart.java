package io.scorecard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lays beside the jar what the script starts from: this machine's native library of DuckDB, unpacked, and
 * the jar without any.
 *
 * <p>From the one jar 70 MB would be unpacked at every start, which takes longer than all the rest. While
 * the jar holds a library DuckDB never looks for an unpacked one.
 */
final class QuickStart {
    private static final String LIBRARY = "libduckdb_java.so_";

    private QuickStart() {}

    public static void main(String[] line) throws IOException {
        prepare(Path.of(line[0]), Path.of(line[1]));
    }

    /** @param folder exists, and receives {@code scorecard.jar} and the library */
    static void prepare(Path jar, Path folder) throws IOException {
        Path light = Files.copy(jar, folder.resolve("scorecard.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(light)) {
            List<Path> libraries = libraries(inside);
            Path ours = inside.getPath("/" + LIBRARY + platform());
            if (!libraries.contains(ours)) {
                return;
            }
            try (InputStream library = Files.newInputStream(ours)) {
                Path target = folder.resolve(System.mapLibraryName("duckdb_java"));
                Files.copy(library, target, StandardCopyOption.REPLACE_EXISTING);
            }
            for (Path library : libraries) {
                Files.delete(library);
            }
        }
    }

    private static List<Path> libraries(FileSystem inside) throws IOException {
        try (Stream<Path> files = Files.list(inside.getPath("/"))) {
            return files.filter(file -> file.toString().startsWith("/" + LIBRARY))
                    .toList();
        }
    }

    /** As DuckDB names it. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux")
                + "_"
                + (processor.equals("aarch64") || processor.equals("arm64") ? "arm64" : "amd64");
    }
}
