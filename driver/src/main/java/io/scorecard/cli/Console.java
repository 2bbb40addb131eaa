package io.scorecard.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes. Always UTF-8: what is written may go into a file.
 *
 * @param colour whether escape sequences are understood
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean colour) {

    /** The one this process was started in; colours only for a person's terminal that wants them. */
    static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean colour = System.console() != null
                && !environment.containsKey("NO_COLOR")
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Console(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), colour);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new Piped(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    void say(String line) {
        out.println(line);
    }

    String painted(Paint paint, String text) {
        return colour ? paint.over(text) : text;
    }
}
