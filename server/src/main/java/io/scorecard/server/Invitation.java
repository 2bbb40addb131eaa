package io.scorecard.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line, read.
 *
 * @param model empty: the built-in sample company
 * @param data the folder of data files, where it is not the model's
 */
record Invitation(Optional<Path> model, int port, Optional<Path> data, boolean help) {

    /** What ./scorecard takes away, and who starts the jar by hand writes as the help does. */
    private static final String COMMAND = "serve";

    private static final int PORT = 5433;
    private static final int HIGHEST_PORT = 65535;

    /** @throws IllegalArgumentException says what to write instead */
    static Invitation parse(String[] line) {
        Path model = null;
        Path data = null;
        int port = PORT;
        Iterator<String> words = Arrays.asList(line)
                .subList(line.length > 0 && line[0].equals(COMMAND) ? 1 : 0, line.length)
                .iterator();
        while (words.hasNext()) {
            String word = words.next();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            String value = equals < 0 ? null : word.substring(equals + 1);
            switch (name) {
                case "--help", "-h", "help" -> {
                    return new Invitation(Optional.empty(), PORT, Optional.empty(), true);
                }
                case "--port" -> port = port(value(name, value, words));
                case "--data" -> data = folder(value(name, value, words));
                default -> {
                    if (word.startsWith("-")) {
                        throw new IllegalArgumentException(
                                "There is no option " + name + " here. Options: --port, --data.");
                    }
                    if (model != null) {
                        throw new IllegalArgumentException("One model is served at a time; quote it if it has blanks.");
                    }
                    model = file(word);
                }
            }
        }
        return new Invitation(Optional.ofNullable(model), port, Optional.ofNullable(data), false);
    }

    private static String value(String name, @Nullable String given, Iterator<String> words) {
        if (given != null) {
            return given;
        }
        if (!words.hasNext()) {
            throw new IllegalArgumentException("Option " + name + " wants a value.");
        }
        return words.next();
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new IllegalArgumentException("Option --port wants a number from 0 to " + HIGHEST_PORT + ".");
        }
        return Integer.parseInt(text);
    }

    private static Path folder(String text) {
        if (!Files.isDirectory(Path.of(text))) {
            throw new IllegalArgumentException("There is no folder '" + text + "'.");
        }
        return Path.of(text).toAbsolutePath();
    }

    private static Path file(String text) {
        if (!Files.isRegularFile(Path.of(text))) {
            throw new IllegalArgumentException("There is no model file '" + text + "'.");
        }
        return Path.of(text).toAbsolutePath();
    }
}
