package io.scorecard.driver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that the build wrote into the jar. */
record Version(String text, int major, int minor) {

    static final Version CURRENT = read();

    private static Version read() {
        Properties written = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            if (stream != null) {
                written.load(stream);
            }
        } catch (IOException unreadable) {
            written.clear();
        }
        return of(written.getProperty("version", "0.0"));
    }

    static Version of(String text) {
        String[] parts = text.split("[.-]");
        boolean numbered = parts.length > 1 && parts[0].matches("[0-9]{1,6}") && parts[1].matches("[0-9]{1,6}");
        return numbered
                ? new Version(text, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]))
                : new Version("unknown", 0, 0);
    }
}
