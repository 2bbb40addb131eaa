package io.scorecard.server;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The folder of data with expected values, where the build has one. */
final class Truth {

    private Truth() {}

    static Path folder(String name) {
        String folder = System.getProperty("scorecard.truth", "");
        Assumptions.assumeFalse(folder.isEmpty(), "no -Dscorecard.truth: skipped");
        Path found = Path.of(folder, name);
        Assertions.assertTrue(Files.isDirectory(found), "scorecard.truth has no folder " + name);
        return found;
    }
}
